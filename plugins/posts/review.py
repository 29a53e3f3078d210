"""The state of a post's review: by whom and when is in the post, how often in the rules."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, date
from typing import Literal

from plugins.clinical_care.model import ReviewTimes
from plugins.core.findings import Finding
from plugins.posts.model import FrontMatter
from plugins.posts.result import ReadPost

LONG_OVERDUE = "review/long-overdue"


@dataclass(frozen=True)
class ReviewState:
    """What readers are told of a review.

    `state` is "unreviewed" if the rules want a review and there is none, "overdue" if the next one
    was due on the day `due`, and else "".
    """

    due: date | None = None
    state: Literal["", "unreviewed", "overdue"] = ""


def review_state(
    front: FrontMatter, read: ReadPost, rules: ReviewTimes | None, category: str, today: date
) -> tuple[ReviewState, list[Finding]]:
    """The state of a post of a category, and a finding if its review is overdue.

    `front` is that of the post `read`.
    """
    wanted = rules.months(category) if rules else None
    if front.reviewed is None:
        return ReviewState(state="unreviewed" if wanted else ""), []
    months = front.review_every or wanted
    if months is None:
        return ReviewState(), []
    due = later(front.reviewed, months)
    if due >= today:
        return ReviewState(due), []
    is_long = later(due, rules.grace_months) < today if rules else False
    rule = LONG_OVERDUE if is_long else "front-matter/review-overdue"
    message = f"The review of this post was due on {due:%Y-%m-%d}."
    hint = "Ask a clinician to review it, and write the new date under `reviewed`."
    line = read.lines.get("reviewed", 0)
    found = Finding(read.path, line, "warning", rule, message, hint)
    return ReviewState(due, "overdue"), [found]


def later(day: date, months: int) -> date:
    """The same day some months later, or the last one of a shorter month, up to the year 9999."""
    total = day.month - 1 + months
    year, month = min(day.year + total // 12, MAXYEAR), total % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
