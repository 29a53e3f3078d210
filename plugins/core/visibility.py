"""Which posts a build shows, and how a preview marks those that the public would not see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from plugins.core.dates import date_words


@dataclass(frozen=True)
class Visibility:
    """Whether a build has a post, and its mark in a preview ("" for a published one)."""

    shown: bool
    mark: str = ""


@dataclass(frozen=True)
class WithheldPost:
    """A post that this build does not have: its file below the content folder, slug and why.

    `topics` are those that it would have, where it can be read.
    """

    path: str
    slug: str
    reason: str
    topics: tuple[str, ...] = ()


def decide(status: str, date: datetime | None, *, now: datetime, preview: bool) -> Visibility:
    """Draft, hidden and future posts exist in a preview only; `skip` nowhere.

    `date` and `now` are both aware.
    """
    if status == "skip":
        return Visibility(shown=False, mark="Skipped")
    mark = {"draft": "Draft", "hidden": "Hidden"}.get(status, "")
    if not mark and date and date > now:
        mark = f"Scheduled for {date_words(date)}"
    return Visibility(shown=preview or not mark, mark=mark)
