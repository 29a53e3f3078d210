"""Says which old posts stay out of the new site's lists, or out of the site, and why."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from plugins.core import clock
from plugins.migration.old_dates import moment_of
from plugins.migration.old_front_matter import split
from plugins.migration.old_site import Note, OldPost
from plugins.posts.other_keys import DAY, PRIVATE, SAME, word

EXPIRES = ("expirydate", "unpublishdate")
_STATUSES = {"": "published", "publish": "published", "public": "published"}
_PUBLISHED = "published"


@dataclass(frozen=True)
class Standing:
    """Whether a post is public: its `status` here, and the `reasons`, which need a person.

    `published` is the day from which it was public, if a key has one.
    """

    status: str = _PUBLISHED
    reasons: tuple[str, ...] = ()
    published: datetime | None = None


def standing(
    written: Mapping[str, Any],
    now: datetime,
    publish_keys: Collection[str] = (),
    expiry_keys: Collection[str] = (),
) -> Standing:
    """What the keys of a post, in lower case, say; what is not known to mean public is not.

    `publish_keys` and `expiry_keys` are names that this site has for days, beside the usual ones.
    """
    last_days = dict.fromkeys((*EXPIRES, *expiry_keys))
    found = list(_by_keys(written, last_days))
    days: list[datetime] = []
    for key in dict.fromkeys(("date", *SAME["date"], *publish_keys)):
        if not (value := _day(written, key)):
            continue
        if moment := moment_of(value):
            days.append(moment)
        else:
            found.append(("draft", f"{key}: “{value:.80}” is no date."))
    passing: list[str] = []
    for key in last_days:
        if not (value := word(written.get(key))):
            continue
        moment = moment_of(value)
        if moment and is_later(moment, now):
            passing.append(f"{key}: “{value:.80}” means nothing here: it stays public after it.")
        else:
            why = "has passed" if moment else "is no date"
            found.append(("draft", f"{key}: “{value:.80}” {why}."))
    statuses = {status for status, _ in found}
    status = "draft" if "draft" in statuses else "hidden" if statuses else _PUBLISHED
    reasons = [f"{reason} Its status is {status}." for _, reason in found]
    day = max(days, key=_comparable, default=None)
    return Standing(status, (*reasons, *passing), day)


def kept_back(posts: Iterable[OldPost], notes: list[Note]) -> list[OldPost]:
    """The posts with the status that their keys ask for, also keys that their generator ignores."""
    now = clock.now(os.environ)
    return [_kept_back(post, now, notes) for post in posts]


def _kept_back(post: OldPost, now: datetime, notes: list[Note]) -> OldPost:
    keys = {**post.unknown, **split(post.raw)[0]}
    if not post.public:
        return post
    stands = standing(keys, now)
    due = standing({**keys, "date": None}, now).published
    reasons, status = [*stands.reasons], stands.status
    if due and is_later(due, now):
        reasons.append(f"It was due on {due}. Its status is draft.")
        status = "draft"
    notes += [Note("kept back", post.path, reason) for reason in reasons]
    fields = {**post.fields, "status": status}
    if status == "draft":
        return replace(post, fields=fields, url="", save_as="")
    return replace(post, fields=fields)


def is_public(keys: Mapping[str, Any]) -> bool:
    """Whether these keys, whatever their days say, do not keep a post back."""
    return not any(_by_keys(keys, EXPIRES))


def is_later(moment: datetime, now: datetime) -> bool:
    """Whether `moment` is yet to come; one without a zone is read as one in UTC."""
    return _comparable(moment) > now


def _comparable(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _by_keys(written: Mapping[str, Any], dated: Collection[str]) -> Iterator[tuple[str, str]]:
    """The status that each key asks for, with the key; those in `dated` are judged by their day."""
    given = word(written.get("status"))
    status = _STATUSES.get(given, given)
    if status != _PUBLISHED:
        yield ("hidden" if status == "hidden" else "draft", f"status: “{given:.80}”.")
    for key, (is_private, wanted) in PRIVATE.items():
        if key not in dated and key in written and is_private(written[key]):
            yield wanted, f"{key}: “{word(written[key]):.80}”."


def _day(written: Mapping[str, Any], key: str) -> str:
    """The day under a key; `published` may be a truth value instead, which is judged elsewhere."""
    value = word(written.get(key))
    return value if key != "published" or DAY.match(value) else ""
