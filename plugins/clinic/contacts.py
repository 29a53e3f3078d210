"""Checks the ways to reach the clinic and its people, in clinic.yaml and people.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugins.clinic import phones
from plugins.clinic.facts import RULE, ClinicFacts, Contact, PersonFacts
from plugins.core.data_file import DataFile
from plugins.core.findings import Finding, Severity
from plugins.core.yaml_lines import KeyPath


def check_contacts(
    clinic: DataFile[ClinicFacts], people: DataFile[list[PersonFacts]], country: str
) -> Iterator[Finding]:
    """Findings for numbers that nobody can dial in `country`, of two capitals."""
    if clinic.facts:
        yield from _phones(clinic, (), [clinic.facts], country)
        yield from _phones(clinic, ("locations",), clinic.facts.locations, country)
    yield from _phones(people, ("people",), people.facts or [], country)


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
    places = clinic.facts.locations
    contacts = [clinic.facts, *places, *people.facts]
    if any(each.phone or each.email or each.booking_url for each in contacts):
        return []
    if any(place.address or place.postcode for place in places):
        return []
    message = (
        "Nobody can reach this clinic: no telephone, e-mail, booking link or address is known."
    )
    hint = (
        "Write one of them here. If the site must go out without, say why in publishconf.py: "
        '`CLINIC_UNREACHABLE = "..."`'
    )
    if isinstance(why_not, str) and why_not.strip():
        severity, hint = "warning", f"publishconf.py says why: {why_not.strip()}"
    line = clinic.line_of("phone")
    return [Finding(clinic.path, line, severity, f"{RULE}/unreachable", message, hint)]


def _phones(
    file: DataFile[ClinicFacts] | DataFile[list[PersonFacts]],
    where: KeyPath,
    contacts: Sequence[Contact],
    country: str,
) -> Iterator[Finding]:
    """The findings for the items of a list, or for the only one, which is the file itself."""
    for index, contact in enumerate(contacts):
        if contact.phone and (wrong := phones.problem(contact.phone, country)):
            line = file.line_of(*where, *([index] if where else []), "phone")
            rule = f"{RULE}/{wrong.rule}"
            yield Finding(file.path, line, wrong.severity, rule, wrong.message, wrong.hint)
