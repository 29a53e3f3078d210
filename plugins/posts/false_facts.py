"""Checks what a post says of its review and of its last change, which readers rely on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from plugins.core.findings import Finding, Severity, did_you_mean
from plugins.posts.model import FrontMatter
from plugins.posts.result import ReadPost


class _FalseFact(NamedTuple):
    """A key whose value is not true: the rule that says so, what is wrong, and what to write."""

    key: str
    rule: str
    message: str
    hint: str


def without_false_facts(
    front: FrontMatter,
    read: ReadPost,
    *,
    now: datetime,
    people: Collection[str] | None,
    severity: Severity,
) -> tuple[FrontMatter, list[Finding]]:
    """`front`, that of the post `read`, without false facts, and a finding for each of these.

    A post with findings about its review has none, so that no page can claim it. `now` is the time
    of the build in the site's time zone; `people` are the names in people.yaml, None if it could
    not be read.
    """
    review, change = list(_of_review(front, now, people)), list(_of_change(front, now))
    found = [
        Finding(read.path, read.lines.get(key, 0), severity, rule, message, hint)
        for key, rule, message, hint in chain(review, change)
    ]
    untrue: dict[str, object] = {"modified": None} if change else {}
    if review:
        untrue |= {"reviewed": None, "reviewed_by": ""}
    return (front.model_copy(update=untrue) if untrue else front), found


def _of_review(
    front: FrontMatter, now: datetime, people: Collection[str] | None
) -> Iterator[_FalseFact]:
    """A review is of the whole text, so it cannot be older, and a clinician reads it for others."""
    if front.reviewed is None or not front.reviewed_by:
        return
    day, name = front.reviewed, front.reviewed_by
    if day > now.date():
        message = f"The day of the review, {day:%Y-%m-%d}, is in the future."
        hint = "Write the day on which the review was done, or delete `reviewed` until it is."
        yield _FalseFact("reviewed", "review/in-future", message, hint)
    if front.date and day < front.date.date():
        message = f"The review of {day:%Y-%m-%d} is older than the post, {front.date:%Y-%m-%d}."
        hint = "Have the post reviewed as it is now, and write that day; or correct `date`."
        yield _FalseFact("reviewed", "review/before-post", message, hint)
    if name.casefold() in map(str.casefold, front.authors):
        message = f"“{name}” wrote this post, and cannot review it too."
        hint = "Ask another clinician to review it, or delete `reviewed` and `reviewed_by`."
        yield _FalseFact("reviewed_by", "review/by-author", message, hint)
    elif people is not None and name not in people:
        message = f"“{name}” has reviewed this post, but is not in people.yaml."
        hint = did_you_mean(name, people) or (
            "Write the name as it stands there, or delete `reviewed` and `reviewed_by`."
        )
        yield _FalseFact("reviewed_by", "review/unknown-person", message, hint)


def _of_change(front: FrontMatter, now: datetime) -> Iterator[_FalseFact]:
    changed = front.modified
    if changed and changed.replace(tzinfo=changed.tzinfo or now.tzinfo) > now:
        message = f"The day of the last change, {changed:%Y-%m-%d}, is in the future."
        hint = "Write the day of the change, or delete `modified`."
        yield _FalseFact("modified", "front-matter/modified-in-future", message, hint)
