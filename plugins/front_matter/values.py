"""How a post's values are written: text, lists, dates, slugs and addresses, read or refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated

from dateutil import parser as dateutil
from pydantic import AfterValidator, BeforeValidator, ValidationInfo

from plugins.findings import did_you_mean
from plugins.publishing.paths import RefusedPathError, check_address, check_output_path
from plugins.validation import refuse

_PAIRS = {"“": "”", "”": "”", "„": "“", "«": "»", "\u2018": "\u2019"}
_SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_ISO_DAY = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=$|[T ])")
_DAY_FIRST = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b")
_SPAN = re.compile(r"^(\d{1,3})\s*(month|year)s?$", re.IGNORECASE)


def unquote(value: object) -> object:
    """Take smart quotes around a whole value for the straight ones that were meant."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if len(text) > 1 and _PAIRS.get(text[0]) == text[-1] and text[0] not in text[1:-1]:
        return text[1:-1].strip()
    if text.count("“") != text.count("”"):
        raise refuse(
            "A smart quote is opened or closed without its partner.",
            'Use straight quotes around a value: "...".',
        )
    return text


def listed(value: object) -> object:
    """`a, b`, `a; b` and a YAML list are all the list [a, b]; empty items are dropped."""
    if isinstance(value, str):
        value = value.split(";" if ";" in value else ",")
    if isinstance(value, list):
        tidy = [unquote(item) for item in value]
        return list(dict.fromkeys(item for item in tidy if isinstance(item, str) and item)) + [
            item for item in tidy if not isinstance(item, str) and item is not None
        ]
    return value


def to_moment(value: object, info: ValidationInfo) -> object:
    """A date, or a date with a time: ISO 8601, also with slashes; raises what is ambiguous.

    In a lenient build whatever dateutil can read is taken as well.
    """
    if not isinstance(value, str):
        return value
    text = str(unquote(value)).replace("_", " ")
    if match := _ISO_DAY.match(text):
        ymd = "{:0>4}-{:0>2}-{:0>2}".format(*match.groups())
        iso = f"{ymd}{text[match.end() :].replace('Z', '+00:00')}"
        return _iso(iso, text)
    if (info.context or {}).get("lenient"):
        try:
            return dateutil.parse(text, default=datetime(1970, 1, 1))  # noqa: DTZ001  # Pelican adds the zone
        except (ValueError, OverflowError) as error:
            raise refuse(f"“{text}” is not a date.", "Write it as 2026-03-14.") from error
    if match := _DAY_FIRST.match(text):
        first, second, year = match.groups()
        raise refuse(
            f"“{text}” may mean two days.", f"Write the year first: {year}-{second:0>2}-{first:0>2}"
        )
    raise refuse(f"“{text}” is not a date.", "Write the year, month and day: 2026-03-14.")


def _iso(iso: str, written: str) -> datetime:
    try:
        return datetime.fromisoformat(iso.replace("T ", "T"))
    except ValueError as error:
        raise refuse(
            f"“{written}” is not a date that exists.",
            "Write the year, month and day: 2026-03-14, or with a time: 2026-03-14 09:30.",
        ) from error


def to_day(value: object, info: ValidationInfo) -> object:
    """The day of a date; its time, if any, is dropped."""
    moment = to_moment(value, info)
    return moment.date() if isinstance(moment, datetime) else moment


def to_months(value: object) -> object:
    """`3 years` or `18 months` as a number of months."""
    if not isinstance(value, str):
        return value
    match = _SPAN.match(str(unquote(value)))
    if not match or int(match[1]) == 0:
        raise refuse(f"“{value}” is not a span of time.", "Write `3 years` or `18 months`.")
    return int(match[1]) * (12 if match[2].lower() == "year" else 1)


def to_slug(value: str, info: ValidationInfo) -> str:
    """A slug as it stands in an address: small letters, digits and single hyphens.

    A lenient build takes any slug that makes a safe path, as Pelican does.
    """
    if (info.context or {}).get("lenient"):
        return to_output_path(value)
    if _SLUG.match(value) and len(value) <= 100:  # noqa: PLR2004  # file systems stop at 255 bytes
        return value
    tidy = re.sub(r"[^a-z0-9]+", "-", value.casefold()).strip("-")[:100].strip("-")
    cure = f"Write `{tidy}`." if tidy else "Use small letters, digits and hyphens."
    raise refuse(f"“{value}” cannot stand in an address.", cure)


def to_output_path(value: str) -> str:
    """A path inside the site, away from the files a host reads; raises otherwise."""
    return _checked(check_output_path, value)


def to_address(value: str) -> str:
    """An old address of a post, such as /2021/09/28/dry-needling/."""
    return _checked(check_address, value)


def to_web_address(value: str) -> str:
    """An address on the web, http or https."""
    if re.match(r"^https?://[^\s/\"'<>]+\.[^\s\"'<>]+$", value):
        return value
    raise refuse(f"“{value}” is not a web address.", "Write it in full: https://www.nhs.uk/...")


def _checked(check: Callable[[str], str], value: str) -> str:
    try:
        return check(value)
    except RefusedPathError as error:
        raise refuse(error.message, error.cure) from error


def one_of(*choices: str) -> Callable[[str], str]:
    """A validator that takes one of `choices`, in any letter case."""

    def check(value: str) -> str:
        if value.casefold() in choices:
            return value.casefold()
        cure = did_you_mean(value, choices) or f"Write one of: {', '.join(choices)}."
        raise refuse(f"“{value}” is not known.", cure)

    return check


Text = Annotated[str, BeforeValidator(unquote)]
Slug = Annotated[Text, AfterValidator(to_slug)]
Items = Annotated[list[str], BeforeValidator(listed)]
Slugs = Annotated[list[Slug], BeforeValidator(listed)]
Moment = Annotated[datetime, BeforeValidator(to_moment)]
Day = Annotated[date, BeforeValidator(to_day)]
Months = Annotated[int, BeforeValidator(to_months)]
OutputPath = Annotated[Text, AfterValidator(to_output_path)]
Addresses = Annotated[list[Annotated[str, AfterValidator(to_address)]], BeforeValidator(listed)]
WebAddress = Annotated[Text, AfterValidator(to_web_address)]
