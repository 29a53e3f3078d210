"""Which posts a build includes, and how a preview marks posts that are not public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from plugins.core.dates import date_words

Status = Literal["published", "ready", "draft", "hidden", "skip"]
# The marks of the statuses that keep a post from the public, whatever its date.
UNPUBLISHED: dict[str, str] = {"draft": "Draft", "ready": "Ready for approval"}


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
    """What is not public is shown in a preview only, and posts with `skip` never are.

    That are drafts, posts that wait for approval (`ready`), and those of a day in the future.
    Hidden posts have pages as in Pelican, which are in no list; a preview lists them with a mark.
    `date` and `now` are timezone-aware.
    """
    if status == "skip":
        return Visibility(shown=False, mark="Skipped")
    if status in UNPUBLISHED:
        return Visibility(shown=preview, mark=UNPUBLISHED[status])
    if date and date > now:
        return Visibility(shown=preview, mark=f"Scheduled for {date_words(date)}")
    return Visibility(shown=True, mark="Hidden" if preview and status == "hidden" else "")
