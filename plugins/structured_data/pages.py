"""What a page and its site say of themselves, as plain values for the graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plugins.clinic.directory import Clinic, Person


@dataclass(frozen=True)
class Site:
    """The site: where it is published ("" on a desk), its language, and whose it is.

    `location_type` is what a place of the clinic is to schema.org.
    """

    base: str
    lang: str
    clinic: Clinic
    people: Sequence[Person]
    location_type: str

    def url(self, path: str) -> str:
        """The address of a page; below the host's top where the site has no address of its own."""
        return f"{self.base}/{path}"

    def id(self, path: str, thing: str) -> str:
        """The name of a thing that is described on a page."""
        return f"{self.base}/{path}#{thing}"


@dataclass(frozen=True)
class Page:
    """One page: its path below the site, and what a visitor reads of it.

    `parents` are the (name, path) pairs of its breadcrumbs after Home, `kind` is a schema.org type.
    """

    path: str
    name: str
    description: str
    lang: str
    kind: str = "WebPage"
    parents: tuple[tuple[str, str], ...] = ()
