"""Which posts a build includes, and how a preview marks posts that are not public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from plugins.core.dates import date_words


@dataclass(frozen=True)
class Visibility:
    """Whether a build includes a post, and the post's mark in a preview ("" if it is public)."""

    shown: bool
    mark: str = ""


@dataclass(frozen=True)
class WithheldPost:
    """A post that this build leaves out, and why; `path` is relative to the content folder.

    `topics` are its topics and category; it is empty if the post cannot be read.
    """

    path: str
    slug: str
    reason: str
    topics: tuple[str, ...] = ()


def decide(status: str, date: datetime | None, *, now: datetime, preview: bool) -> Visibility:
    """Drafts and future posts are shown in a preview only; posts with `skip` never are.

    Hidden posts have pages as in Pelican, which are in no list; a preview lists them with a mark.
    `date` and `now` are timezone-aware.
    """
    if status == "skip":
        return Visibility(shown=False, mark="Skipped")
    if status == "draft":
        return Visibility(shown=preview, mark="Draft")
    if date and date > now:
        return Visibility(shown=preview, mark=f"Scheduled for {date_words(date)}")
    return Visibility(shown=True, mark="Hidden" if preview and status == "hidden" else "")
