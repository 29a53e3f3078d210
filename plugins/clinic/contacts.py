"""Checks the telephone numbers in clinic.yaml and people.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugins.clinic import phones
from plugins.clinic.facts import RULE, ClinicFacts, Contact, PersonFacts
from plugins.core.data_file import DataFile
from plugins.core.findings import Finding
from plugins.core.yaml_lines import KeyPath


def check_contacts(
    clinic: DataFile[ClinicFacts], people: DataFile[list[PersonFacts]], country: str
) -> Iterator[Finding]:
    """Findings for numbers that nobody can dial in `country`, of two capitals."""
    if clinic.facts:
        yield from _phones(clinic, (), [clinic.facts], country)
        yield from _phones(clinic, ("locations",), clinic.facts.locations, country)
    yield from _phones(people, ("people",), people.facts or [], country)


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
