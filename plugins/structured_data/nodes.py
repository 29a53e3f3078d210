"""schema.org nodes for what pages are about; unknown properties are left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from plugins.clinic.directory import Clinic, Location, Person
from plugins.structured_data.opening_hours import opening_hours

Node = dict[str, Any]


@dataclass(frozen=True)
class GraphSite:
    """The site: its base URL ("" if it is not known), its language, and the clinic.

    `location_type` is the schema.org type of the clinic's locations, which only subjects name.
    `home` and `home_name` are the path and the name of the home page.
    """

    base: str
    lang: str
    clinic: Clinic
    location_type: str = ""
    home: str = ""
    home_name: str = "Home"

    def url(self, path: str) -> str:
        """The URL of a page; relative to the host's root if the site has no base URL."""
        return f"{self.base}/{path}"

    def id(self, path: str, thing: str) -> str:
        """The `@id` of a thing that is described on a page."""
        return f"{self.base}/{path}#{thing}"


@dataclass(frozen=True)
class Breadcrumb:
    """A page in the breadcrumbs: its name, and its path in the site."""

    name: str
    url: str


@dataclass(frozen=True)
class GraphPage:
    """One page: its path in the site, its title, description and language.

    `parents` are its breadcrumbs between Home and the page itself.
    """

    path: str
    name: str
    description: str
    lang: str
    parents: tuple[Breadcrumb, ...] = ()


def compact(node: Node) -> Node:
    """`node` without empty values."""
    return {name: value for name, value in node.items() if value not in ("", None, [], {})}


def reference(node: Node) -> Node:
    """A reference to `node` for use in another node."""
    return {"@id": node["@id"]}


def organization(site: GraphSite) -> Node:
    """The clinic as a whole."""
    clinic = site.clinic
    return compact(
        {
            "@type": "Organization",
            "@id": site.id("", "organization"),
            "name": clinic.name,
            "url": site.url(""),
            "telephone": clinic.phone,
            "email": clinic.email,
            "sameAs": clinic.instagram_url,
        }
    )


def website(site: GraphSite) -> Node:
    """The site, published by the clinic."""
    return {
        "@type": "WebSite",
        "@id": site.id("", "website"),
        "name": site.clinic.name,
        "url": site.url(""),
        "inLanguage": site.lang,
        "publisher": reference(organization(site)),
    }


def place(site: GraphSite, location: Location) -> Node:
    """One of the clinic's locations, as a business that belongs to the organization."""
    where = {
        "streetAddress": ", ".join(location.address),
        "addressLocality": location.area,
        "postalCode": location.postcode,
    }
    address = compact({"@type": "PostalAddress", **where}) if any(where.values()) else {}
    hours = [(line.days, line.times) for line in location.hours]
    return compact(
        {
            "@type": site.location_type,
            "@id": site.id(location.url, "place"),
            "name": f"{site.clinic.name}, {location.name}",
            "description": location.introduction,
            "url": site.url(location.url),
            "telephone": location.phone,
            "email": location.email,
            "address": address,
            "openingHours": opening_hours(hours),
            "hasMap": location.map_url,
            "parentOrganization": reference(organization(site)),
        }
    )


def person(site: GraphSite, member: Person, *, whole: bool) -> Node:
    """One of the clinic's people; `whole` on their own page, else with what a byline shows."""
    node: Node = {
        "@type": "Person",
        "@id": site.id(member.url, "person"),
        "name": member.name,
        "url": site.url(member.url),
        "jobTitle": member.role,
        "worksFor": reference(organization(site)),
    }
    if whole:
        credentials = [
            {"@type": "EducationalOccupationalCredential", "name": name}
            for name in member.credentials
        ]
        node |= {
            "description": member.introduction,
            "image": site.url(member.photo.url) if member.photo else "",
            "telephone": member.phone,
            "email": member.email,
            "hasCredential": credentials,
            "workLocation": [reference(place(site, location)) for location in member.locations],
        }
    return compact(node)


def named(site: GraphSite, people: Iterable[Person], name: str) -> Node:
    """The node for a name: the clinic, one of `people`, or somebody who is known by name only."""
    if name == site.clinic.name:
        return organization(site)
    member = next((member for member in people if member.name == name), None)
    return person(site, member, whole=False) if member else {"@type": "Person", "name": name}


def breadcrumbs(site: GraphSite, page: GraphPage) -> Node:
    """The breadcrumbs of a page, from Home to the page itself."""
    steps = [Breadcrumb(site.home_name, site.home), *page.parents, Breadcrumb(page.name, page.path)]
    return {
        "@type": "BreadcrumbList",
        "@id": site.id(page.path, "breadcrumb"),
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": step.name, "item": site.url(step.url)}
            for place, step in enumerate(steps, 1)
        ],
    }
