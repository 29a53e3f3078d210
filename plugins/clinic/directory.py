"""Facts made into what templates show: the clinic, its places and its people, joined up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from plugins.clinic.facts import ClinicFacts, Hours, PersonFacts, Place, Treatment
from plugins.findings import Finding, did_you_mean
from plugins.front_matter.model import Image
from plugins.responsive_images.picture import Picture

Show = Callable[[Image], Picture | None]


@dataclass
class Location:
    """One place of the clinic; unknown facts are empty."""

    slug: str
    name: str
    url: str
    area: str = ""
    introduction: str = ""
    address: list[str] = field(default_factory=list)
    postcode: str = ""
    phone: str = ""
    email: str = ""
    booking_url: str = ""
    map_url: str = ""
    directions: str = ""
    hours: list[Hours] = field(default_factory=list)
    picture: Picture | None = None
    people: list[Person] = field(default_factory=list)


@dataclass
class Person:
    """Somebody who works at the clinic; `articles` and `credited` are filled by the build."""

    name: str
    slug: str
    url: str
    role: str = ""
    introduction: str = ""
    credentials: list[str] = field(default_factory=list)
    phone: str = ""
    email: str = ""
    booking_url: str = ""
    photo: Picture | None = None
    locations: list[Location] = field(default_factory=list)
    articles: list[Any] = field(default_factory=list)
    credited: list[Any] = field(default_factory=list)


@dataclass
class Clinic:
    """The clinic as templates see it."""

    name: str
    kind: str = ""
    headline: str = ""
    introduction: str = ""
    disclaimer: str = ""
    phone: str = ""
    email: str = ""
    booking_url: str = ""
    instagram_url: str = ""
    treatments: list[Treatment] = field(default_factory=list)
    locations: list[Location] = field(default_factory=list)


@dataclass(frozen=True)
class Byline:
    """Who wrote a post: a person with a page, or a name without one."""

    name: str
    url: str = ""
    role: str = ""
    locations: tuple[Location, ...] = ()


@dataclass(frozen=True)
class Directory:
    """The clinic with everybody in it; `person_url` makes an address from a slug."""

    clinic: Clinic
    people: list[Person]

    def byline(self, name: str) -> Byline | None:
        """The byline for an author's name, or None when nobody of that name is known."""
        if name == self.clinic.name:
            return Byline(name)
        person = next((person for person in self.people if person.name == name), None)
        if person is None:
            return None
        return Byline(person.name, person.url, person.role, tuple(person.locations))

    def credited(self, credit: str) -> list[Person]:
        """The people whose names stand in a credit line."""
        return [person for person in self.people if person.name in credit]

    def to_visit(self, slugs: Iterable[str], authors: Iterable[str]) -> list[Location]:
        """Where a reader of a post may go: its own places, else its authors', else all."""
        wanted = set(slugs) or {
            location.slug
            for person in self.people
            if person.name in set(authors)
            for location in person.locations
        }
        return [place for place in self.clinic.locations if place.slug in wanted or not wanted]


def build(
    clinic: ClinicFacts, people: list[PersonFacts], *, urls: Mapping[str, str], show: Show
) -> Directory:
    """Join the facts; `urls` has the patterns "person" and "location" with {slug}."""
    places = [_location(place, urls["location"], show) for place in clinic.locations]
    members = [_person(facts, places, urls["person"], show) for facts in people]
    for place in places:
        place.people.extend(person for person in members if place in person.locations)
    view = Clinic(
        **{
            name: value or ""
            for name, value in clinic
            if name not in {"treatments", "locations"}
        },
        treatments=clinic.treatments,
        locations=places,
    )  # fmt: skip
    return Directory(view, members)


def check(clinic: ClinicFacts, people: list[PersonFacts], path: str) -> list[Finding]:
    """Findings for people who work at places that clinic.yaml does not have, and for doubles."""
    known = [place.slug for place in clinic.locations]
    findings = [
        Finding(path, 0, "error", "clinic/unknown-place",
                f"{person.name} works at “{slug}”, which clinic.yaml does not have.",
                did_you_mean(slug, known))
        for person in people
        for slug in person.clinics
        if slug not in known
    ]  # fmt: skip
    for what, values in (
        ("slug", [person.slug for person in people]),
        ("name", [person.name for person in people]),
        ("slug of a place", known),
    ):
        findings += [
            Finding(path, 0, "error", "clinic/double", f"The {what} “{value}” is there twice.",
                    "Each must be its own.")
            for value in sorted({value for value in values if values.count(value) > 1})
        ]  # fmt: skip
    return findings


def _location(place: Place, url: str, show: Show) -> Location:
    values: dict[str, Any] = {name: value or "" for name, value in place if name not in _MADE}
    return Location(
        **values,
        url=url.format(slug=place.slug),
        address=place.address,
        hours=place.hours,
        picture=show(place.picture) if place.picture else None,
    )


def _person(facts: PersonFacts, places: list[Location], url: str, show: Show) -> Person:
    values: dict[str, Any] = {name: value or "" for name, value in facts if name not in _MADE}
    return Person(
        **values,
        url=url.format(slug=facts.slug),
        credentials=facts.credentials,
        photo=show(facts.photo) if facts.photo else None,
        locations=[place for place in places if place.slug in facts.clinics],
    )


_MADE = {"address", "hours", "picture", "photo", "credentials", "clinics"}
