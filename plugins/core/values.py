"""How a post's slugs, addresses and codes are written, read or refused with what to type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ValidationInfo

from plugins.core.output_paths import (
    RefusedPathError,
    check_address,
    check_file,
    check_output_path,
    is_device,
)
from plugins.core.text_values import Text, listed, unique_items, unquote
from plugins.core.validation import refuse

__all__ = [
    "Addresses",
    "Language",
    "PageFile",
    "SitePath",
    "Slug",
    "Slugs",
    "TemplateName",
    "Text",
    "WebAddress",
    "Year",
    "slugify",
]

LONGEST_SLUG = 100  # characters; file systems stop at 255 bytes

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*")
_WEB_ADDRESS = re.compile(r"https?://[^\s/\"'<>]+\.[^\s\"'<>]+")
_YEAR = re.compile(r"1[5-9]\d\d|2[01]\d\d")
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})


def slugify(words: str, longest: int = LONGEST_SLUG) -> str:
    """The slug of some words: `Why we warm up` is `why-we-warm-up`; "" when nothing is left."""
    plain = unicodedata.normalize("NFKD", words.casefold().translate(_LETTERS))
    ascii_only = re.sub(r"['’]", "", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:longest].strip("-")


def to_slug(value: str, info: ValidationInfo) -> str:
    """A slug as it stands in an address: small letters, digits and single hyphens.

    A lenient build takes any slug that makes a safe path, as Pelican does.
    """
    if (info.context or {}).get("lenient"):
        return to_output_path(value)
    if is_device(value):
        raise refuse(
            f"“{value}” cannot be a file on Windows.", f"Write a longer one, such as `{value}-1`"
        )
    if _SLUG.fullmatch(value) and len(value) <= LONGEST_SLUG:
        return value
    last = re.sub(r"\.(?:md|html?)$", "", value.rstrip("/").rpartition("/")[2])
    tidy = slugify(last)
    hint = f"Write `{tidy}`" if tidy else "Use small letters, digits and hyphens."
    raise refuse(f"“{value}” cannot stand in an address.", hint)


def to_slug_item(value: str, info: ValidationInfo) -> str:
    """A slug in a list, where an empty item is nothing."""
    return value and to_slug(value, info)


def to_output_path(value: str) -> str:
    """A path inside the site, away from the files a host reads; raises otherwise."""
    return _checked(check_output_path, value)


def to_file(value: str, info: ValidationInfo) -> str:
    """A page's file inside the site; raises otherwise.

    In a lenient build it may be the home page's, as Pelican's users know it.
    """
    if (info.context or {}).get("lenient") and value in {"index.html", "404.html"}:
        return value
    return _checked(check_file, value)


def to_address(value: str) -> str:
    """An old address of a post, such as /2021/09/28/dry-needling/; or nothing."""
    return value and _checked(check_address, value)


def to_web_address(value: str) -> str:
    """An address on the web, http or https."""
    if _WEB_ADDRESS.fullmatch(value):
        return value
    whole = f"https://{value}"
    usable = _WEB_ADDRESS.fullmatch(whole) and ":" not in value
    hint = f"Write `{whole}`" if usable else "Write it in full, such as `https://www.nhs.uk/`"
    raise refuse(f"“{value}” is not a web address.", hint)


def to_language(value: str) -> str:
    """A language by its code, such as en or en-GB."""
    tidy = value.replace("_", "-")
    if _LANGUAGE.fullmatch(tidy):
        return tidy
    raise refuse(
        f"“{value}” is not the code of a language.",
        "Write `en` for English, or `nb` for Norwegian.",
    )


def to_template(value: str) -> str:
    """The name of a template of the theme, without its ending."""
    if re.fullmatch(r"[\w-]+", value):
        return value
    raise refuse(
        f"“{value}” is not the name of a template.", "Write its name alone, such as `page`."
    )


def to_year(value: object) -> object:
    """A year of four digits."""
    text = unquote(str(value) if isinstance(value, int) else value)
    if isinstance(text, str) and _YEAR.fullmatch(text):
        return int(text)
    shown = f"“{text}”" if isinstance(text, str) else "This"
    raise refuse(f"{shown} is not a year.", "Write four digits, such as 2023.")


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
