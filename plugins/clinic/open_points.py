"""The facts that clinic.yaml and people.yaml lack, and who has not read what: one row for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plugins.clinic.facts import ClinicFacts, LocationFacts, PersonFacts

_CLINIC = {"phone": "the telephone number", "email": "the e-mail address"}
_CLINIC |= {"booking_url": "where to book", "instagram_url": "the account on Instagram"}
# What British law asks a website for. Without markup: a page and the desk show it as it is.
_RULES = "(see docs/clinic-facts.md)"
_OPERATOR = {
    "name": f"the name of who runs the website: SI 2002/2013, 6(1)(a); UK GDPR, 13(1)(a) {_RULES}",
    "address": f"the postal address of who runs it: SI 2002/2013, 6(1)(b) {_RULES}",
    "email": f"their e-mail address: SI 2002/2013, 6(1)(c); UK GDPR, 13(1)(a) {_RULES}",
}
_LOCATION = {"address": "street and number", "postcode": "the postcode"}
_LOCATION |= {"phone": "the telephone number", "hours": "when it is open"}
_LOCATION |= {"directions": "how to get there", "map_url": "a map"}
_LOCATION |= {"step_free": "whether there are steps", "parking": "where to park"}
_LOCATION |= {"treatments": "what is offered there"}
_PERSON = {
    "treatments": "what they offer",
    "credentials": "training and registration",
    "photo": "a photograph",
}


class OpenPoint(NamedTuple):
    """A key without a value: its file, its name there, and what it is for."""

    file: str
    key: str
    missing: str


def of_clinic(clinic: ClinicFacts, file: str) -> Iterator[OpenPoint]:
    """The facts that are missing in clinic.yaml, which is `file` as the editor would type it."""
    for key, missing in _CLINIC.items():
        if not getattr(clinic, key):
            yield OpenPoint(file, key, missing)
    for key, missing in _OPERATOR.items():
        if not getattr(clinic.operator, key):
            yield OpenPoint(file, f"operator: {key}", missing)
    if not clinic.security.contact:
        yield OpenPoint(file, "security: contact", "whom to tell of security problems of the site")
    for place in clinic.locations:
        yield from _of_location(place, file)


def _of_location(place: LocationFacts, file: str) -> Iterator[OpenPoint]:
    for key, missing in _LOCATION.items():
        if not getattr(place, key):
            yield OpenPoint(file, f"locations: {place.slug}: {key}", missing)


def of_people(people: Sequence[PersonFacts], file: str) -> Iterator[OpenPoint]:
    """The facts that are missing in people.yaml, which is `file` as the editor would type it."""
    for person in people:
        for key, missing in _PERSON.items():
            if not getattr(person, key):
                yield OpenPoint(file, f"{person.slug}: {key}", missing)


def of_rules(file: str, unread: int) -> OpenPoint:
    """The point for a file of rules, so many of which no clinician has read."""
    missing = f"a clinician who has read the rules (unread: {unread:,})"
    return OpenPoint(file, "clinician", missing)


def of_article(file: str) -> OpenPoint:
    """The point for an article that is public, but was never reviewed."""
    return OpenPoint(file, "reviewed", "a review by a clinician, of words and pictures")


def of_page(file: str) -> OpenPoint:
    """The point for a public page with a medical list, which was never reviewed."""
    missing = "a review by a clinician: the page has lists of signs, or of who should ask first"
    return OpenPoint(file, "reviewed", missing)


def of_sources(file: str, unread: int) -> OpenPoint:
    """The point for a public post, so many of whose sources have no day on which they were read."""
    missing = f"somebody who has read the sources (unread: {unread:,})"
    return OpenPoint(file, "references: read", missing)
