"""clinic.yaml and people.yaml read: what they say, where each part stands and what is wrong."""

from __future__ import annotations

from pydantic import BaseModel

from plugins.clinic.facts import ClinicFacts, PersonFacts
from plugins.core import data_file
from plugins.core.data_file import Sheet

RULE = "clinic"


def read_clinic(data: bytes, path: str, *, lenient: bool = False) -> Sheet[ClinicFacts]:
    """Read clinic.yaml."""
    example = "name: Name of the clinic"
    return data_file.read(data, path, ClinicFacts, rule=RULE, example=example, lenient=lenient)


def read_people(data: bytes, path: str, *, lenient: bool = False) -> Sheet[list[PersonFacts]]:
    """Read people.yaml, a list; an empty file is a clinic without named people.

    The keys of its lines begin with "people", as in ("people", 0, "name").
    """
    example = "- name: Name of the person"
    sheet = data_file.read(
        data, path, _People, rule=RULE, example=example, name="people", lenient=lenient
    )
    people = sheet.facts.people if sheet.facts else None
    return Sheet(path, people, sheet.lines, sheet.findings)


class _People(BaseModel):
    people: list[PersonFacts]
