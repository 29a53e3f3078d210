"""The pages of the clinic's people and locations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plugins.clinic.directory import Location, Person
from plugins.site.views.site_values import SiteValues
from plugins.site.views.values import ArticleCard, Social, View


@dataclass(frozen=True, kw_only=True)
class PeopleView(View):
    """The list of all people."""

    people: tuple[Person, ...]


@dataclass(frozen=True, kw_only=True)
class PersonView(View):
    """A person, with the articles that they wrote and those that credit them."""

    person: Person
    articles: tuple[ArticleCard, ...]
    credited: tuple[ArticleCard, ...]


@dataclass(frozen=True, kw_only=True)
class LocationView(View):
    """A location, the people who work there, and articles about it or by them."""

    location: Location
    people_here: tuple[Person, ...]
    articles: tuple[ArticleCard, ...]


def people_view(site: SiteValues, own: dict[str, Any], _variables: Mapping[str, Any]) -> View:
    """The view of the list of people."""
    return PeopleView(**own, people=site.language.directory.people)


def person_view(site: SiteValues, own: dict[str, Any], variables: Mapping[str, Any]) -> View:
    """The view of the page of `person`."""
    person = variables["person"]
    own |= {"social": Social("profile", own["social"].card)}
    return PersonView(
        **own,
        person=person,
        articles=site.cards(variables["articles"]),
        credited=site.cards(variables["credited"]),
    )


def location_view(site: SiteValues, own: dict[str, Any], variables: Mapping[str, Any]) -> View:
    """The view of the page of `location`."""
    location = variables["location"]
    return LocationView(
        **own,
        location=location,
        people_here=tuple(variables["people_here"]),
        articles=site.cards(variables["articles"]),
    )
