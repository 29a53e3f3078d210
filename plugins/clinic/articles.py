"""Articles with the people who wrote them and the locations where these work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plugins.clinic import checks
from plugins.clinic.directory import Byline, Directory, Location, Person
from plugins.core.findings import Finding, Severity

_NO_PEOPLE = "Write them into people.yaml, or leave the author out."
_UNKNOWN = {"authors": "clinic/unknown-authors", "clinics": "clinic/unknown-clinics"}


def join(known: Directory, articles: Iterable[Any], severity: Severity) -> list[Finding]:
    """Set each article's `bylines`, `credit_people` and `locations`.

    Articles have `authors`, `credit`, `clinics`, `source_file` and `field_lines`. The findings are
    for names that are not in the clinic's files.
    """
    found: list[Finding] = []
    for article in articles:
        names = [str(author) for author in getattr(article, "authors", [])] or [known.clinic.name]
        article.bylines = tuple(known.byline(name) or Byline(name) for name in names)
        article.credit_people = known.credited(article.credit)
        article.locations = known.locations_for(article.clinics, names)
        if known.complete:  # else a name may be in the file that could not be read
            found += _unknown(known, article, names, severity)
    return found


def articles_of(person: Person, articles: Iterable[Any]) -> tuple[list[Any], list[Any]]:
    """The articles that a person wrote, and the others that credit them, in the given order.

    The articles were joined before.
    """
    written, credited = [], []
    for article in articles:
        if any(byline.name == person.name for byline in article.bylines):
            written.append(article)
        elif person in article.credit_people:
            credited.append(article)
    return written, credited


def articles_at(location: Location, articles: Iterable[Any]) -> list[Any]:
    """The articles that name a location or, if they name none, are by or credit its people."""
    return [
        article
        for article in articles
        if location.slug in article.clinics
        or (
            not article.clinics
            and any(
                location in each.locations for each in (*article.bylines, *article.credit_people)
            )
        )
    ]


def _unknown(
    known: Directory,
    article: Any,  # noqa: ANN401  # untyped Pelican
    authors: list[str],
    severity: Severity,
) -> list[Finding]:
    people = [known.clinic.name, *(person.name for person in known.people)]
    slugs = [place.slug for place in known.clinic.locations]
    unknown = [
        ("authors", name, f"The author “{name}” is not in people.yaml.", people)
        for name in authors
        if name not in people
    ]
    unknown += [
        ("clinics", slug, f"There is no location “{slug}” in clinic.yaml.", slugs)
        for slug in article.clinics
        if slug not in slugs
    ]
    return [
        Finding(
            article.source_file, article.field_lines.get(field, 0), severity,
            _UNKNOWN[field], message,
            checks.name_hint(word, choices) if field != "authors" or known.people else _NO_PEOPLE,
        )
        for field, word, message, choices in unknown
    ]  # fmt: skip
