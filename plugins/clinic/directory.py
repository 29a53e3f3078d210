"""The clinic, its locations and its people as templates show them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from plugins.clinic import phones, postcodes
from plugins.clinic.facts import (
    ClinicFacts,
    Contact,
    LocationFacts,
    PersonFacts,
    has_door,
    is_reachable,
)
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
    picture: Picture | None = None


@dataclass(frozen=True)
class Location:
    """One of the clinic's locations; unknown facts are empty. `phone_link` dials `phone`.

    It is `reachable` if its address or a way to contact it or the clinic is known.
    """

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
    whatsapp: str = ""
    whatsapp_link: str = ""
    booking_label: str = ""
    map_url: str = ""
    map_picture: Picture | None = None
    directions: str = ""
    parking: str = ""
    step_free: str = ""
    hours: tuple[Hours, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    picture: Picture | None = None
    reachable: bool = True


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
    whatsapp: str = ""
    whatsapp_link: str = ""
    booking_label: str = ""
    treatments: tuple[Treatment, ...] = ()
    photo: Picture | None = None
    locations: tuple[Location, ...] = ()


@dataclass(frozen=True)
class Operator:
    """Who runs the website; unknown facts are empty."""

    name: str = ""
    address: tuple[str, ...] = ()
    email: str = ""


@dataclass(frozen=True)
class Clinic:
    """The clinic as templates use it; not `reachable` if no way to contact or visit it is known.

    `mark_svg` is the sanitised drawing `mark`, for HTML.
    """

    name: str
    kind: str = ""
    headline: str = ""
    introduction: str = ""
    disclaimer: str = ""
    phone: str = ""
    phone_link: str = ""
    email: str = ""
    booking_url: str = ""
    whatsapp: str = ""
    whatsapp_link: str = ""
    booking_label: str = ""
    care_line: str = ""
    operator: Operator = Operator()
    mark: Picture | None = None
    mark_svg: str = ""
    hero: Picture | None = None
    instagram_url: str = ""
    menu: tuple[str, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    locations: tuple[Location, ...] = ()
    reachable: bool = True


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
    treatments = tuple(
        Treatment(**dict(facts) | {"picture": _shown(facts.picture, ("treatments", index), show)})
        for index, facts in enumerate(clinic.treatments)
    )
    make = _Maker(treatments, show, country, clinic)
    places = tuple(
        make.location(place, urls["location"], index)
        for index, place in enumerate(clinic.locations)
    )
    members = tuple(
        make.person(facts, places, urls["person"], index) for index, facts in enumerate(people)
    )
    values = dict(clinic) | {
        **make.links(clinic),
        "operator": make.operator(),
        "mark": clinic.mark_image and show(clinic.mark_image, ("mark",)),
        "hero": clinic.hero and show(clinic.hero, ("hero",)),
        "menu": tuple(clinic.menu),
        "treatments": treatments,
        "locations": places,
        "reachable": is_reachable(clinic),
    }
    for name in ("country", "colours", "security", "where_it_hurts", "start_here"):
        del values[name]
    return Directory(Clinic(**values), members, complete)


def _shown(image: Image | None, where: KeyPath, show: Show, key: str = "picture") -> Picture | None:
    return show(image, (*where, key)) if image else None


@dataclass(frozen=True)
class _Maker:
    """Makes locations and people from their facts."""

    treatments: tuple[Treatment, ...]
    show: Show
    country: str
    clinic: ClinicFacts

    def location(self, place: LocationFacts, url: str, index: int) -> Location:
        values = dict(place) | {
            **self.links(place),
            "url": url.format(slug=place.slug),
            "address": tuple(place.address),
            "postcode": postcodes.tidy(place.postcode, self.country),
            "hours": tuple(Hours(**dict(line)) for line in place.hours),
            "treatments": self.offered(place.treatments),
            "reachable": self.clinic.is_known or has_door(place),
        }
        for key in ("picture", "map_picture"):
            values[key] = _shown(values[key], ("locations", index), self.show, key)
        return Location(**values)

    def person(
        self, facts: PersonFacts, places: tuple[Location, ...], url: str, index: int
    ) -> Person:
        values = dict(facts) | {
            **self.links(facts),
            "url": url.format(slug=facts.slug),
            "credentials": tuple(facts.credentials),
            "treatments": self.offered(facts.treatments),
            "photo": _shown(facts.photo, ("people", index), self.show, "photo"),
            "locations": tuple(place for place in places if place.slug in facts.clinics),
        }
        del values["clinics"]
        return Person(**values)

    def operator(self) -> Operator:
        facts = self.clinic.operator
        return Operator(**dict(facts) | {"address": tuple(facts.address)})

    def links(self, contact: Contact) -> dict[str, str]:
        """What dials the number of a contact, what begins a conversation, and what books."""
        return {
            "booking_label": contact.booking_label or self.clinic.booking_label,
            "phone_link": phones.link(contact.phone, self.country),
            "whatsapp_link": phones.whatsapp_link(contact.whatsapp, self.country),
        }

    def offered(self, names: Iterable[str]) -> tuple[Treatment, ...]:
        """The treatments with these names, in the order of clinic.yaml."""
        return tuple(each for each in self.treatments if each.name in set(names))
