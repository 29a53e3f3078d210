"""Telephone numbers: whether they can be dialled, and the address of a link that dials them.

The library with every country's numbering plan is only imported if there is a number to look at.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from plugins.core.findings import Severity

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

# Ofcom, "Telephone numbers for use in TV and radio drama programmes": they belong to nobody.
_DRAMA = re.compile(
    r"\+44(?:11[3-8]496\d{4}|1(?:21|31|41|51|61)496\d{4}|191498\d{4}|2079460\d{3}|2896496\d{3}"
    r"|2920180\d{3}|1632960\d{3}|3069990\d{3}|7700900\d{3}|8081570\d{3}|9098790\d{3})"
)
_REGION = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?-([A-Za-z]{2})(?:-.*)?")


class PhoneProblem(NamedTuple):
    """What is wrong with a number: the id of its rule, a sentence, and what to write."""

    severity: Severity
    rule: str
    message: str
    hint: str


def country_of(lang: str) -> str:
    """The country of a language code such as en-GB, in two capitals; "" if it names none."""
    match = _REGION.fullmatch(lang.replace("_", "-"))
    return match[1].upper() if match else ""


def link(number: str, country: str) -> str:
    """The address that dials a number, with the country code if the country is known.

    The (0) of +44 (0)20 is left out, as it is dialled only within the country. "" for no number.
    """
    if not number:
        return ""
    found = _parsed(number, country)
    dialled = _international(found) if found else re.sub(r"[^+\d]", "", number)
    return f"tel:{dialled}"


def whatsapp_link(number: str, country: str) -> str:
    """The address that begins a conversation with a number in WhatsApp.

    "" for no number, and for one whose country is not known, because it needs the country code.
    """
    found = _parsed(number, country) if number else None
    return f"https://wa.me/{_digits(_international(found))}" if found else ""


def problem(number: str, country: str) -> PhoneProblem | None:
    """Why nobody can dial `number`, or probably not; None if they can.

    `country` is the one in which it is dialled without a country code, in two capitals.
    """
    library = import_module("phonenumbers")
    if country not in library.SUPPORTED_REGIONS and not number.startswith("+"):
        message = f"“{number}” cannot be checked, because its country is not known."
        hint = "Write your country in clinic.yaml, such as `country: GB`, or begin with + and code."
        return PhoneProblem("warning", "clinic/phone-country", message, hint)
    found = _parsed(number, country)
    why = _impossible(found, number, country) if found else "there is no such country code."
    if found is None or why:
        hint = f"Write the whole number, such as {_example(country)}"
        return PhoneProblem(
            "error", "clinic/impossible-phone", f"Nobody can dial “{number}”: {why}", hint
        )
    if library.is_valid_number(found) or _DRAMA.fullmatch(_international(found)):
        return None
    message = f"Nobody has been given a number such as “{number}” yet."
    hint = "Compare each digit. If you have called it and it rings, leave it as it is."
    return PhoneProblem("warning", "clinic/unused-phone", message, hint)


def link_problem(number: str, country: str) -> PhoneProblem | None:
    """As `problem`, for the number that a post dials: it may be short, as 111 is.

    None if the country is not known.
    """
    library = import_module("phonenumbers")
    if country not in library.SUPPORTED_REGIONS and not number.startswith("+"):
        return None
    found = _parsed(number, country)
    is_short = found and library.is_valid_short_number_for_region(found, country)
    return None if is_short and not number.startswith(("+", "0")) else problem(number, country)


def _impossible(found: PhoneNumber, number: str, country: str) -> str:
    """Why nobody can dial a number; "" if somebody may."""
    library = import_module("phonenumbers")
    reasons = library.ValidationResult
    reason = library.is_possible_number_with_reason(found)
    if reason == reasons.IS_POSSIBLE:
        prefix = _required_prefix(country)
        here = found.country_code == library.country_code_for_region(country)
        lacks = here and not number.startswith("+") and not _digits(number).startswith(prefix)
        return f"a number of this country begins with {prefix}." if lacks else ""
    if reason == reasons.TOO_LONG:
        return "it has too many digits."
    return "it has no area code, or too few digits."


def _required_prefix(country: str) -> str:
    """What every number begins with that is dialled in the country, such as 0; "" if nothing."""
    library = import_module("phonenumbers")
    prefix = str(library.ndd_prefix_for_region(country, True) or "")
    return prefix if _digits(_example(country)).startswith(prefix) else ""


def _example(country: str) -> str:
    """A number as it is dialled in the country; a British one belongs to nobody."""
    library = import_module("phonenumbers")
    example = library.example_number(country)
    if country == "GB" or example is None:
        return "020 7946 0000" if country == "GB" else "+44 20 7946 0000"
    return str(library.format_number(example, library.PhoneNumberFormat.NATIONAL))


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _international(found: PhoneNumber) -> str:
    library = import_module("phonenumbers")
    return str(library.format_number(found, library.PhoneNumberFormat.E164))


@lru_cache(1_000)
def _parsed(number: str, country: str) -> PhoneNumber | None:
    library = import_module("phonenumbers")
    try:
        found: PhoneNumber = library.parse(number, country or None)
    except library.NumberParseException:
        return None
    return found
