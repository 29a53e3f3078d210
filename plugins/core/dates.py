"""Dates as a visitor reads them and as a machine does."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def date_words(day: date) -> str:
    """28 September 2021, whatever the machine's locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_iso(day: date) -> str:
    """2021-09-28, for a time element; the day alone, also of a moment."""
    return f"{day.year:04}-{day.month:02}-{day.day:02}"
