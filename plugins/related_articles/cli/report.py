"""How the links of all articles are shared out, and what that costs, as plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plugins.related_articles.cli.languages import LanguageArticles
from plugins.related_articles.cli.layout import count_noun, entry, score
from plugins.related_articles.documents import Document
from plugins.related_articles.selection import Link

_LISTED, _MOST = 5, 20  # of what is ranked, and of what has one reason


@dataclass(frozen=True)
class LinkStatistics:
    """What there is to say of one language: each link with the article that shows it.

    `inbound` counts the published articles that link to each slug; `shown` and `bare` are the mean
    scores of the links and of as many at the top of the bare ranking, 0 where that has no more.
    """

    links: tuple[tuple[Document, Link], ...]
    inbound: Counter[str]
    orphans: tuple[Document, ...]
    shown: float
    bare: float


def link_statistics(language: LanguageArticles) -> LinkStatistics:
    """Count what the published articles of a language show."""
    links = [
        (each, link) for each in language.published for link in language.result.links[each.slug]
    ]
    inbound = Counter(link.slug for _, link in links)
    # A pin is the editor's choice, and no cost of ours.
    ours = [(each, link) for each, link in links if link.source != "pin"]
    places = Counter(document.slug for document, _ in ours)
    bare = [
        candidate.score
        for each in language.published
        for candidate in language.result.candidates[each.slug][: places[each.slug]]
    ]
    return LinkStatistics(
        links=tuple(links),
        inbound=inbound,
        orphans=tuple(each for each in language.published if not inbound[each.slug]),
        shown=sum(link.score for _, link in ours) / len(ours) if ours else 0.0,
        bare=sum(bare) / len(ours) if ours else 0.0,
    )


def report(languages: Sequence[LanguageArticles]) -> str:
    """The figures of each language, at most 100 letters wide."""
    return "\n".join(
        line
        for language in languages
        for line in _language_report(language, link_statistics(language))
    )


def _language_report(language: LanguageArticles, stats: LinkStatistics) -> Iterator[str]:
    drafts = len(language.documents) - len(language.published)
    published = count_noun(len(language.published), "published article")
    yield f"{language.lang}: {published}, {drafts:,} not published"
    sources = Counter(link.source for _, link in stats.links)
    named = {
        "by text": sources["text"],
        "pinned": sources["pin"],
        "given a place": sources["fairness"],
        "filled up": sources["category"] + sources["newest"] + sources["copy"],
    }
    told = ", ".join(f"{number:,} {words}" for words, number in named.items())
    yield f"{count_noun(len(stats.links), 'link')}: {told}"
    yield from _orphans(stats)
    if stats.links:
        yield from _most_linked(language, stats)
        yield from _weakest(language, stats)
        yield from _listed("Pinned", "pin", language, stats)
        told = "Given a place, so that an article links to them"
        yield from _listed(told, "fairness", language, stats)
        yield from _cost(stats)
    yield ""


def _orphans(stats: LinkStatistics) -> Iterator[str]:
    if not stats.orphans:
        yield from ("", "Every article is linked from another one.")
        return
    yield from ("", f"No article links to {count_noun(len(stats.orphans), 'article')}:")
    for document in stats.orphans:
        yield from entry("", "", document.title, [document.path])


def _most_linked(language: LanguageArticles, stats: LinkStatistics) -> Iterator[str]:
    yield from ("", "Most linked, by the number of articles that link to them:")
    for slug, times in sorted(stats.inbound.items(), key=lambda pair: (-pair[1], pair[0]))[
        :_LISTED
    ]:
        yield from entry("", f"{times:,}", language.documents[slug].title, [language.keys[slug]])


def _weakest(language: LanguageArticles, stats: LinkStatistics) -> Iterator[str]:
    ours = [pair for pair in stats.links if pair[1].source != "pin"]
    ours.sort(key=lambda pair: (pair[1].score, pair[0].slug, pair[1].slug))
    if ours:
        yield from ("", "Weakest links, by their score:")
    for document, link in ours[:_LISTED]:
        yield from _link(language, document, link)


def _listed(
    heading: str, source: str, language: LanguageArticles, stats: LinkStatistics
) -> Iterator[str]:
    pairs = [pair for pair in stats.links if pair[1].source == source]
    pairs.sort(key=lambda pair: (pair[1].score, pair[0].slug, pair[1].slug))
    if pairs:
        yield from ("", f"{heading}:")
    for document, link in pairs[:_MOST]:
        yield from _link(language, document, link)
    if len(pairs) > _MOST:
        yield f"   ... and {len(pairs) - _MOST:,} more"


def _link(language: LanguageArticles, document: Document, link: Link) -> Iterator[str]:
    other = language.documents[link.slug]
    details = [f"→ {other.title}", f"{language.keys[document.slug]} → {language.keys[link.slug]}"]
    yield from entry("", score(link.score), document.title, details)


def _cost(stats: LinkStatistics) -> Iterator[str]:
    lost = 1 - stats.shown / stats.bare if stats.bare else 0.0
    yield from ("", "What fairness and diversity cost, pins left out:")
    yield from entry("", score(stats.bare), "mean score of the best links there are")
    yield from entry("", score(stats.shown), f"mean score of the links shown: {lost:.1%} less")
