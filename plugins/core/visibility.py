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

    `topics` is empty if the post cannot be read.
    """

    path: str
    slug: str
    reason: str
    topics: tuple[str, ...] = ()


def decide(status: str, date: datetime | None, *, now: datetime, preview: bool) -> Visibility:
    """Drafts, hidden and future posts are shown in a preview only; posts with `skip` never are.

    `date` and `now` are timezone-aware.
    """
    if status == "skip":
        return Visibility(shown=False, mark="Skipped")
    mark = {"draft": "Draft", "hidden": "Hidden"}.get(status, "")
    if not mark and date and date > now:
        mark = f"Scheduled for {date_words(date)}"
    return Visibility(shown=preview or not mark, mark=mark)
