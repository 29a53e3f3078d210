"""Chooses the links of each article: the editor's pins, then the ranking, then what is left."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from plugins.related_articles.candidates import Candidate
from plugins.related_articles.documents import Document, newest_first

LinkSource = Literal["pin", "text", "fairness", "category", "newest", "copy"]
CandidatesBySlug = Mapping[str, Sequence[Candidate]]


@dataclass(frozen=True)
class Link:
    """A link to the article `slug`, and why it was chosen.

    "fairness" replaced another link so that some article links to this one (see `orphans`). "copy"
    is a near-duplicate of another link, used where nothing else is left. `score` is that of the
    ranking, 0 where the article is no candidate.
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
    """The links of each slug, in the order in which they are shown.

    All `documents` are of one language. Each gets `count` links, fewer only where there are fewer
    published articles that its editor did not exclude. Of near-duplicates (those with one
    representative) one is linked, unless nothing else is left. Pins that cannot be used are skipped
    here and reported by `pins.check`.
    """
    published = [document for document in newest_first(documents) if document.published]
    slugs = {document.slug for document in published}
    by_category: defaultdict[str, list[Document]] = defaultdict(list)
    for document in published:
        if document.category:
            by_category[document.category].append(document)
    chosen: dict[str, tuple[Link, ...]] = {}
    for document in documents:
        same_category = by_category[document.category]
        proposals = _proposals(document, candidates[document.slug], same_category, published)
        excluded = {document.slug, *document.exclude}
        usable = (each for each in proposals if each.slug in slugs and each.slug not in excluded)
        chosen[document.slug] = _first(usable, representatives, count)
    return chosen


def _proposals(
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
    """The first `count` of `links`, each slug once, near-duplicates of an earlier link last."""
    first: dict[str, Link] = {}
    duplicates: dict[str, Link] = {}
    groups: set[str] = set()
    for link in links:
        if len(first) == count:
            break
        if link.slug in first or link.slug in duplicates:
            continue
        group = representatives.get(link.slug, link.slug)
        if group in groups and link.source != "pin":
            duplicates[link.slug] = replace(link, source="copy")
        else:
            first[link.slug] = link
            groups.add(group)
    return tuple([*first.values(), *duplicates.values()][:count])
