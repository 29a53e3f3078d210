"""One article as plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Document:
    """One article; `slug` is unique within `lang`.

    `date` has a time zone; `text` is the body without markup, including its headings; `category`
    and `description` are empty when there is none; `links` are the addresses that the text links
    to; `pins` and `exclude` are slugs in the editor's order; `published` is false for drafts and
    others that only a preview shows; `path` is the source file as the editor would type it; `lines`
    gives the line of each front matter key.
    """

    slug: str
    lang: str
    date: datetime
    title: str
    text: str = ""
    headings: tuple[str, ...] = ()
    description: str = ""
    links: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    category: str = ""
    pins: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    published: bool = True
    path: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)


def newest_first(documents: Iterable[Document]) -> list[Document]:
    """The documents sorted by date, newest first, then by slug: the order in which ties go."""
    by_slug = sorted(documents, key=lambda document: document.slug)
    return sorted(by_slug, key=lambda document: document.date, reverse=True)
