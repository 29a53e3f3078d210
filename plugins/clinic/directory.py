"""The clinic, its locations and its people as templates show them, linked to each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from plugins.clinic.facts import ClinicFacts, HoursFacts, LocationFacts, PersonFacts, TreatmentFacts
from plugins.core.models import Image
from plugins.core.yaml_lines import KeyPath
from plugins.responsive_images.picture import Picture

# Publishes a picture, given its key path in clinic.yaml or people.yaml; returns None if it cannot
# be published.
Show = Callable[[Image, KeyPath], Picture | None]


# eq=False: locations and people refer to each other, so comparing by value would never end.
@dataclass(eq=False)
class Location:
    """One of the clinic's locations; unknown facts are empty."""

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
    hours: list[HoursFacts] = field(default_factory=list)
    picture: Picture | None = None
    people: list[Person] = field(default_factory=list)


@dataclass(eq=False)
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
    """The clinic as templates use it."""

    name: str
    kind: str = ""
    headline: str = ""
    introduction: str = ""
    disclaimer: str = ""
    phone: str = ""
    email: str = ""
    booking_url: str = ""
    instagram_url: str = ""
    menu: list[str] = field(default_factory=list)
    treatments: list[TreatmentFacts] = field(default_factory=list)
    locations: list[Location] = field(default_factory=list)


@dataclass(frozen=True)
class Byline:
    """The author of a post: a person with a page, or just a name."""

    name: str
    url: str = ""
    role: str = ""
    locations: tuple[Location, ...] = ()


@dataclass(frozen=True)
class Directory:
    """The clinic and its people; not `complete` if one of the files could not be read."""

    clinic: Clinic
    people: list[Person]
    complete: bool = True

    def byline(self, name: str) -> Byline | None:
        """The byline for an author's name, or None if nobody has that name."""
        if name == self.clinic.name:
            return Byline(name)
        person = next((person for person in self.people if person.name == name), None)
        if person is None:
            return None
        return Byline(person.name, person.url, person.role, tuple(person.locations))

    def credited(self, credit: str) -> list[Person]:
        """The people whose names occur in a credit line."""
        return [
            person
            for person in self.people
            if re.search(rf"(?<!\w){re.escape(person.name)}(?!\w)", credit)
        ]

    def locations_for(self, slugs: Iterable[str], authors: Iterable[str]) -> list[Location]:
        """The locations to show on a post: its own, else its authors', else all."""
        known = self.clinic.locations
        own = [place for place in known if place.slug in set(slugs)]
        names = set(authors)
        theirs = [person.locations for person in self.people if person.name in names]
        return own or [place for place in known if place in chain(*theirs)] or list(known)


def build(
    clinic: ClinicFacts,
    people: list[PersonFacts],
    *,
    urls: Mapping[str, str],
    show: Show,
    complete: bool = True,
) -> Directory:
    """Link the facts; `urls` has the patterns "person" and "location" with {slug}."""
    places = [
        _location(place, urls["location"], show, index)
        for index, place in enumerate(clinic.locations)
    ]
    members = [
        _person(facts, places, urls["person"], show, index) for index, facts in enumerate(people)
    ]
    for place in places:
        place.people.extend(person for person in members if place in person.locations)
    view = Clinic(**{**dict(clinic), "locations": places})
    return Directory(view, members, complete)


def _location(place: LocationFacts, url: str, show: Show, index: int) -> Location:
    values = dict(place)
    values["url"] = url.format(slug=place.slug)
    values["picture"] = place.picture and show(place.picture, ("locations", index, "picture"))
    return Location(**values)


def _person(facts: PersonFacts, places: list[Location], url: str, show: Show, index: int) -> Person:
    values = dict(facts)
    slugs = values.pop("clinics")
    values["url"] = url.format(slug=facts.slug)
    values["photo"] = facts.photo and show(facts.photo, ("people", index, "photo"))
    values["locations"] = [place for place in places if place.slug in slugs]
    return Person(**values)
