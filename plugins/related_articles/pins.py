"""What is wrong with the slugs editors wrote under `related` and `related_exclude`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from plugins.core.findings import Finding, Severity, did_you_mean
from plugins.related_articles.documents import Document


@dataclass(frozen=True)
class _Slugs:
    """Which slugs exist: those published, by language, and the languages of every one."""

    published: Mapping[str, Set[str]]
    languages: Mapping[str, Set[str]]


def check(documents: Iterable[Document], count: int) -> tuple[Finding, ...]:
    """Every slug that cannot do what its editor meant; each article shows `count` links.

    `documents` are all the articles of the build, in every language.
    """
    corpus = sorted(documents, key=lambda document: (document.path, document.lang, document.slug))
    published: defaultdict[str, set[str]] = defaultdict(set)
    languages: defaultdict[str, set[str]] = defaultdict(set)
    for document in corpus:
        languages[document.slug].add(document.lang)
        if document.published:
            published[document.lang].add(document.slug)
    slugs = _Slugs(published, languages)
    findings: list[Finding] = []
    for document in (each for each in corpus if each.pins or each.exclude):
        findings += _unusable_pins(document, slugs)
        findings += _surplus_pins(document, slugs, count)
        findings += _unusable_exclusions(document, slugs)
    return tuple(findings)


def _unusable_pins(document: Document, slugs: _Slugs) -> Iterator[Finding]:
    choices = slugs.published.get(document.lang, set()) - {document.slug}
    for slug in dict.fromkeys(document.pins):
        if slug in choices:
            continue
        rule, problem = _problem(slug, document, slugs.languages.get(slug, set()))
        hint = "" if slug == document.slug else did_you_mean(slug, choices)
        yield Finding(
            path=document.path,
            line=document.lines.get("related", 0),
            severity="error",
            rule=f"related-articles/{rule}",
            message=f"related names “{slug}”, {problem}.",
            hint=hint or "Write the slug of another published article, or take it out.",
        )


def _problem(slug: str, document: Document, languages: Set[str]) -> tuple[str, str]:
    if slug == document.slug:
        return "self-pin", "which is this article itself"
    if document.lang in languages:
        return "unpublished-pin", "which is not published"
    if languages:
        return "foreign-pin", f"which is in another language ({', '.join(sorted(languages))})"
    return "unknown-pin", "but no published article has that slug"


def _surplus_pins(document: Document, slugs: _Slugs, count: int) -> Iterator[Finding]:
    choices = slugs.published.get(document.lang, set()) - {document.slug, *document.exclude}
    usable = [slug for slug in dict.fromkeys(document.pins) if slug in choices]
    if len(usable) > count:
        yield Finding(
            path=document.path,
            line=document.lines.get("related", 0),
            severity="warning",
            rule="related-articles/surplus-pins",
            message=f"related names {len(usable)} articles, and only {count} can be shown.",
            hint=f"Take out those that are not shown: {', '.join(usable[count:])}.",
        )


def _unusable_exclusions(document: Document, slugs: _Slugs) -> Iterator[Finding]:
    choices = slugs.published.get(document.lang, set()) - {document.slug}
    for slug in dict.fromkeys(document.exclude):
        if slug in document.pins:
            yield _exclusion(
                document,
                "error",
                "pinned-exclusion",
                f"“{slug}” stands in related and in related_exclude.",
                "Take it out of one of the two.",
            )
        elif document.lang not in slugs.languages.get(slug, set()):
            yield _exclusion(
                document,
                "warning",
                "unknown-exclusion",
                f"related_exclude names “{slug}”, but no published article has that slug.",
                did_you_mean(slug, choices) or "Take it out.",
            )


def _exclusion(
    document: Document, severity: Severity, rule: str, message: str, hint: str
) -> Finding:
    return Finding(
        path=document.path,
        line=document.lines.get("related_exclude", 0),
        severity=severity,
        rule=f"related-articles/{rule}",
        message=message,
        hint=hint,
    )
