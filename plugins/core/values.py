"""Field types for slugs, addresses, statuses and years; errors say what to write instead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Annotated, get_args

from pydantic import AfterValidator, BeforeValidator, ValidationInfo

from plugins.core.output_paths import (
    REPLACEABLE_PAGES,
    RefusedPathError,
    check_address,
    check_file,
    check_output_path,
    is_device,
)
from plugins.core.text_values import Text, listed, one_of, unique_items, unquote
from plugins.core.validation import refuse
from plugins.core.visibility import Status

LONGEST_SLUG = 100  # characters; file systems allow 255 bytes

_SLUG = re.compile(r"[a-z0-9]+(?:(?:-|(?<=\d)\.(?=\d))[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*")
_WEB_ADDRESS = re.compile(r"https?://[^\s/\"'<>]+\.[^\s\"'<>]+")
_PLACE = re.compile(r"0*\d{1,3}")
# What is an address, and not a title with a slash in it: only the last part of it is a slug.
_ADDRESS = re.compile(r"https?://|[./]|[^\sA-Z]*/[^\sA-Z]*(?:/|\.(?:md|html?)|-[^\sA-Z/]*)\Z")
_YEAR = re.compile(r"1[5-9]\d\d|2[01]\d\d")
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})


def slugify(words: str, longest: int = LONGEST_SLUG) -> str:
    """The slug for `words`: `Why we warm up` becomes `why-we-warm-up`; "" if nothing is left."""
    plain = unicodedata.normalize("NFKD", words.casefold().translate(_LETTERS))
    ascii_only = re.sub(r"['’]", "", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:longest].strip("-")


def to_slug(value: str, info: ValidationInfo) -> str:
    """Check a slug: lower-case letters, digits and single hyphens; a dot only within a number.

    A lenient build accepts any slug that is a safe path, as Pelican does.
    """
    if (info.context or {}).get("lenient"):
        return to_output_path(value)
    if is_device(value):
        raise refuse(
            f"“{value}” cannot be used as a file name on Windows.",
            f"Write a longer one, such as `{value}-1`",
        )
    if _SLUG.fullmatch(value) and len(value) <= LONGEST_SLUG:
        return value
    words = value.rstrip("/").rpartition("/")[2] if _ADDRESS.match(value) else value
    tidy = slugify(re.sub(r"\.(?:md|html?)$", "", words))
    hint = f"Write `{tidy}`" if tidy else "Use lower-case letters, digits and hyphens."
    raise refuse(f"“{value}” cannot be part of an address.", hint)


def to_slug_item(value: str, info: ValidationInfo) -> str:
    """Check a slug in a list, where an empty item counts as absent."""
    return value and to_slug(value, info)


def to_output_path(value: str) -> str:
    """Check a path inside the site that is not reserved."""
    return _checked(check_output_path, value)


def to_file(value: str) -> str:
    """Check the path of a page's file, which may be one of REPLACEABLE_PAGES."""
    return value if value in REPLACEABLE_PAGES else _checked(check_file, value)


def to_address(value: str) -> str:
    """Check an old address of a post, such as /2021/09/28/dry-needling/, or ""."""
    return value and _checked(check_address, value)


def to_web_address(value: str) -> str:
    """Check an http or https address."""
    if _WEB_ADDRESS.fullmatch(value):
        return value
    whole = f"https://{value}"
    usable = _WEB_ADDRESS.fullmatch(whole) and ":" not in value
    hint = f"Write `{whole}`" if usable else "Write it in full, such as `https://www.nhs.uk/`"
    raise refuse(f"“{value}” is not a web address.", hint)


def to_language(value: str) -> str:
    """Check a language code such as en or en-GB; en_GB becomes en-GB."""
    tidy = value.replace("_", "-")
    if _LANGUAGE.fullmatch(tidy):
        return tidy
    raise refuse(
        f"“{value}” is not a language code.", "Write `en` for English, or `nb` for Norwegian."
    )


def to_template(value: str) -> str:
    """Check the name of a template of the theme, without its extension."""
    if re.fullmatch(r"[\w-]+", value):
        return value
    raise refuse(
        f"“{value}” is not the name of a template.", "Write only its name, such as `page`."
    )


def to_year(value: object) -> object:
    """Parse a year of four digits."""
    text = unquote(str(value) if isinstance(value, int) else value)
    if isinstance(text, str) and _YEAR.fullmatch(text):
        return int(text)
    shown = f"“{text}”" if isinstance(text, str) else "This"
    raise refuse(f"{shown} is not a year.", "Write four digits, such as 2023.")


def to_place(value: object) -> object:
    """Parse a place in an order: a whole number below 1,000, or None if it is empty."""
    text = unquote(str(value) if isinstance(value, int) else value)
    if text is None or text == "":
        return None
    if isinstance(text, str) and not isinstance(value, bool) and _PLACE.fullmatch(text.strip()):
        return int(text)
    shown = f"“{text}”" if isinstance(text, str) and not isinstance(value, bool) else "This"
    raise refuse(f"{shown} is not a place in an order.", "Write a whole number, such as 2.")


def _checked(check: Callable[[str], str], value: str) -> str:
    try:
        return check(value)
    except RefusedPathError as error:
        raise refuse(error.message, error.hint) from error


Slug = Annotated[Text, AfterValidator(to_slug)]
Slugs = Annotated[
    list[Annotated[Text, AfterValidator(to_slug_item)]],
    BeforeValidator(listed),
    AfterValidator(unique_items),
]
SitePath = Annotated[Text, AfterValidator(to_output_path)]
PageFile = Annotated[Text, AfterValidator(to_file)]
Addresses = Annotated[
    list[Annotated[Text, AfterValidator(to_address)]],
    BeforeValidator(listed),
    AfterValidator(unique_items),
]
WebAddress = Annotated[Text, AfterValidator(to_web_address)]
Language = Annotated[Text, AfterValidator(to_language)]
TemplateName = Annotated[Text, AfterValidator(to_template)]
Year = Annotated[int, BeforeValidator(to_year)]
PostStatus = Annotated[Status, BeforeValidator(one_of(*get_args(Status))), BeforeValidator(unquote)]
Place = Annotated[int | None, BeforeValidator(to_place)]
