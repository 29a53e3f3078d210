"""How many links lead to which articles, and what fairness costs, as plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plugins.related_articles.cli.languages import LanguageArticles
from plugins.related_articles.cli.layout import count_noun, entry, score
from plugins.related_articles.documents import Document
from plugins.related_articles.selection import Link

_TOP, _MAX_LISTED = 5, 20  # entries of a ranked list, and of a list of links with the same reason
_Pairs = Sequence[tuple[Document, Link]]


@dataclass(frozen=True)
class LinkStatistics:
    """The statistics of one language: each link with the article that shows it, and sums.

    `inbound` counts the published articles that link to each slug, and `orphans` have none.
    `shown` is the mean score of the links other than pins, `best` that of as many candidates from
    the top of the ranking; a missing candidate counts as 0.
    """

    links: _Pairs
    inbound: Counter[str]
    orphans: Sequence[Document]
    shown: float
    best: float


def link_statistics(language: LanguageArticles) -> LinkStatistics:
    """The statistics of the links that published articles of a language show."""
    result, published = language.result, language.published
    links = [(each, link) for each in published for link in result.links[each.slug]]
    inbound = Counter(link.slug for _, link in links)
    # Pins are the editor's choice, so they are no cost of fairness or diversity.
    chosen = [(each, link) for each, link in links if link.source != "pin"]
    numbers = Counter(document.slug for document, _ in chosen)
    best = (
        candidate.score
        for each in published
        for candidate in result.candidates[each.slug][: numbers[each.slug]]
    )
    return LinkStatistics(
        links=links,
        inbound=inbound,
        orphans=[each for each in published if not inbound[each.slug]],
        shown=sum(link.score for _, link in chosen) / max(len(chosen), 1),
        best=sum(best) / max(len(chosen), 1),
    )


def report(languages: Sequence[LanguageArticles]) -> str:
    """The statistics of each language as text."""
    return "\n".join(line for language in languages for line in _language_report(language))


def _language_report(language: LanguageArticles) -> Iterator[str]:
    stats = link_statistics(language)
    drafts = len(language.documents) - len(language.published)
    published = count_noun(len(language.published), "published article")
    yield f"{language.lang}: {published}, {drafts:,} not published"
    sources = Counter(link.source for _, link in stats.links)
    filled = sources["category"] + sources["newest"] + sources["copy"]
    yield (
        f"{count_noun(len(stats.links), 'link')}: {sources['text']:,} by text,"
        f" {sources['pin']:,} pinned, {sources['fairness']:,} given a place, {filled:,} filled up"
    )
    yield from _orphans(stats)
    if stats.links:
        yield from _most_linked(language, stats)
        links = sorted(stats.links, key=lambda pair: (pair[1].score, pair[0].slug, pair[1].slug))
        weakest = [pair for pair in links if pair[1].source != "pin"][:_TOP]
        pinned = [pair for pair in links if pair[1].source == "pin"]
        moved = [pair for pair in links if pair[1].source == "fairness"]
        yield from _links(language, "Weakest links, by their score", weakest)
        yield from _links(language, "Pinned", pinned)
        yield from _links(language, "Given a place, so that an article links to them", moved)
        yield from _cost(stats)
    yield ""


def _orphans(stats: LinkStatistics) -> Iterator[str]:
    yield ""
    if not stats.orphans:
        yield "Every article is linked from another one."
        return
    yield f"No article links to {count_noun(len(stats.orphans), 'article')}:"
    for document in stats.orphans:
        yield from entry("", "", document.title, [document.path])


def _most_linked(language: LanguageArticles, stats: LinkStatistics) -> Iterator[str]:
    yield from ("", "Most linked, by the number of articles that link to them:")
    ranked = sorted(stats.inbound.items(), key=lambda pair: (-pair[1], pair[0]))
    for slug, times in ranked[:_TOP]:
        yield from entry("", f"{times:,}", language.documents[slug].title, [language.keys[slug]])


def _links(language: LanguageArticles, heading: str, pairs: _Pairs) -> Iterator[str]:
    if pairs:
        yield from ("", f"{heading}:")
    for document, link in pairs[:_MAX_LISTED]:
        keys = f"{language.keys[document.slug]} → {language.keys[link.slug]}"
        details = [f"→ {language.documents[link.slug].title}", keys]
        yield from entry("", score(link.score), document.title, details)
    if len(pairs) > _MAX_LISTED:
        yield f"   ... and {len(pairs) - _MAX_LISTED:,} more"


def _cost(stats: LinkStatistics) -> Iterator[str]:
    lost = 1 - stats.shown / stats.best if stats.best else 0.0
    yield from ("", "What fairness and diversity cost, without pins:")
    yield from entry("", score(stats.best), "mean score of the best links there are")
    yield from entry("", score(stats.shown), f"mean score of the links shown: {lost:.1%} less")
