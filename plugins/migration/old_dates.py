"""Dates of old posts, as the old generator has understood them for its addresses."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import TypeAdapter, ValidationError

from plugins.core.date_values import Moment

_MOMENT = TypeAdapter[Any](Moment)
_IN_NAME = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-(?=.)")


def moment_of(value: object) -> datetime | None:
    """The moment that a value of front matter means; None if it is no date with the year first."""
    text = re.sub(r"(\d)\s+(?=[+-]\d\d:?\d\d\Z)", r"\1", str(value).strip())
    try:
        found: datetime = _MOMENT.validate_python(text)
    except ValidationError:
        return None
    return found


def of_name(stem: str) -> tuple[str, str]:
    """The day at the start of a file's name, or "", and the rest of the name."""
    match = _IN_NAME.match(stem)
    return (match[1], stem[match.end() :]) if match else ("", stem)


def in_zone(moment: datetime, zone: str) -> datetime:
    """`moment` by the clocks of `zone`; one without a zone of its own is that already."""
    return moment.astimezone(_zone(zone)) if moment.tzinfo else moment


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
