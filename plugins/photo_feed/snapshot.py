"""The model of photos.json, the snapshot of Instagram's photos: parsing and serialising it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationError,
    field_validator,
)

from plugins.core import validation
from plugins.core.findings import Finding
from plugins.core.validation import refuse
from plugins.photo_feed import strict_json
from plugins.photo_feed.clean_text import clean_line, clean_text, says_something

RULE = "photo-feed"
EMPTY = '{"version": 1, "photos": []}'
_YAML_KEY = re.compile(r"`(\w+): ")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.(?:jpg|jpeg|png|webp)")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_URL = re.compile(r"https://www\.instagram\.com/[A-Za-z0-9._~%/?&=+-]+")


def _must(check: Callable[[Any], object], message: str, hint: str) -> AfterValidator:
    """A validator that refuses values that fail `check`; `{}` in `message` shows the value."""

    def validate(value: Any) -> Any:  # noqa: ANN401  # what `check` accepts
        if not check(value):
            raise refuse(message.format(value), hint)
        return value

    return AfterValidator(validate)


def is_instagram_url(value: str) -> bool:
    """Whether `value` is an address below https://www.instagram.com/, or empty."""
    return not value or bool(_URL.fullmatch(value) and ".." not in urlsplit(value).path)


def _to_day(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not value:
        return None
    with suppress(ValueError):
        if _DAY.fullmatch(value):
            return date.fromisoformat(value)
    raise refuse(f"“{value}” is not a date.", 'Write it as "2026-03-14", or leave it empty: "".')


Id = Annotated[
    str,
    _must(_ID.fullmatch, "“{}” is not an id.", "Use letters, digits, hyphens and dots only."),
    Field(examples=['"17895695668004550"']),
]
PictureFile = Annotated[
    str,
    _must(
        _FILE.fullmatch,
        "“{}” is not the name of a picture in the folder pictures/.",
        "Write its name alone: letters, digits, - and _, then .jpg, .png or .webp.",
    ),
    Field(examples=['"0123456789abcdef.jpg"']),
]
Pixels = Annotated[int, Field(ge=1, le=100_000, examples=[1080])]
Alt = Annotated[
    str,
    AfterValidator(clean_line),
    _must(
        says_something,
        "The alternative text is empty.",
        "Describe in a few words what the photo shows.",
    ),
    Field(examples=['"Our front door"']),
]
InstagramUrl = Annotated[
    str,
    _must(
        is_instagram_url,
        "“{}” is not an address on Instagram.",
        'Write it like "https://www.instagram.com/p/abc123/", or leave it empty: "".',
    ),
]
Day = Annotated[
    date | None,
    BeforeValidator(_to_day),
    PlainSerializer(lambda day: day.isoformat() if day else "", return_type=str),
]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Photo(_Strict):
    """One photo from Instagram: its file in pictures/, the size in pixels, and its texts.

    `permalink` is the address of its post; it is empty, and `posted` None, if unknown.
    """

    id: Id
    file: PictureFile
    width: Pixels
    height: Pixels
    alt: Alt
    caption: Annotated[str, AfterValidator(clean_text)] = ""
    permalink: InstagramUrl = ""
    posted: Day = None


class Snapshot(_Strict):
    """The photos that Instagram returned at the last refresh, in the order of the file."""

    version: Annotated[
        int,
        _must((1).__eq__, "Version {} cannot be read.", 'Write "version": 1.'),
        Field(examples=[1]),
    ]
    photos: tuple[Photo, ...] = Field(examples=["[]"])

    @field_validator("photos", mode="before")
    @classmethod
    def _list_as_tuple(cls, value: object) -> object:
        if not isinstance(value, list | tuple):
            raise refuse("This is not a list.", 'Write the photos between [ and ]: "photos": [].')
        return tuple(value)


def parse(text: str, path: str) -> tuple[Snapshot | None, list[Finding]]:
    """Parse photos.json; without a snapshot there is at least one finding, with the file's `path`.

    A program writes the file, so a finding names the photo but no line, except for a syntax error.
    Control characters and direction overrides are removed from captions and alternative texts.
    """
    try:
        data = _without_surrogates(strict_json.read(text))
    except json.JSONDecodeError as error:
        message = f"This is not JSON: {error.msg}."
        hint = "Look for a missing comma, quote or bracket there or on the line before."
        return None, [finding(path, "photo-feed/unreadable", message, hint, error.lineno)]
    except strict_json.DuplicateKeyError as error:
        name = f"{error.found.get('file', '')}: “{error.key}” is written twice."
        message = clean_line(name.removeprefix(": "))
        return None, [finding(path, "photo-feed/repeated-key", message, "Keep one of the two.")]
    except (ValueError, RecursionError):
        hint = "Restore the last good version of the file."
        message = "This JSON is too large, too deep, or has numbers that a snapshot cannot have."
        return None, [finding(path, "photo-feed/unreadable", message, hint)]
    if not isinstance(data, dict):
        return None, [
            finding(path, "photo-feed/unreadable", "This is not an object.", f"Write {EMPTY}.")
        ]
    try:
        snapshot = Snapshot.model_validate(data)
    except ValidationError as error:
        found = validation.findings(error, Snapshot, path=path, lines={}, rule=RULE)
        places = [details["loc"] for details in error.errors()]
        return None, list(map(_for_json, found, places))
    findings = list(_shared_ids(snapshot, path))
    return (None, findings) if findings else (snapshot, [])


def dump(snapshot: Snapshot) -> str:
    """photos.json for `snapshot`: indented by two spaces, keys sorted, a line feed at its end."""
    data = snapshot.model_dump(mode="json")
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _without_surrogates(data: Any) -> Any:  # noqa: ANN401  # JSON is any shape
    """`data` without surrogates, which JSON can escape but UTF-8 cannot encode."""
    return json.loads(json.dumps(data, ensure_ascii=False).encode("utf-8", "ignore"))


def _shared_ids(snapshot: Snapshot, path: str) -> Iterator[Finding]:
    ids = [photo.id for photo in snapshot.photos]
    for index, name in enumerate(ids):
        first = ids.index(name)
        if first < index:
            message = f"photos {index + 1}, id: “{name}” is also the id of photo {first + 1}."
            hint = "Give each photo an id of its own, or remove one of them."
            yield finding(path, "photo-feed/bad-value", message, hint)


def _for_json(found: Finding, place: tuple[str | int, ...]) -> Finding:
    """The finding with its photo's number, and with JSON's quotes around the key in its hint."""
    message = found.message
    photo = f"photos {int(place[1]) + 1}" if place[1:] else ""
    if photo not in message:
        message = f"{photo}: {message}"
    return replace(found, message=message, hint=_YAML_KEY.sub(r'`"\1": ', found.hint))


def finding(path: str, rule: str, message: str, hint: str, line: int = 0) -> Finding:
    """An error of the photo feed."""
    return Finding(path, line, "error", rule, message, hint)
