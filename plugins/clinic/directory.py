"""The clinic, its locations and its people as templates show them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from plugins.clinic import phones, postcodes
from plugins.clinic.facts import ClinicFacts, LocationFacts, PersonFacts
from plugins.core.models import Image
from plugins.core.yaml_lines import KeyPath
from plugins.responsive_images.picture import Picture

# Publishes a picture, given its key path in clinic.yaml or people.yaml; returns None if it cannot
# be published.
Show = Callable[[Image, KeyPath], Picture | None]


@dataclass(frozen=True)
class Hours:
    """One line of opening hours, as the editor has written it."""

    days: str
    times: str


@dataclass(frozen=True)
class Treatment:
    """A treatment that the clinic offers; `url` is that of the page that explains it."""

    name: str
    summary: str
    url: str


@dataclass(frozen=True)
class Location:
    """One of the clinic's locations; unknown facts are empty. `phone_link` dials `phone`."""

    slug: str
    name: str
    url: str
    area: str = ""
    introduction: str = ""
    address: tuple[str, ...] = ()
    postcode: str = ""
    phone: str = ""
    phone_link: str = ""
    email: str = ""
    booking_url: str = ""
    map_url: str = ""
    directions: str = ""
    hours: tuple[Hours, ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True)
class Person:
    """Somebody who works at the clinic; unknown facts are empty."""

    name: str
    slug: str
    url: str
    role: str = ""
    introduction: str = ""
    credentials: tuple[str, ...] = ()
    phone: str = ""
    phone_link: str = ""
    email: str = ""
    booking_url: str = ""
    photo: Picture | None = None
    locations: tuple[Location, ...] = ()


@dataclass(frozen=True)
class Clinic:
    """The clinic as templates use it."""

    name: str
    kind: str = ""
    headline: str = ""
    introduction: str = ""
    disclaimer: str = ""
    phone: str = ""
    phone_link: str = ""
    email: str = ""
    booking_url: str = ""
    instagram_url: str = ""
    menu: tuple[str, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    locations: tuple[Location, ...] = ()


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
    people: tuple[Person, ...] = ()
    complete: bool = True

    def byline(self, name: str) -> Byline | None:
        """The byline for an author's name, or None if nobody has that name."""
        if name == self.clinic.name:
            return Byline(name)
        person = next((person for person in self.people if person.name == name), None)
        return Byline(name, person.url, person.role, person.locations) if person else None

    def people_at(self, location: Location) -> tuple[Person, ...]:
        """The people who work at a location, in the order of people.yaml."""
        return tuple(person for person in self.people if location in person.locations)

    def credited(self, credit: str) -> tuple[Person, ...]:
        """The people whose names occur in a credit line."""
        return tuple(
            person
            for person in self.people
            if re.search(rf"(?<!\w){re.escape(person.name)}(?!\w)", credit)
        )

    def locations_for(self, slugs: Iterable[str], authors: Iterable[str]) -> tuple[Location, ...]:
        """The locations to show on a post: its own, else its authors', else all."""
        known, wanted, names = self.clinic.locations, set(slugs), set(authors)
        theirs = chain.from_iterable(
            person.locations for person in self.people if person.name in names
        )
        their_slugs = {place.slug for place in theirs}
        own = tuple(place for place in known if place.slug in wanted)
        return own or tuple(place for place in known if place.slug in their_slugs) or known


def build(
    clinic: ClinicFacts,
    people: list[PersonFacts],
    *,
    urls: Mapping[str, str],
    show: Show,
    country: str = "",
    complete: bool = True,
) -> Directory:
    """The directory of these facts; `urls` has the patterns "person" and "location" with {slug}.

    Telephone numbers are dialled in `country`, of two capitals.
    """
    places = tuple(
        _location(place, urls["location"], show, index, country)
        for index, place in enumerate(clinic.locations)
    )
    members = tuple(
        _person(facts, places, urls["person"], show, index, country)
        for index, facts in enumerate(people)
    )
    values = dict(clinic) | {
        "phone_link": phones.link(clinic.phone, country),
        "menu": tuple(clinic.menu),
        "treatments": tuple(Treatment(**dict(facts)) for facts in clinic.treatments),
        "locations": places,
    }
    del values["country"]
    return Directory(Clinic(**values), members, complete)


def _location(place: LocationFacts, url: str, show: Show, index: int, country: str) -> Location:
    values = dict(place) | {
        "phone_link": phones.link(place.phone, country),
        "url": url.format(slug=place.slug),
        "address": tuple(place.address),
        "postcode": postcodes.tidy(place.postcode, country),
        "hours": tuple(Hours(**dict(line)) for line in place.hours),
        "picture": place.picture and show(place.picture, ("locations", index, "picture")),
    }
    return Location(**values)


def _person(
    facts: PersonFacts,
    places: tuple[Location, ...],
    url: str,
    show: Show,
    index: int,
    country: str,
) -> Person:
    values = dict(facts) | {
        "phone_link": phones.link(facts.phone, country),
        "url": url.format(slug=facts.slug),
        "credentials": tuple(facts.credentials),
        "photo": facts.photo and show(facts.photo, ("people", index, "photo")),
        "locations": tuple(place for place in places if place.slug in facts.clinics),
    }
    del values["clinics"]
    return Person(**values)
