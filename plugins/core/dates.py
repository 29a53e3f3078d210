"""Dates formatted for visitors and for machines."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def date_words(day: date) -> str:
    """Format as `28 September 2021`, independent of the locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_iso(day: date) -> str:
    """Format as `2021-09-28` for a `<time>` element; the time of a datetime is dropped."""
    return f"{day.year:04}-{day.month:02}-{day.day:02}"
