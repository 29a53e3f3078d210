"""The search records of posts, and of the clinic's people, places and treatments."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import PurePosixPath
from typing import Any, Literal

from plugins.clinic.directory import Directory, Location, Person, Treatment

Kind = Literal["article", "page", "person", "place", "treatment"]
_LONGEST_NAME = 255  # bytes, on almost all file systems


@dataclass(frozen=True)
class SearchRecord:
    """What the index stores about one published article, or about something else of a `kind`.

    `path` is its file in the site, and `anchor` the place there, if it is only a part of the page;
    `lang` its language if it differs from the site's, else empty;
    `text` its plain text, one block per line; `headings` are the lines that are headings.
    `search_words` are found, and not shown.
    """

    path: str
    title: str
    text: str
    lang: str = ""
    topics: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    search_words: tuple[str, ...] = ()
    kind: Kind = "article"
    anchor: str = ""


def records(posts: Iterable[Any], site_lang: str, kind: Kind = "article") -> list[SearchRecord]:
    """The records of the published posts that have words to search for.

    Those whose pages cannot be written are left out; writing the site reports them.
    """
    found = [_record(post, site_lang, kind) for post in posts if not post.preview_mark]
    pages = {record.path for record in found}
    return [
        record
        for record in found
        if _has_words(record.title + record.text) and _can_be_written(record.path, pages)
    ]


def clinic_records(known: Directory, lang: str = "") -> list[SearchRecord]:
    """The records of the people, places and treatments of a clinic, as described in a language.

    `lang` is "" for the site's own.
    """
    clinic = known.clinic
    found = [
        *map(_person, known.people),
        *map(_place, clinic.locations),
        *map(_treatment, clinic.treatments),
    ]
    return [replace(record, lang=lang) for record in found]


def _person(person: Person) -> SearchRecord:
    return SearchRecord(
        f"{person.url}index.html",
        person.name,
        _lines(person.introduction, *person.credentials, *_names(person.treatments)),
        topics=tuple(filter(None, (person.role, *_names(person.locations)))),
        kind="person",
    )


def _place(place: Location) -> SearchRecord:
    return SearchRecord(
        f"{place.url}index.html",
        place.name,
        _lines(
            place.introduction,
            *place.address,
            place.postcode,
            place.directions,
            place.parking,
            place.step_free,
            *_names(place.treatments),
        ),
        topics=tuple(filter(None, (place.area,))),
        kind="place",
    )


def _treatment(treatment: Treatment) -> SearchRecord:
    page, _, anchor = treatment.url.partition("#")
    return SearchRecord(
        f"{page.lstrip('/')}{'index.html' if page.endswith('/') else ''}",
        treatment.name,
        treatment.summary,
        kind="treatment",
        anchor=anchor,
    )


def _names(known: Iterable[Location | Treatment]) -> Iterator[str]:
    return (each.name for each in known)


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _has_words(text: str) -> bool:
    """Whether `text` has any letter or digit to search for."""
    return any(map(str.isalnum, text))


def _can_be_written(path: str, pages: Set[str]) -> bool:
    """Whether a page has a name that disks take, and is not below another page."""
    parts = PurePosixPath(path).parts
    folders = accumulate(parts[:-1], "{}/{}".format)
    longest = max((len(os.fsencode(part)) for part in parts), default=0)
    return 0 < longest <= _LONGEST_NAME and pages.isdisjoint(folders)


def _record(article: Any, site_lang: str, kind: Kind) -> SearchRecord:  # noqa: ANN401  # untyped Pelican
    return SearchRecord(
        kind=kind,
        path=article.save_as,
        title=article.title,
        text=article.plain_text,
        lang=article.lang if article.lang.lower() != site_lang.lower() else "",
        # Pelican sets no `tags` on an article that has none.
        topics=tuple(str(tag) for tag in getattr(article, "tags", ())),
        headings=tuple(heading.text for heading in article.headings),
        search_words=tuple(article.search_words),
    )
