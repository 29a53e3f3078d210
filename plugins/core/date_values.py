"""Field types for dates and durations as editors write them; errors say what to write instead."""

from __future__ import annotations

import calendar
import contextlib
import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Annotated

from dateutil import parser as dateutil
from dateutil import tz
from pydantic import BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from plugins.core.dates import MONTHS
from plugins.core.text_values import unquote
from plugins.core.validation import refuse

# A year outside this range is a typing error, and time zone arithmetic could overflow.
FIRST_YEAR, LAST_YEAR = 1900, 2100
_EXAMPLE = "2026-03-14"

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})\b.*")
_TIME = re.compile(
    r"[T ]\s*(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?"
    r"\s*(?:(Z|UTC|GMT)|([+-])(\d\d):?(\d\d))?",
    re.IGNORECASE,
)
_SPAN = re.compile(r"(\d{1,3})\s*(month|year)s?", re.IGNORECASE)
# Two defaults for missing parts: a part that differs between the two guesses was not written.
_DEFAULT, _OTHER_DEFAULT = datetime(1970, 1, 1), datetime(1999, 2, 2)  # noqa: DTZ001  # never published


def to_moment(value: object, info: ValidationInfo) -> object:
    """Parse a date with the year first, optionally with a time and a zone.

    A lenient build also accepts whatever dateutil parses, which reads 03/04/2026 as 4 March.
    """
    if not isinstance(value, str):
        return value
    text, name = str(unquote(value)).replace("_", " "), info.field_name
    lenient, guess = (info.context or {}).get("lenient"), None
    if match := _YEAR_FIRST.match(text):
        day = _day(text, int(match[1]), int(match[3]), int(match[4]), name)
        rest = text[match.end() :]
        if lenient and rest.strip() and not _TIME.fullmatch(rest):
            guess = _guess(text)  # such as 2015-03-17 14:00:00 -4
        if guess is None or guess.date() != day.date():
            return _with_time(day, rest, text, name)
        return guess
    guess = _guess(text)
    if lenient and guess:
        _day(text, guess.year, guess.month, guess.day, name)
        return guess
    if match := _YEAR_LAST.fullmatch(text):
        raise _ambiguous_date(text, int(match[4]), int(match[1]), int(match[3]), name)
    example = f"{guess:%Y-%m-%d}" if guess and _names_full_date(text) else _EXAMPLE
    raise refuse(f"“{text}” is not a date.", f"Write `{name}: {example}`: year, month, day.")


def to_day(value: object, info: ValidationInfo) -> object:
    """Parse a date and drop its time, if any."""
    moment = to_moment(value, info)
    return moment.date() if isinstance(moment, datetime) else moment


def to_months(value: object) -> object:
    """Parse `3 years` or `18 months` into a number of months."""
    if not isinstance(value, str):
        return value
    match = _SPAN.fullmatch(str(unquote(value)))
    if not match or int(match[1]) == 0:
        raise refuse(f"“{value}” is not a span of time.", "Write `3 years` or `18 months`.")
    return int(match[1]) * (12 if match[2].lower() == "year" else 1)


def _day(text: str, year: int, month: int, day: int, name: str | None) -> datetime:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise refuse(f"The year of “{text}” cannot be right.", f"Write `{name}: {_EXAMPLE}`")
    try:
        return datetime(year, month, day)  # noqa: DTZ001  # Pelican adds the site's zone
    except ValueError as error:
        if month in range(1, 13):
            length = calendar.monthrange(year, month)[1]
            hint = f"{MONTHS[month - 1]} {year} has {length} days: write one of them."
        else:
            swapped = f"{year}-{day:02}-{month:02}" if month and day in range(1, 13) else _EXAMPLE
            hint = f"Write the year, the month, then the day: `{name}: {swapped}`"
        raise refuse(f"“{text}” is not a day that exists.", hint) from error


def _with_time(day: datetime, rest: str, text: str, name: str | None) -> datetime:
    if not rest.strip():
        return day
    try:
        if match := _TIME.fullmatch(rest):
            hour, minute, second = (int(part or 0) for part in match.groups()[:3])
            return day.replace(hour=hour, minute=minute, second=second, tzinfo=_zone(match))
    except ValueError:
        pass
    raise refuse(
        f"“{text}” has a time that cannot be read.",
        f"Write for example `{name}: {day:%Y-%m-%d} 09:30`",
    )


def _zone(match: re.Match[str]) -> tzinfo | None:
    if match[4]:
        return UTC
    if not match[5]:
        return None
    offset = timedelta(hours=int(match[6]), minutes=int(match[7]))
    return timezone(-offset if match[5] == "-" else offset)


def _ambiguous_date(
    text: str, year: int, first: int, second: int, name: str | None
) -> PydanticCustomError:
    """The error for 03/04/2026: it names both possible dates, or the only one that exists."""
    days: dict[date, str] = {}
    for month, day in ((second, first), (first, second)):
        with contextlib.suppress(ValueError):
            days[date(year, month, day)] = f"{day} {MONTHS[min(month, 12) - 1]}"
    if not days:
        return refuse(
            f"“{text}” is not a day that exists.", f"Write `{name}: {_EXAMPLE}`: year, month, day."
        )
    message = "does not begin with the year" if len(days) == 1 else "may mean "
    message += " or ".join(days.values()) if len(days) > 1 else ""
    return refuse(
        f"“{text}” {message}.", "Write " + " or ".join(f"`{name}: {day}`" for day in days)
    )


def _guess(text: str, default: datetime = _DEFAULT) -> datetime | None:
    try:
        return dateutil.parse(text, default=default, tzinfos=_offset)
    except (ValueError, OverflowError, TypeError, ArithmeticError):
        return None


def _offset(_name: str | None, offset: int | None) -> tzinfo | None:
    """A time zone from its offset alone: dateutil maps names to the machine's own zone."""
    return None if offset is None else tz.tzoffset(None, offset)


def _names_full_date(text: str) -> bool:
    """Whether `text` has a day, a month and a year, so that no part of the guess is a default."""
    guess = _guess(text)
    return bool(guess and guess == _guess(text, _OTHER_DEFAULT) and re.search(r"\d{4}", text))


Moment = Annotated[datetime, BeforeValidator(to_moment)]
Day = Annotated[date, BeforeValidator(to_day)]
Months = Annotated[int, BeforeValidator(to_months)]
