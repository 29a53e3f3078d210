"""Joins articles with the people who wrote them and the locations where these work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plugins.clinic import checks
from plugins.clinic.directory import Byline, Directory
from plugins.core.findings import Finding, Severity


def join(known: Directory, articles: Iterable[Any], severity: Severity) -> list[Finding]:
    """Give each article its bylines and locations, and each person their articles.

    Articles have `authors`, `credit`, `clinics`, `source_file` and `field_lines`. The findings are
    for names that are not in the clinic's files.
    """
    found: list[Finding] = []
    for article in articles:
        names = [str(author) for author in getattr(article, "authors", [])] or [known.clinic.name]
        article.bylines = [known.byline(name) or Byline(name) for name in names]
        article.credit_people = known.credited(article.credit)
        article.locations = known.locations_for(article.clinics, names)
        if known.complete:  # else a name may be in the file that could not be read
            found += _unknown(known, article, names, severity)
        for person in known.people:
            if person.name in names:
                person.articles.append(article)
            elif person in article.credit_people:
                person.credited.append(article)
    return found


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
            f"clinic/unknown-{field}", message, checks.name_hint(word, choices),
        )
        for field, word, message, choices in unknown
    ]  # fmt: skip
