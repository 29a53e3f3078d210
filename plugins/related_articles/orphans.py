"""Gives every orphan (a published article that no other links to) a link, at the least cost.

An orphan replaces a link whose target other articles link to as well, where the score falls least.
If no article near it has such a link, links are moved in a chain: the orphan replaces a link whose
target then replaces another, and so on. So an orphan remains only where pins, exclusions or the
setting leave no other way. An orphan is linked beside a near-duplicate of itself only where there
is no other possibility.
"""

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from plugins.related_articles.documents import Document, newest_first
from plugins.related_articles.selection import CandidatesBySlug, Link

Links = Mapping[str, tuple[Link, ...]]


class _Slot(NamedTuple):
    """The link `number` of the article `host`, which leads to `target` with this score."""

    host: str
    number: int
    target: str
    score: float


@dataclass(frozen=True)
class _Assignment:
    """The `links` while they are changed, and how many lead to each article.

    `original` are the links before, `excluded` the slugs that an article must not link to.
    `scores` holds the scores of the candidates of each slug, once they were needed.
    """

    original: Links
    links: dict[str, list[Link]]
    inbound: Counter[str]
    excluded: Mapping[str, frozenset[str]]
    candidates: CandidatesBySlug
    representatives: Mapping[str, str]
    scores: dict[str, dict[str, float]]
    published: Sequence[str]
    max_loss: float


def assign_orphans(
    documents: Sequence[Document],
    links: Links,
    candidates: CandidatesBySlug,
    representatives: Mapping[str, str],
    max_loss: float,
) -> dict[str, tuple[Link, ...]]:
    """The `links`, changed so that one leads to each orphan.

    All `documents` are of one language. `max_loss` is the share of a link's score (0 to 1) that may
    be lost. Pins and the number of links of each article do not change.
    """
    published = [document for document in newest_first(documents) if document.published]
    strict = _Assignment(
        original=links,
        links={slug: list(chosen) for slug, chosen in links.items()},
        inbound=Counter(link.slug for each in published for link in links[each.slug]),
        excluded={each.slug: frozenset({each.slug, *each.exclude}) for each in published},
        candidates=candidates,
        representatives=representatives,
        scores={},
        published=[document.slug for document in published],
        max_loss=max_loss,
    )
    beside_duplicates = replace(strict, representatives={})  # shares the links and counts
    if max_loss > 0:
        for slug in strict.published:
            if not strict.inbound[slug]:
                _ = any(
                    _take_nearby_slot(state, slug) or _take_by_chain(state, slug)
                    for state in (strict, beside_duplicates)
                )
    return {slug: tuple(chosen) for slug, chosen in strict.links.items()}


def _take_nearby_slot(state: _Assignment, orphan: str) -> bool:
    """Replace the link that costs least among those of the orphan's candidates."""
    cheapest: tuple[float, _Slot] | None = None
    for host, score in _scores(state, orphan).items():
        for slot in _open_slots(state, host, orphan, score):
            cost = slot.score - score
            if state.inbound[slot.target] > 1 and (not cheapest or cost < cheapest[0]):
                cheapest = cost, slot
    if not cheapest:
        return False
    _assign(state, cheapest[1], orphan)
    return True


def _take_by_chain(state: _Assignment, orphan: str) -> bool:
    """Replace any link whose target replaces another, and so on: the shortest chain there is."""
    reached: dict[str, tuple[_Slot, str] | None] = {orphan: None}
    queue = deque([orphan])
    while queue:
        slug = queue.popleft()
        for host in state.published:
            for slot in _open_slots(state, host, slug, _score(state, slug, host)):
                if state.inbound[slot.target] > 1:
                    step: tuple[_Slot, str] | None = (slot, slug)
                    while step:
                        _assign(state, *step)
                        step = reached[step[1]]
                    return True
                if slot.target not in reached:
                    reached[slot.target] = slot, slug
                    queue.append(slot.target)
    return False


def _open_slots(state: _Assignment, host: str, slug: str, score: float) -> Iterator[_Slot]:
    """The links of `host` that `slug`, which scores `score` there, may replace; last first."""
    if slug in state.excluded[host]:
        return
    links = state.links[host]
    duplicates: set[int] = set()
    if group := state.representatives.get(slug):
        groups = [state.representatives.get(link.slug) for link in links]
        duplicates = {number for number, other in enumerate(groups) if other == group}
    for number in range(len(links) - 1, -1, -1):
        link = links[number]
        least = (1 - state.max_loss) * state.original[host][number].score
        if link.source != "pin" and score >= least and duplicates <= {number}:
            yield _Slot(host, number, link.slug, link.score)


def _assign(state: _Assignment, slot: _Slot, slug: str) -> None:
    score = _score(state, slug, slot.host)
    state.links[slot.host][slot.number] = Link(slug, score, "fairness")
    state.inbound[slot.target] -= 1
    state.inbound[slug] += 1


def _score(state: _Assignment, one: str, other: str) -> float:
    """The score of the two articles, if either is a candidate of the other, else 0."""
    return _scores(state, one).get(other) or _scores(state, other).get(one, 0.0)


def _scores(state: _Assignment, slug: str) -> dict[str, float]:
    if slug not in state.scores:
        state.scores[slug] = {each.slug: each.score for each in state.candidates[slug]}
    return state.scores[slug]
