"""Checks the ways to reach the clinic and its people, in clinic.yaml and people.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugins.clinic import opening_hours, phones, postcodes
from plugins.clinic.facts import (
    ClinicFacts,
    Contact,
    HoursFacts,
    LocationFacts,
    PersonFacts,
    is_reachable,
)
from plugins.core.data_file import DataFile
from plugins.core.findings import Finding, Severity, accepted
from plugins.core.yaml_lines import KeyPath

_POSTCODE_HINT = (
    "Write it like SW1A 1AA. If the clinic is in another country, write that one's two letters at "
    "the left edge of this file, such as `country: IE`."
)
_TIMES_HINT = "Compare am and pm: `9am to 5pm`, not `9am to 5am`; past midnight `6pm to 2am`."


def check_contacts(
    clinic: DataFile[ClinicFacts],
    people: DataFile[list[PersonFacts]],
    country: str,
    severity: Severity,
) -> Iterator[Finding]:
    """Findings for telephone numbers, postcodes and opening hours that cannot be right.

    `country` has two capitals. `severity` is that of a postcode or hours, which the pages show as
    they are written.
    """
    if clinic.facts:
        yield from _postcodes(clinic, clinic.facts.locations, country, severity)
        yield from _hours(clinic, clinic.facts.locations, severity)
        yield from _phones(clinic, (), [clinic.facts], country)
        yield from _phones(clinic, ("locations",), clinic.facts.locations, country)
    yield from _phones(people, ("people",), people.facts or [], country)


def _postcodes(
    file: DataFile[ClinicFacts], places: Sequence[LocationFacts], country: str, severity: Severity
) -> Iterator[Finding]:
    for index, place in enumerate(places):
        if not postcodes.is_wrong(place.postcode, country):
            continue
        where = ("locations", index, "postcode")
        message = f"“{place.postcode}” is not a British postcode."
        meant = postcodes.meant(place.postcode)
        hint = f"Did you mean “{meant}”?" if meant else _POSTCODE_HINT
        yield file.finding(where, severity, "clinic/postcode", message, hint)


def _hours(
    file: DataFile[ClinicFacts], places: Sequence[LocationFacts], severity: Severity
) -> Iterator[Finding]:
    for index, place in enumerate(places):
        for row, hours in enumerate(place.hours):
            for key, message, hint in _of_hours(hours):
                where = ("locations", index, "hours", row, key)
                yield file.finding(where, severity, "clinic/hours", message, hint)


def _of_hours(hours: HoursFacts) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a line of opening hours: the key, a sentence and what to write."""
    if slip := opening_hours.misspelt_day(hours.days):
        yield "days", f"“{slip[0]}” is not a day.", f"Did you mean “{slip[1]}”?"
    if time := opening_hours.impossible_time(hours.times):
        yield "times", f"“{time}” is not a time of day.", "Write for example `9am to 5.30pm`."
    elif opening_hours.closes_first(hours.times):
        yield "times", f"“{hours.times}” ends before it begins.", _TIMES_HINT


def check_reachable(
    clinic: DataFile[ClinicFacts],
    people: DataFile[list[PersonFacts]],
    why_not: object,
    severity: Severity,
) -> list[Finding]:
    """The finding for a clinic with no telephone, e-mail address, booking link or address.

    `why_not` is the setting CLINIC_UNREACHABLE; with a reason in it the finding is a warning.
    """
    if clinic.facts is None or people.facts is None:
        return []
    if is_reachable(clinic.facts, people.facts):
        return []
    message = (
        "Nobody can reach this clinic: no telephone, e-mail, booking link or address is known."
    )
    severity, reason = accepted(severity, "CLINIC_UNREACHABLE", why_not)
    hint = f"Write one of them here. {reason}"
    return [clinic.finding(("phone",), severity, "clinic/unreachable", message, hint)]


def _phones(
    file: DataFile[ClinicFacts] | DataFile[list[PersonFacts]],
    where: KeyPath,
    contacts: Sequence[Contact],
    country: str,
) -> Iterator[Finding]:
    """The findings for the items of a list, or for the only one, which is the file itself."""
    for index, contact in enumerate(contacts):
        for key in ("phone", "whatsapp"):
            number = getattr(contact, key)
            if number and (wrong := phones.problem(number, country)):
                yield file.finding((*where, *([index] if where else []), key), *wrong)
