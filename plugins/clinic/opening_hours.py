"""Opening hours as editors write them: what they mean, misspelt days, times that no day has."""

from __future__ import annotations

import re

from plugins.core.edit_distance import edit_distance

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TO = re.compile(r"\bto\b|–|-")
_LONG = 8  # letters of a day that may have two slips
_WORD = re.compile(r"[A-Za-z]{5,20}")
# What can only be a time: with am or pm, or with minutes.
_TIME = re.compile(
    r"(?<![\d:.])(\d{1,3})(?:[:.](\d\d))?\s*([ap])\.?m\b|(?<![\d:.])(\d{1,3}):(\d\d)(?![\d:])",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(?<=\d)\.(?=\d\d)")
_NOON, _MIDNIGHT, _HOUR = 12, 24, 60
_DAY = _MIDNIGHT * _HOUR


def misspelt_day(days: str) -> tuple[str, str] | None:
    """The first word that is nearly a day's name, and that name."""
    for word in _WORD.findall(days):
        folded = word.casefold().removesuffix("s")
        for day in DAYS:
            distance = edit_distance(folded, day.casefold())
            if 0 < distance <= (2 if len(day) >= _LONG else 1):
                return word, day
    return None


def impossible_time(times: str) -> str:
    """The first time of day that no day has, such as 25:00, 9:75 or 13pm; "" if all may be."""
    return next((match[0].strip() for match in _TIME.finditer(times) if _minutes(match) < 0), "")


def closes_first(times: str) -> bool:
    """Whether there are two times, and the second is neither after the first nor past midnight."""
    match [_minutes(match) for match in _TIME.finditer(times)]:
        case [opens, closes]:
            return 0 <= closes <= opens and _is_slip(opens, closes)
    return False


def time_range(times: str) -> tuple[int, int] | None:
    """When it opens and closes, in minutes since midnight, if `times` says that and nothing else.

    If the second number is smaller, that is on the next day.
    """
    match [_time(part.strip().rstrip(".")) for part in TO.split(times.casefold())]:
        case [int(opens), int(closes)] if opens < closes or not _is_slip(opens, closes):
            return opens, closes
    return None


def _is_slip(opens: int, closes: int) -> bool:
    """Whether hours that do not end on the same day are too long to be meant, or none at all."""
    return not 0 < (closes - opens) % _DAY <= _DAY // 2


def _time(text: str) -> int | None:
    """The minutes since midnight; None for a number alone, which could be morning or evening."""
    if text in {"noon", "midday"}:
        return _NOON * _HOUR
    match = _TIME.fullmatch(_DOTTED.sub(":", text))
    minutes = _minutes(match) if match else -1
    return minutes if minutes >= 0 else None


def _minutes(match: re.Match[str]) -> int:
    """The minutes since midnight, or -1 if there is no such time."""
    hour, minute, half = int(match[1] or match[4]), int(match[2] or match[5] or 0), match[3]
    first, last = (1, _NOON) if half else (0, _MIDNIGHT)
    if minute >= _HOUR or not first <= hour <= last or (hour == _MIDNIGHT and minute):
        return -1
    if half:
        hour = hour % _NOON + (_NOON if half.casefold() == "p" else 0)
    return hour * _HOUR + minute
