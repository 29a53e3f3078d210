"""clinic.yaml and people.yaml read: what they say, where each part stands and what is wrong."""

from __future__ import annotations

from pydantic import BaseModel

from plugins.clinic.facts import ClinicFacts, PersonFacts
from plugins.core.data_file import DataFile, read_data_file

RULE = "clinic"


def read_clinic(data: bytes, path: str, *, lenient: bool = False) -> DataFile[ClinicFacts]:
    """Read clinic.yaml."""
    example = "name: Name of the clinic"
    return read_data_file(data, path, ClinicFacts, rule=RULE, example=example, lenient=lenient)


def read_people(data: bytes, path: str, *, lenient: bool = False) -> DataFile[list[PersonFacts]]:
    """Read people.yaml, a list; an empty file is a clinic without named people.

    The keys of its lines begin with "people", as in ("people", 0, "name").
    """
    example = "- name: Name of the person"
    data_file = read_data_file(
        data, path, _People, rule=RULE, example=example, name="people", lenient=lenient
    )
    people = data_file.facts.people if data_file.facts else None
    return DataFile(path, people, data_file.lines, data_file.findings)


class _People(BaseModel):
    people: list[PersonFacts]
