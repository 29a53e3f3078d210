"""How a snapshot's values are written: names, addresses, days and words, read or refused."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer

from plugins.core.validation import refuse
from plugins.photo_feed.clean_text import clean_line, clean_text, says_something

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.(?:jpg|jpeg|png|webp)")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_ADDRESS = re.compile(r"https://www\.instagram\.com/[A-Za-z0-9._~%/?&=+-]+")


def _known_version(value: int) -> int:
    if value != 1:
        raise refuse(f"Version {value} is not read here.", 'Write "version": 1.')
    return value


def _plain_name(value: str) -> str:
    if not _ID.fullmatch(value):
        raise refuse(f"“{value}” is not an id.", "Use letters, digits, hyphens and dots only.")
    return value


def _file_in_folder(value: str) -> str:
    if not _FILE.fullmatch(value):
        raise refuse(
            f"“{value}” is not the name of a picture in the folder pictures/.",
            "Write its name alone: letters, digits, - and _, then .jpg, .png or .webp.",
        )
    return value


def _described(value: str) -> str:
    alt = clean_line(value)
    if not says_something(alt):
        raise refuse(
            "The alternative text is empty.",
            "Write in a few words what the photo shows.",
        )
    return alt


def _instagram_address(value: str) -> str:
    if value and not (_ADDRESS.fullmatch(value) and ".." not in urlsplit(value).path):
        raise refuse(
            f"“{value}” is not an address on Instagram.",
            'Write it like "https://www.instagram.com/p/abc123/", or leave it empty: "".',
        )
    return value


def _to_day(value: object) -> object:
    if value == "":
        return None
    if not isinstance(value, str):
        return value
    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise refuse(f"“{value}” is not a date.", 'Write it as "2026-03-14", or leave it empty: "".')


Version = Annotated[int, AfterValidator(_known_version), Field(examples=[1])]
Id = Annotated[str, AfterValidator(_plain_name), Field(examples=['"17895695668004550"'])]
PictureFile = Annotated[
    str, AfterValidator(_file_in_folder), Field(examples=['"0123456789abcdef.jpg"'])
]
Pixels = Annotated[int, Field(ge=1, le=100_000, examples=[1080])]
Alt = Annotated[str, AfterValidator(_described), Field(examples=['"Our front door"'])]
Caption = Annotated[str, AfterValidator(clean_text)]
InstagramUrl = Annotated[str, AfterValidator(_instagram_address)]
Day = Annotated[
    date | None,
    BeforeValidator(_to_day),
    PlainSerializer(lambda day: day.isoformat() if day else "", return_type=str),
]
