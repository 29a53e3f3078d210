"""Every published article is linked from another one: who gives up a place for it, at least cost.

An article that nobody links to (an orphan) takes the place of a link whose target is linked to from
elsewhere as well, where the fall in score is smallest. Where there is no such place near it, places
are handed on in a chain, so that an orphan remains only where pins, exclusions or the setting allow
nothing else. It stands beside a near-copy of itself only where there is no other place at all.
"""

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from plugins.related_articles.documents import Document, newest_first
from plugins.related_articles.selection import CandidatesBySlug, Link

Links = Mapping[str, tuple[Link, ...]]


class _Place(NamedTuple):
    """The place `number` among the links of `host`, whose link leads to `holder`."""

    host: str
    number: int
    holder: str
    score: float


@dataclass(frozen=True)
class _Table:
    """The links while they are being changed, and how many lead to each article.

    `before` are the links as they were, `scores` the candidates' scores as far as anyone has asked
    for them.
    """

    before: Links
    shown: dict[str, list[Link]]
    inbound: Counter[str]
    barred: Mapping[str, frozenset[str]]
    candidates: CandidatesBySlug
    representatives: Mapping[str, str]
    scores: dict[str, dict[str, float]]
    published: Sequence[str]
    bound: float


def assign_orphans(
    documents: Sequence[Document],
    links: Links,
    candidates: CandidatesBySlug,
    representatives: Mapping[str, str],
    bound: float,
) -> dict[str, tuple[Link, ...]]:
    """The `links` with a place for each orphan; of a link's score at most `bound` (0 to 1) is lost.

    All `documents` are of one language; for `copies` see `find_copies`. Pins stay, and so does the
    number of links.
    """
    published = [document for document in newest_first(documents) if document.published]
    table = _Table(
        before=links,
        shown={slug: list(shown) for slug, shown in links.items()},
        inbound=Counter(link.slug for each in published for link in links[each.slug]),
        barred={each.slug: frozenset({each.slug, *each.exclude}) for each in published},
        candidates=candidates,
        representatives=representatives,
        scores={},
        published=[document.slug for document in published],
        bound=bound,
    )
    beside_duplicates = replace(table, representatives={})
    if bound > 0:
        for slug in table.published:
            if not table.inbound[slug]:
                _ = any(
                    _take_near(at, slug) or _take_far(at, slug) for at in (table, beside_duplicates)
                )
    return {slug: tuple(shown) for slug, shown in table.shown.items()}


def _take_near(table: _Table, orphan: str) -> bool:
    """Take the cheapest place that is free to go among the articles nearest to the orphan."""
    cheapest: tuple[float, _Place] | None = None
    for host, offered in _scores(table, orphan).items():
        for place in _places(table, host, orphan, offered):
            cost = place.score - offered
            if table.inbound[place.holder] > 1 and (not cheapest or cost < cheapest[0]):
                cheapest = cost, place
    if not cheapest:
        return False
    _put(table, cheapest[1], orphan)
    return True


def _take_far(table: _Table, orphan: str) -> bool:
    """Take any place, whose holder takes another one, and so on until one is free to go."""
    reached: dict[str, tuple[_Place, str] | None] = {orphan: None}
    queue = deque([orphan])
    while queue:
        newcomer = queue.popleft()
        for host in table.published:
            for place in _places(table, host, newcomer, _score(table, newcomer, host)):
                if table.inbound[place.holder] > 1:
                    _hand_on(table, place, newcomer, reached)
                    return True
                if place.holder not in reached:
                    reached[place.holder] = place, newcomer
                    queue.append(place.holder)
    return False


def _hand_on(
    table: _Table,
    place: _Place,
    newcomer: str,
    reached: Mapping[str, tuple[_Place, str] | None],
) -> None:
    _put(table, place, newcomer)
    while step := reached[newcomer]:
        place, newcomer = step
        _put(table, place, newcomer)


def _places(table: _Table, host: str, newcomer: str, offered: float) -> Iterator[_Place]:
    """The places of `host` that `newcomer`, which scores `offered` there, may take; last first."""
    shown = table.shown[host]
    if newcomer in table.barred[host]:
        return
    twins = {
        number for number, link in enumerate(shown) if _are_duplicates(table, link.slug, newcomer)
    }
    for number in range(len(shown) - 1, -1, -1):
        link = shown[number]
        least = (1 - table.bound) * table.before[host][number].score
        if link.source != "pin" and offered >= least and twins <= {number}:
            yield _Place(host, number, link.slug, link.score)


def _are_duplicates(table: _Table, one: str, other: str) -> bool:
    return one in table.representatives and table.representatives[one] == table.representatives.get(
        other
    )


def _put(table: _Table, place: _Place, newcomer: str) -> None:
    score = _score(table, newcomer, place.host)
    table.shown[place.host][place.number] = Link(newcomer, score, "fairness")
    table.inbound[place.holder] -= 1
    table.inbound[newcomer] += 1


def _score(table: _Table, one: str, other: str) -> float:
    """How near the two are, from either side, as far as one is a candidate of the other."""
    return _scores(table, one).get(other) or _scores(table, other).get(one, 0.0)


def _scores(table: _Table, slug: str) -> dict[str, float]:
    if slug not in table.scores:
        table.scores[slug] = {each.slug: each.score for each in table.candidates[slug]}
    return table.scores[slug]
