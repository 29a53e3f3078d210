"""Opening hours as they are read made into what machines read: "Mo-Fr 09:00-18:00"."""

from __future__ import annotations

import re
from collections.abc import Iterable

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMES = {name[:length]: name[:2].title() for name in DAYS for length in (3, len(name))}
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*(am|pm)?")
_NOON = 12


def opening_hours(lines: Iterable[tuple[str, str]]) -> list[str]:
    """schema.org's `openingHours` for lines of (days, times).

    Empty where one line cannot be read for certain: half of the hours would say that the place is
    shut for the rest. Lines such as ("Sunday", "closed") are left out, which means just that.
    """
    found = [_line(days.casefold(), times.casefold()) for days, times in lines]
    return [line for line in found if line] if None not in found else []


def _line(days: str, times: str) -> str | None:
    """One line; empty when closed, None when it cannot be read."""
    when = _days(days)
    if when and times.strip() == "closed":
        return ""
    span = [_time(part.strip()) for part in re.split(r"\bto\b|–|-", times)]
    if not when or len(span) != len(("from", "to")) or None in span:
        return None
    opens, closes = (moment or "" for moment in span)
    return f"{when} {opens}-{closes}" if opens < closes else None


def _days(text: str) -> str | None:
    ranges = []
    for part in re.split(r",|\band\b|&", text):
        names = [_NAMES.get(name.strip()) for name in re.split(r"\bto\b|–|-", part)]
        if None in names or len(names) > len(("first", "last")):
            return None
        ranges.append("-".join(name or "" for name in names))
    return ",".join(ranges)


def _time(text: str) -> str | None:
    """A time of day as 18:30; a bare number could be morning or evening."""
    if text in {"noon", "midday"}:
        return "12:00"
    match = _TIME.fullmatch(text)
    if not match or not (match[2] or match[3]):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if match[3] == "pm" else 0)
    return f"{hour:02}:{minute:02}" if f"{hour:02}:{minute:02}" < "24:00" and minute < 60 else None  # noqa: PLR2004  # minutes
