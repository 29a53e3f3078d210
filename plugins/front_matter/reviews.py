"""When a post's next review is due, and what to tell its editor once that day has gone by."""

from __future__ import annotations

import calendar
from datetime import date

from plugins.core.findings import Finding
from plugins.front_matter.post import RULE, Post


def next_review(reviewed: date | None, months: int | None) -> date | None:
    """The day by which a review is due again, where both facts are known."""
    if reviewed is None or months is None:
        return None
    total = reviewed.month - 1 + months
    year, month = reviewed.year + total // 12, total % 12 + 1
    return date(year, month, min(reviewed.day, calendar.monthrange(year, month)[1]))


def due(post: Post, path: str, today: date) -> tuple[date | None, list[Finding]]:
    """The day of the next review, for readers to see, and a warning instead once it is past.

    A promise that was not kept is not shown to readers.
    """
    day = next_review(post.front.reviewed, post.front.review_every)
    if day is None or day >= today:
        return day, []
    message = f"The review of this post was due by {day:%Y-%m-%d}."
    hint = "Have a clinician review it and write the new day under `reviewed`."
    line = post.lines.get(("reviewed",), 0)
    return None, [Finding(path, line, "warning", f"{RULE}/review-overdue", message, hint)]
