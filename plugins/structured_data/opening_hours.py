"""Converts opening hours from everyday English to schema.org's form, "Mo-Fr 09:00-18:00"."""

from __future__ import annotations

import re
from collections.abc import Iterable

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMES = {name[:length]: name[:2].title() for name in DAYS for length in (3, len(name))}
_TIME = re.compile(r"(2[0-3]|[01]?\d)(?:[:.]([0-5]\d))?\s*(am|pm)?")
_TO = re.compile(r"\bto\b|–|-")
_NOON = 12


def opening_hours(lines: Iterable[tuple[str, str]]) -> list[str]:
    """schema.org's `openingHours` for lines of (days, times).

    Empty if one line cannot be read with certainty, because the remaining lines would say that the
    clinic is closed at all other times. A line such as ("Sunday", "closed") is left out, which
    means the same.
    """
    found = [_line(days.casefold(), times.casefold()) for days, times in lines]
    return [line for line in found if line] if None not in found else []


def _line(days: str, times: str) -> str | None:
    """One line in schema.org's form; "" if it says closed, None if it cannot be read."""
    when = _days(days)
    if when and times.strip() == "closed":
        return ""
    match [_time(part.strip()) for part in _TO.split(times)]:
        case [str(opens), str(closes)] if when and opens < closes:
            return f"{when} {opens}-{closes}"
    return None


def _days(text: str) -> str | None:
    ranges = []
    for part in re.split(r",|\band\b|&", text):
        match [_NAMES.get(name.strip()) for name in _TO.split(part)]:
            case [str(day)]:
                ranges.append(day)
            case [str(first), str(last)]:
                ranges.append(f"{first}-{last}")
            case _:
                return None
    return ",".join(ranges)


def _time(text: str) -> str | None:
    """A time of day as 18:30, or None; a bare number could mean morning or evening."""
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
    return f"{hour:02}:{minute:02}"
