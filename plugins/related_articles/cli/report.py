"""How the links of all articles are shared out, and what that costs, as plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plugins.related_articles.cli.languages import Shelf
from plugins.related_articles.cli.layout import counted, entry, score
from plugins.related_articles.documents import Document
from plugins.related_articles.selection import Link

_LISTED, _MOST = 5, 20  # of what is ranked, and of what has one reason


@dataclass(frozen=True)
class Figures:
    """What there is to say of one language: each link with the article that shows it.

    `inbound` counts the published articles that link to each slug; `shown` and `bare` are the mean
    scores of the links and of as many at the top of the bare ranking, 0 where that has no more.
    """

    links: tuple[tuple[Document, Link], ...]
    inbound: Counter[str]
    orphans: tuple[Document, ...]
    shown: float
    bare: float


def figures(shelf: Shelf) -> Figures:
    """Count what the published articles of a language show."""
    links = [(each, link) for each in shelf.published for link in shelf.found.links[each.slug]]
    inbound = Counter(link.slug for _, link in links)
    # A pin is the editor's choice, and no cost of ours.
    ours = [(each, link) for each, link in links if link.source != "pin"]
    places = Counter(document.slug for document, _ in ours)
    bare = [
        candidate.score
        for each in shelf.published
        for candidate in shelf.found.candidates[each.slug][: places[each.slug]]
    ]
    return Figures(
        links=tuple(links),
        inbound=inbound,
        orphans=tuple(each for each in shelf.published if not inbound[each.slug]),
        shown=sum(link.score for _, link in ours) / len(ours) if ours else 0.0,
        bare=sum(bare) / len(ours) if ours else 0.0,
    )


def report(shelves: Sequence[Shelf]) -> str:
    """The figures of each language, at most 100 letters wide."""
    return "\n".join(line for shelf in shelves for line in _shelf(shelf, figures(shelf)))


def _shelf(shelf: Shelf, found: Figures) -> Iterator[str]:
    drafts = len(shelf.documents) - len(shelf.published)
    published = counted(len(shelf.published), "published article")
    yield f"{shelf.lang}: {published}, {drafts:,} not published"
    sources = Counter(link.source for _, link in found.links)
    named = {
        "by text": sources["text"],
        "pinned": sources["pin"],
        "given a place": sources["fairness"],
        "filled up": sources["category"] + sources["newest"] + sources["copy"],
    }
    told = ", ".join(f"{number:,} {words}" for words, number in named.items())
    yield f"{counted(len(found.links), 'link')}: {told}"
    yield from _orphans(found)
    if found.links:
        yield from _most_linked(shelf, found)
        yield from _weakest(shelf, found)
        yield from _listed("Pinned", "pin", shelf, found)
        told = "Given a place, so that an article links to them"
        yield from _listed(told, "fairness", shelf, found)
        yield from _cost(found)
    yield ""


def _orphans(found: Figures) -> Iterator[str]:
    if not found.orphans:
        yield from ("", "Every article is linked from another one.")
        return
    yield from ("", f"No article links to {counted(len(found.orphans), 'article')}:")
    for document in found.orphans:
        yield from entry("", "", document.title, [document.path])


def _most_linked(shelf: Shelf, found: Figures) -> Iterator[str]:
    yield from ("", "Most linked, by the number of articles that link to them:")
    for slug, times in sorted(found.inbound.items(), key=lambda pair: (-pair[1], pair[0]))[
        :_LISTED
    ]:
        yield from entry("", f"{times:,}", shelf.documents[slug].title, [shelf.keys[slug]])


def _weakest(shelf: Shelf, found: Figures) -> Iterator[str]:
    ours = [pair for pair in found.links if pair[1].source != "pin"]
    ours.sort(key=lambda pair: (pair[1].score, pair[0].slug, pair[1].slug))
    if ours:
        yield from ("", "Weakest links, by their score:")
    for document, link in ours[:_LISTED]:
        yield from _link(shelf, document, link)


def _listed(heading: str, source: str, shelf: Shelf, found: Figures) -> Iterator[str]:
    pairs = [pair for pair in found.links if pair[1].source == source]
    pairs.sort(key=lambda pair: (pair[1].score, pair[0].slug, pair[1].slug))
    if pairs:
        yield from ("", f"{heading}:")
    for document, link in pairs[:_MOST]:
        yield from _link(shelf, document, link)
    if len(pairs) > _MOST:
        yield f"   ... and {len(pairs) - _MOST:,} more"


def _link(shelf: Shelf, document: Document, link: Link) -> Iterator[str]:
    other = shelf.documents[link.slug]
    details = [f"→ {other.title}", f"{shelf.keys[document.slug]} → {shelf.keys[link.slug]}"]
    yield from entry("", score(link.score), document.title, details)


def _cost(found: Figures) -> Iterator[str]:
    lost = 1 - found.shown / found.bare if found.bare else 0.0
    yield from ("", "What fairness and diversity cost, pins left out:")
    yield from entry("", score(found.bare), "mean score of the best links there are")
    yield from entry("", score(found.shown), f"mean score of the links shown: {lost:.1%} less")
