"""Converts opening hours from everyday English to schema.org's form, "Mo-Fr 09:00-18:00"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plugins.clinic.opening_hours import DAYS, TO, time_range

_NAMES = {name[:length].casefold(): name[:2] for name in DAYS for length in (3, len(name))}
_HOUR, _DAY = 60, 24 * 60


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
    match time_range(times):
        case (opens, closes) if when and (closes - opens) % _DAY:  # schema.org has no whole days
            return f"{when} {_clock(opens)}-{_clock(closes)}"
    return None


def _days(text: str) -> str | None:
    ranges = []
    for part in re.split(r",|\band\b|&", text):
        match [_NAMES.get(name.strip()) for name in TO.split(part)]:
            case [str(day)]:
                ranges.append(day)
            case [str(first), str(last)]:
                ranges.append(f"{first}-{last}")
            case _:
                return None
    return ",".join(ranges)


def _clock(minutes: int) -> str:
    return f"{minutes % _DAY // _HOUR:02}:{minutes % _HOUR:02}"
