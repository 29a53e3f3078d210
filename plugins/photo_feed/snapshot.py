"""What Instagram gave, as photos.json keeps it: read into a frozen model, and written back."""

from __future__ import annotations

import json
import re
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
from pydantic_core import InitErrorDetails

from plugins.core import validation
from plugins.core.findings import Finding
from plugins.core.validation import refuse
from plugins.photo_feed import strict_json
from plugins.photo_feed.clean_text import clean_line, clean_text, says_something
from plugins.photo_feed.strict_json import DuplicateKeyError

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


RULE = "photo-feed"
EMPTY = '{"version": 1, "photos": []}'
_YAML_KEY = re.compile(r"`(\w+): ")


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Photo(_Strict):
    """One photo from Instagram: its file in pictures/ with its size in pixels, and its words.

    `permalink` leads to its post; it is empty, and `posted` None, where that is not known.
    """

    id: Id
    file: PictureFile
    width: Pixels
    height: Pixels
    alt: Alt
    caption: Caption = ""
    permalink: InstagramUrl = ""
    posted: Day = None


class Snapshot(_Strict):
    """What Instagram gave at the last refresh, in the order of the file."""

    version: Version
    photos: tuple[Photo, ...] = Field(examples=["[]"])

    @field_validator("photos", mode="before")
    @classmethod
    def _list_as_tuple(cls, value: object) -> object:
        if not isinstance(value, list | tuple):
            raise refuse("This is not a list.", 'Write the photos between [ and ]: "photos": [].')
        return tuple(value)

    @field_validator("photos")
    @classmethod
    def _each_id_once(cls, photos: tuple[Photo, ...]) -> tuple[Photo, ...]:
        ids = [photo.id for photo in photos]
        twins = [index for index, name in enumerate(ids) if name in ids[:index]]
        if twins:
            raise ValidationError.from_exception_data("Snapshot", [_twin_id(ids, n) for n in twins])
        return photos


def _twin_id(ids: list[str], index: int) -> InitErrorDetails:
    problem = refuse(
        f"“{ids[index]}” is also the id of photo {ids.index(ids[index]) + 1}.",
        "Give each photo an id of its own, or remove one of them.",
    )
    return InitErrorDetails(type=problem, loc=(index, "id"), input=ids[index])


def parse(text: str, path: str) -> tuple[Snapshot | None, list[Finding]]:
    """Read photos.json; without a snapshot there is at least one finding, with the file's `path`.

    A program writes the file, so findings name the photo and no line, but for broken syntax.
    Control characters and overridden directions are dropped from captions and alternative texts.
    """
    try:
        data = _whole_characters(strict_json.read(text))
    except json.JSONDecodeError as error:
        hint = "Look for a missing comma, quote or bracket there or on the line before."
        return None, [_unreadable(path, error.lineno, f"This is not JSON: {error.msg}.", hint)]
    except DuplicateKeyError as error:
        return None, [_duplicate_key(path, error)]
    except (ValueError, RecursionError):
        hint = "Take back the last good version of the file."
        return None, [_unreadable(path, 0, "This JSON holds more than a snapshot can.", hint)]
    if not isinstance(data, dict):
        return None, [_unreadable(path, 0, "This is not an object.", f"Write {EMPTY}.")]
    try:
        return Snapshot.model_validate(data), []
    except ValidationError as error:
        found = validation.findings(error, Snapshot, path=path, lines={}, rule=RULE)
        return None, [
            _of_json(finding, details["loc"])
            for finding, details in zip(found, error.errors(), strict=True)
        ]


def dump(snapshot: Snapshot) -> str:
    """photos.json for `snapshot`: two spaces deep, keys sorted, one line feed at its end."""
    data = snapshot.model_dump(mode="json")
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _duplicate_key(path: str, error: DuplicateKeyError) -> Finding:
    photo = str(error.found.get("file", ""))
    message = clean_line(f"{photo}: “{error.key}” is written twice.".removeprefix(": "))
    return Finding(path, 0, "error", f"{RULE}/repeated-key", message, "Keep one of the two.")


def _whole_characters(data: Any) -> Any:  # noqa: ANN401  # JSON is any shape
    """`data` without the halves of characters, which JSON can escape and no file or log holds."""
    return json.loads(json.dumps(data, ensure_ascii=False).encode("utf-8", "ignore"))


def _of_json(finding: Finding, loc: tuple[str | int, ...]) -> Finding:
    """The finding with its photo's number, and with the quotes around a key that JSON needs."""
    message = finding.message
    photo = f"photos {int(loc[1]) + 1}" if loc[1:] else ""
    if photo not in message:
        message = f"{photo}: {message}"
    return replace(finding, message=message, hint=_YAML_KEY.sub(r'`"\1": ', finding.hint))


def _unreadable(path: str, line: int, message: str, hint: str) -> Finding:
    return Finding(path, line, "error", f"{RULE}/unreadable", message, hint)
