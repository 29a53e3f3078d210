"""The links an article shows: the editor's pins, then the ranking, then whatever fills up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from plugins.related_articles.candidates import Candidate
from plugins.related_articles.documents import Document, newest_first

LinkSource = Literal["pin", "text", "fairness", "category", "newest", "copy"]
CandidatesBySlug = Mapping[str, Sequence[Candidate]]


@dataclass(frozen=True)
class Link:
    """A link to `slug` and why it is there.

    "fairness" took a place so that the article is linked to at all; "copy" is nearly a copy of
    another one, used when nothing else is left. `score` is the ranking's, 0 where it has none.
    """

    slug: str
    score: float
    source: LinkSource


def select_links(
    documents: Sequence[Document],
    candidates: CandidatesBySlug,
    representatives: Mapping[str, str],
    count: int,
) -> dict[str, tuple[Link, ...]]:
    """The links of each slug, in the order they are shown.

    All `documents` are of one language. There are `count` links wherever the article has as many
    published others that its editor did not exclude, and of near-copies (see `find_copies`) one,
    while others are left. A pin that cannot be followed is passed over here and reported by
    `pins.check`.
    """
    published = [document for document in newest_first(documents) if document.published]
    known = {document.slug for document in published}
    by_category: defaultdict[str, list[Document]] = defaultdict(list)
    for document in published:
        by_category[document.category].append(document)
    chosen: dict[str, tuple[Link, ...]] = {}
    for document in documents:
        same = by_category[document.category] if document.category else []
        offers = _offers(document, candidates[document.slug], same, published)
        barred = {document.slug, *document.exclude}
        allowed = (link for link in offers if link.slug in known and link.slug not in barred)
        chosen[document.slug] = _first(allowed, representatives, count)
    return chosen


def _offers(
    document: Document,
    candidates: Sequence[Candidate],
    same_category: Sequence[Document],
    published: Sequence[Document],
) -> Iterator[Link]:
    for slug in document.pins:
        score = next((each.score for each in candidates if each.slug == slug), 0.0)
        yield Link(slug, score, "pin")
    for candidate in candidates:
        yield Link(candidate.slug, candidate.score, "text")
    for other in same_category:
        yield Link(other.slug, 0.0, "category")
    for other in published:
        yield Link(other.slug, 0.0, "newest")


def _first(
    links: Iterable[Link], representatives: Mapping[str, str], count: int
) -> tuple[Link, ...]:
    """The first `count` of `links`, each slug once, near-copies of an earlier one last of all."""
    first: dict[str, Link] = {}
    put_off: dict[str, Link] = {}
    stands: set[str] = set()
    for link in links:
        if len(first) == count:
            break
        if link.slug in first or link.slug in put_off:
            continue
        one = representatives.get(link.slug, link.slug)
        if one in stands and link.source != "pin":
            put_off[link.slug] = Link(link.slug, link.score, "copy")
        else:
            first[link.slug] = link
            stands.add(one)
    return tuple([*first.values(), *put_off.values()][:count])
