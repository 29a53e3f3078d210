"""clinic.yaml and people.yaml read: what they say, where each part stands and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from plugins import validation, yaml_lines
from plugins.clinic.facts import ClinicFacts, PersonFacts
from plugins.findings import Finding
from plugins.front_matter.source import decode
from plugins.yaml_lines import Path, YamlError

RULE = "clinic"
_Facts = TypeVar("_Facts")
_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True)
class Sheet(Generic[_Facts]):
    """A file of facts, `path` as an editor would type it.

    `facts` are None where the file cannot be read; then at least one of `findings` is an error.
    """

    path: str
    facts: _Facts | None
    lines: Mapping[Path, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def line_of(self, *where: str | int) -> int:
        """The line of the part at these keys, else of what holds it; 0 when that is not known."""
        for end in range(len(where), 0, -1):
            if where[:end] in self.lines:
                return self.lines[where[:end]]
        return 0


def read_clinic(data: bytes, path: str) -> Sheet[ClinicFacts]:
    """Read clinic.yaml."""
    example = "name: Name of the clinic"
    return _read(data, path, ClinicFacts, shape=dict, example=example)


def read_people(data: bytes, path: str) -> Sheet[list[PersonFacts]]:
    """Read people.yaml, a list; an empty file is a clinic without named people.

    The keys of its lines begin with "people", as in ("people", 0, "name").
    """
    sheet = _read(data, path, _People, shape=list, example="- name: Name of the person")
    people = sheet.facts.people if sheet.facts else None
    return Sheet(path, people, sheet.lines, sheet.findings)


class _People(BaseModel):
    people: list[PersonFacts]


def _read(
    data: bytes, path: str, model: type[_Model], *, shape: type, example: str
) -> Sheet[_Model]:
    try:
        yaml = yaml_lines.parse(decode(data))
    except YamlError as error:
        return _unread(path, error.line, error.message, error.cure)
    value: Any = shape() if yaml.value is None else yaml.value
    lines = {(): 1, **yaml.lines}
    if not isinstance(value, shape):
        message = f"This file is not a {'list' if shape is list else 'set of keys'}."
        return _unread(path, lines[()], message, f"Begin it with `{example}`.")
    if shape is list:
        value = {"people": value}
        lines = {("people", *where): line for where, line in lines.items()}
    try:
        return Sheet(path, model.model_validate(value), lines)
    except ValidationError as error:
        wrong = validation.findings(error, model, path=path, lines=lines, rule=RULE)
        return Sheet(path, None, lines, tuple(wrong))


def _unread(path: str, line: int, message: str, cure: str) -> Sheet[Any]:
    return Sheet(
        path, None, findings=(Finding(path, line, "error", f"{RULE}/unreadable", message, cure),)
    )
