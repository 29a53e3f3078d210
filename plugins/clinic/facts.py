"""The models of clinic.yaml and people.yaml, and their reading; most values are optional."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, field_validator

from plugins.clinic.colours import ColourFacts
from plugins.clinic.emails import Email
from plugins.clinic.security import SecurityFacts
from plugins.core.bidi import without_unpaired
from plugins.core.data_file import DataFile, read_data_file
from plugins.core.models import EditorModel, Image, NonEmptyText
from plugins.core.text_values import Text
from plugins.core.validation import refuse
from plugins.core.values import Slug, Slugs, WebAddress

RULE = "clinic"

_PHONE = re.compile(r"\+?[0-9(][0-9 ()-]{4,22}[0-9]")
_HOURS_EXAMPLE = "`- {days: Monday to Friday, times: 9am to 5pm}`"
_COUNTRY = re.compile(r"[A-Z]{2}")
# A path on this site; `//` or `/\` would begin the address of another host.
_ON_THIS_SITE = re.compile(r"/(?![/\\])[^\s\"'<>]*")


def _lines(value: object) -> object:
    """The lines of a text block, or the items of a list, without empty ones."""
    if isinstance(value, str):
        value = [without_unpaired(line).strip() for line in value.splitlines()]
    return [line for line in value if line] if isinstance(value, list) else value


Lines = Annotated[list[str], BeforeValidator(_lines)]


class Contact(EditorModel):
    """Ways to contact somebody, each empty until it is known."""

    phone: Text = ""
    whatsapp: Text = ""
    email: Email = ""
    booking_url: WebAddress = ""
    booking_label: Text = ""

    @property
    def is_known(self) -> bool:
        """Whether there is any way to make contact."""
        return any((self.phone, self.whatsapp, self.email, self.booking_url))

    @field_validator("phone", "whatsapp")
    @classmethod
    def _phone(cls, value: str) -> str:
        if _PHONE.fullmatch(value):
            return value
        raise refuse(f"“{value}” is not a telephone number.", "Write it like +44 20 7946 0000.")


def _country(value: str) -> str:
    """The two letters of a country, in capitals."""
    code = {"UK": "GB"}.get(value.upper(), value.upper())
    if _COUNTRY.fullmatch(code):
        return code
    raise refuse(f"“{value}” is not the two letters of a country.", "Write for example `GB`.")


Country = Annotated[Text, AfterValidator(_country)]


class HoursFacts(EditorModel):
    """One line of opening hours, as the editor has written it."""

    days: NonEmptyText = Field(examples=["Monday to Friday"])
    times: NonEmptyText = Field(examples=["9am to 5pm"])


def _opening_hours(value: object) -> object:
    """Refuse hours that are no list, with an example of one."""
    if isinstance(value, list) or not value:
        return value
    shown = f"“{value}” is" if isinstance(value, str) else "These are"
    hint = f"Write lines below it that begin with a hyphen, such as {_HOURS_EXAMPLE}"
    raise refuse(f"{shown} no list of days and times.", hint)


def _line_of_hours(value: object) -> object:
    """Refuse a line of hours that is one text, with an example."""
    if isinstance(value, str):
        raise refuse(f"“{value}” has no `days` and `times`.", f"Write {_HOURS_EXAMPLE}")
    return value


OpeningHours = Annotated[
    list[Annotated[HoursFacts, BeforeValidator(_line_of_hours)]], BeforeValidator(_opening_hours)
]


def _page_path(value: str) -> str:
    """An address of this site."""
    if _ON_THIS_SITE.fullmatch(value):
        return value
    raise refuse(
        f"“{value}” is not an address of this site.", "Write it like /treatments/#massage."
    )


PagePath = Annotated[Text, AfterValidator(_page_path)]


class TreatmentFacts(EditorModel):
    """A treatment that the clinic offers, and the page that explains it."""

    name: NonEmptyText
    summary: Text = ""
    url: PagePath
    picture: Image | None = None


class LocationFacts(Contact):
    """One of the clinic's locations."""

    slug: Slug
    name: NonEmptyText
    area: Text = ""
    introduction: Text = ""
    address: Lines = Field(default=[])
    postcode: Text = ""
    map_url: WebAddress = ""
    map_picture: Image | None = None
    directions: Text = ""
    parking: Text = ""
    step_free: Text = ""
    hours: OpeningHours = Field(default=[])
    treatments: Lines = Field(default=[])
    picture: Image | None = None


class SorePart(EditorModel):
    """A part of the body that may hurt, and the article about it."""

    part: NonEmptyText = Field(examples=["Ankle"])
    article: Slug = Field(examples=["ankle-sprains"])


class OperatorFacts(EditorModel):
    """Who runs the website: a person, or a company by its registered name."""

    name: Text = ""
    address: Lines = Field(default=[])
    email: Email = ""


class ClinicFacts(Contact):
    """The clinic."""

    name: NonEmptyText
    kind: Text = ""
    headline: Text = ""
    introduction: Text = ""
    disclaimer: Text = ""
    care_line: Text = ""
    country: Country = ""
    operator: OperatorFacts = OperatorFacts()
    security: SecurityFacts = SecurityFacts()
    mark: Text = ""
    hero: Image | None = None
    colours: ColourFacts | None = None
    instagram_url: WebAddress = ""
    menu: Slugs = Field(default=[])
    where_it_hurts: list[SorePart] = Field(default=[])
    start_here: Slugs = Field(default=[])
    treatments: list[TreatmentFacts] = Field(default=[])
    locations: list[LocationFacts] = Field(default=[])

    @property
    def mark_image(self) -> Image | None:
        """The clinic's mark, which stands for its name."""
        return Image(src=self.mark, alt=self.name) if self.mark else None


class PersonFacts(Contact):
    """A person who works at the clinic."""

    name: NonEmptyText
    slug: Slug
    role: Text = ""
    clinics: Slugs = Field(default=[])
    treatments: Lines = Field(default=[])
    introduction: Text = ""
    credentials: Lines = Field(default=[])
    photo: Image | None = None


def has_door(place: LocationFacts) -> bool:
    """Whether patients can reach a location by what is known of it."""
    return place.is_known or bool(place.address or place.postcode)


def is_reachable(clinic: ClinicFacts, people: Iterable[PersonFacts] = ()) -> bool:
    """Whether patients can reach the clinic, one of its locations or of these people."""
    contacts = (clinic, *people)
    return any(each.is_known for each in contacts) or any(map(has_door, clinic.locations))


def read_clinic(data: bytes, path: str, *, lenient: bool = False) -> DataFile[ClinicFacts]:
    """Read clinic.yaml."""
    example = "name: Name of the clinic"
    return read_data_file(data, path, ClinicFacts, rule=RULE, example=example, lenient=lenient)


def read_people(data: bytes, path: str, *, lenient: bool = False) -> DataFile[list[PersonFacts]]:
    """Read people.yaml, a list; an empty file means that there are no people.

    The keys of `lines` begin with "people", as in ("people", 0, "name").
    """
    example = "- name: Name of the person"
    data_file = read_data_file(
        data, path, _People, rule=RULE, example=example, name="people", lenient=lenient
    )
    people = data_file.facts.people if data_file.facts else None
    return DataFile(path, people, data_file.lines, data_file.findings, data_file.columns)


class _People(BaseModel):
    people: list[PersonFacts]
