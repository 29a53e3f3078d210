"""The links an article shows: the editor's pins, then the ranking, then whatever fills up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from plugins.related_articles.documents import Document, newest_first
from plugins.related_articles.ranking import Candidate

Source = Literal["pin", "text", "category", "newest"]
Ranking = Mapping[str, Sequence[Candidate]]


@dataclass(frozen=True)
class Link:
    """A link to `slug` and why it is there; `score` is the ranking's, 0 for every other source."""

    slug: str
    score: float
    source: Source


def select(
    documents: Sequence[Document], ranking: Ranking, count: int
) -> dict[str, tuple[Link, ...]]:
    """The links of each slug, in the order they are shown.

    All `documents` are of one language. There are `count` links wherever the article has as many
    published others that its editor did not exclude. A pin that cannot be followed is passed over
    here and reported by `pins.check`.
    """
    published = [document for document in newest_first(documents) if document.published]
    known = {document.slug for document in published}
    chosen: dict[str, tuple[Link, ...]] = {}
    for document in documents:
        offers = _offers(document, published, ranking.get(document.slug, ()))
        barred = {document.slug, *document.exclude}
        allowed = (link for link in offers if link.slug in known and link.slug not in barred)
        chosen[document.slug] = _first(allowed, count)
    return chosen


def _offers(
    document: Document, published: Sequence[Document], candidates: Sequence[Candidate]
) -> Iterator[Link]:
    for slug in document.pins:
        yield Link(slug, 0.0, "pin")
    for candidate in candidates:
        yield Link(candidate.slug, candidate.score, "text")
    for other in published:
        if document.category and other.category == document.category:
            yield Link(other.slug, 0.0, "category")
    for other in published:
        yield Link(other.slug, 0.0, "newest")


def _first(links: Iterator[Link], count: int) -> tuple[Link, ...]:
    """The first `count` of `links`, each slug once."""
    first: dict[str, Link] = {}
    for link in links:
        first.setdefault(link.slug, link)
        if len(first) == count:
            break
    return tuple(first.values())
