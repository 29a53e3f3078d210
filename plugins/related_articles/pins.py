"""Checks the slugs that editors wrote under `related` and `related_exclude`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set

from plugins.core.findings import Finding, Severity, did_you_mean
from plugins.related_articles.documents import Document

_Slugs = Mapping[str, Set[str]]


def check(documents: Iterable[Document], count: int) -> tuple[Finding, ...]:
    """A finding for each slug that has no effect or not the intended one.

    `documents` are all articles of the build, in every language; each shows `count` links.
    """
    corpus = sorted(documents, key=lambda document: (document.path, document.lang, document.slug))
    published: defaultdict[str, set[str]] = defaultdict(set)  # slugs by language
    languages: defaultdict[str, set[str]] = defaultdict(set)  # languages by slug
    for document in corpus:
        languages[document.slug].add(document.lang)
        if document.published:
            published[document.lang].add(document.slug)
    findings: list[Finding] = []
    for document in (each for each in corpus if each.pins or each.exclude):
        same_language = published[document.lang]
        findings += _unusable_pins(document, same_language, languages)
        findings += _surplus_pins(document, same_language, count)
        findings += _unusable_exclusions(document, same_language, languages)
    return tuple(findings)


def _unusable_pins(document: Document, published: Set[str], languages: _Slugs) -> Iterator[Finding]:
    for slug in dict.fromkeys(document.pins):
        if slug == document.slug or slug not in published:
            rule, problem = _problem(slug, document, languages.get(slug, set()))
            others = published - {document.slug}
            hint = "" if slug == document.slug else did_you_mean(slug, others)
            hint = hint or "Write the slug of another published article, or delete this one."
            yield _finding(
                document, "related", "error", rule, f"related names “{slug}”, {problem}.", hint
            )


def _problem(slug: str, document: Document, languages: Set[str]) -> tuple[str, str]:
    if slug == document.slug:
        return "related-articles/self-pin", "which is this article itself"
    if document.lang in languages:
        return "related-articles/unpublished-pin", "which is not published"
    if languages:
        return (
            "related-articles/foreign-pin",
            f"which is in another language ({', '.join(sorted(languages))})",
        )
    return "related-articles/unknown-pin", "but no published article has that slug"


def _surplus_pins(document: Document, published: Set[str], count: int) -> Iterator[Finding]:
    excluded = {document.slug, *document.exclude}
    pins = dict.fromkeys(document.pins)
    usable = [slug for slug in pins if slug in published and slug not in excluded]
    if len(usable) > count:
        message = f"related names {len(usable)} articles, but only {count} can be shown."
        hint = f"Delete those that are not shown: {', '.join(usable[count:])}."
        yield _finding(
            document, "related", "warning", "related-articles/surplus-pins", message, hint
        )


def _unusable_exclusions(
    document: Document, published: Set[str], languages: _Slugs
) -> Iterator[Finding]:
    key = "related_exclude"
    for slug in dict.fromkeys(document.exclude):
        if slug in document.pins:
            message = f"“{slug}” is in both related and related_exclude."
            hint = "Delete it from one of the two."
            yield _finding(
                document, key, "error", "related-articles/pinned-exclusion", message, hint
            )
        elif document.lang not in languages.get(slug, set()):
            message = f"related_exclude names “{slug}”, but no published article has that slug."
            hint = did_you_mean(slug, published - {document.slug}) or "Delete it."
            yield _finding(
                document, key, "warning", "related-articles/unknown-exclusion", message, hint
            )


def _finding(
    document: Document, key: str, severity: Severity, rule: str, message: str, hint: str
) -> Finding:
    line = document.lines.get(key, 0)
    return Finding(document.path, line, severity, rule, message, hint)
