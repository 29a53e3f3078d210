"""The models of clinic.yaml and people.yaml: what is known; everything but names may be empty."""

from __future__ import annotations

import re
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from plugins import validation, yaml_lines
from plugins.findings import Finding
from plugins.front_matter.model import Filled, Image
from plugins.front_matter.source import decode
from plugins.front_matter.values import Slug, Slugs, Text, WebAddress
from plugins.validation import refuse
from plugins.yaml_lines import Path, YamlError

RULE = "clinic"
_PHONE = re.compile(r"^\+?[\d()][\d ()-]{4,22}\d$")
_Model = TypeVar("_Model", bound=BaseModel)


def _lines(value: object) -> object:
    return [line.strip() for line in value.splitlines()] if isinstance(value, str) else value


Lines = Annotated[list[str], BeforeValidator(_lines)]


class Facts(BaseModel):
    """What every model of facts shares: nothing unknown, and empty values left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: object) -> object:
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if value not in (None, "", [], {})}
        return data


class Contact(Facts):
    """Ways to reach somebody, each empty until it is known."""

    phone: Text = ""
    email: Text = ""
    booking_url: WebAddress | None = None

    @field_validator("phone")
    @classmethod
    def _phone(cls, value: str) -> str:
        if _PHONE.match(value):
            return value
        raise refuse(f"“{value}” is not a telephone number.", "Write it like +44 20 7946 0000.")

    @field_validator("email")
    @classmethod
    def _email(cls, value: str) -> str:
        name, _, host = value.partition("@")
        if name and "." in host and not any(c in value for c in " <>\"'"):
            return value
        raise refuse(f"“{value}” is not an e-mail address.", "Write it like hello@example.org.")


class Hours(Facts):
    """One line of opening hours, as it is read."""

    days: Filled
    times: Filled


class Treatment(Facts):
    """What the clinic offers, and the page that explains it."""

    name: Filled
    summary: Text = ""
    url: Annotated[str, Field(pattern=r"^/[^/].*")]


class Place(Contact):
    """One of the clinic's places."""

    slug: Slug
    name: Filled
    area: Text = ""
    introduction: Text = ""
    address: Lines = []
    postcode: Text = ""
    map_url: WebAddress | None = None
    directions: Text = ""
    hours: list[Hours] = []
    picture: Image | None = None


class ClinicFacts(Contact):
    """The clinic."""

    name: Filled
    kind: Text = ""
    headline: Text = ""
    introduction: Text = ""
    disclaimer: Text = ""
    instagram_url: WebAddress | None = None
    treatments: list[Treatment] = []
    locations: list[Place] = []


class PersonFacts(Contact):
    """Somebody who works at the clinic."""

    name: Filled
    slug: Slug
    role: Text = ""
    clinics: Slugs = []
    introduction: Text = ""
    credentials: Lines = []
    photo: Image | None = None


class _People(BaseModel):
    people: list[PersonFacts]


def read_clinic(data: bytes, path: str) -> tuple[ClinicFacts | None, list[Finding]]:
    """Read clinic.yaml; without a clinic there is at least one finding."""
    return _read(data, path, ClinicFacts, wrap="")


def read_people(data: bytes, path: str) -> tuple[list[PersonFacts], list[Finding]]:
    """Read people.yaml, a list; an empty file is a clinic without named people."""
    model, findings = _read(data, path, _People, wrap="people")
    return (model.people if model else []), findings


def _read(
    data: bytes, path: str, model: type[_Model], *, wrap: str
) -> tuple[_Model | None, list[Finding]]:
    try:
        yaml = yaml_lines.parse(decode(data))
    except YamlError as error:
        return None, [
            Finding(path, error.line, "error", f"{RULE}/unreadable", error.message, error.cure)
        ]
    value: Any = yaml.value
    lines: dict[Path, int] = dict(yaml.lines)
    if wrap:
        value = {wrap: [] if value is None else value}
        lines = {(wrap, *where): line for where, line in yaml.lines.items()}
    try:
        return model.model_validate({} if value is None else value), []
    except ValidationError as error:
        return None, validation.findings(error, model, path=path, lines=lines, rule=RULE)
