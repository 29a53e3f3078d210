"""What the machine knows of one article, as plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Document:
    """One article; `slug` is unique within `lang`.

    `date` is aware; `text` is the body without markup, its headings included; `category` and
    `description` are empty when there is none; `pins` and `exclude` are slugs in the editor's
    order; `published` is false for what only a preview shows; `path` is the source as the editor
    types it; `lines` gives the line of each front matter key.
    """

    slug: str
    lang: str
    date: datetime
    title: str
    text: str = ""
    headings: tuple[str, ...] = ()
    description: str = ""
    topics: tuple[str, ...] = ()
    category: str = ""
    pins: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    published: bool = True
    path: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)


def newest_first(documents: Iterable[Document]) -> list[Document]:
    """The documents by falling date, those of one moment by slug: the order that breaks ties."""
    by_slug = sorted(documents, key=lambda document: document.slug)
    return sorted(by_slug, key=lambda document: document.date, reverse=True)
