"""From an earlier run's nearest articles to this run's: only what has changed is looked at again.

The outcome is the same as from the beginning. An article is looked at again when it has changed or
the weight of one of its terms has. In the list of every other one each known neighbour that has not
changed keeps its score, each changed one is scored anew, and whatever else there is stays at or
below the floor of the list.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plugins.related_articles.neighbours import Neighbours, Scores, VectorIndex, score_blocks, top_k
from plugins.related_articles.term_matrix import Indices

_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class NeighbourLists:
    """The nearest of each article, and the score above which no other one is missing there."""

    neighbours: Neighbours
    floors: Scores


@dataclass(frozen=True, eq=False)
class _Pairs:
    """Scored pairs, in no order: a row of the matrix and a place in the pool."""

    rows: Indices
    indices: Indices
    dots: NDArray[np.int64]
    scores: Scores


def find_neighbours(index: VectorIndex, width: int) -> NeighbourLists:
    """The `width` nearest of every article."""
    lists = _empty(len(index.days), width)
    _look_again(index, np.arange(len(index.days)), lists)
    return lists


def update_neighbours(
    index: VectorIndex,
    before: NeighbourLists,
    old_rows: Indices,
    changed: NDArray[np.bool_],
    depth: int,
) -> NeighbourLists:
    """The same as `list_all` down to `depth`, from the lists of `before`.

    `origins` gives each row's place there (-1 for none); `changed` tells which rows must be looked
    at again, the new ones and those that are not published among them.
    """
    floors = np.where(changed, _NEVER, before.floors[old_rows])
    lists = _empty(len(index.days), before.neighbours.indices.shape[1])
    hits = _look_again(index, np.flatnonzero(changed), lists, floors[: index.size])
    _rank(_join([_unchanged(before, old_rows, changed), *hits]), floors, lists)
    known = (lists.neighbours.indices >= 0).sum(axis=1)
    short = ~changed & (known < depth) & (lists.floors > 0)
    _look_again(index, np.flatnonzero(short), lists)
    return lists


def _empty(size: int, width: int) -> NeighbourLists:
    numbers = (np.full((size, width), nothing, np.int64) for nothing in (-1, 0, 0))
    return NeighbourLists(Neighbours(*numbers), np.zeros(size, np.int64))


def _look_again(
    index: VectorIndex, rows: Indices, lists: NeighbourLists, floors: Scores | None = None
) -> list[_Pairs]:
    """Write the nearest of `rows` into the lists.

    With `floors`, also return how near those of them that may be linked to are to the other rows,
    where that is above their floor.
    """
    hits: list[_Pairs] = []
    for block in score_blocks(index, rows):
        found = top_k(block, lists.neighbours.indices.shape[1])
        lists.neighbours.indices[block.rows] = found.indices
        lists.neighbours.dots[block.rows] = found.dots
        lists.neighbours.scores[block.rows] = found.scores
        # A list that is not full misses nobody, and its last score is 0.
        lists.floors[block.rows] = found.scores[:, -1]
        if floors is not None:
            own, row = np.nonzero((block.scores > floors) & (block.rows < index.size)[:, None])
            dots = block.dots[own, row].astype(np.int64)
            hits.append(_Pairs(row, block.rows[own], dots, block.scores[own, row]))
    return hits


def _unchanged(before: NeighbourLists, old_rows: Indices, changed: NDArray[np.bool_]) -> _Pairs:
    """What the unchanged rows list of unchanged articles, as far as it is above their floor."""
    rows = np.flatnonzero(~changed)
    old = old_rows[rows]
    places_now = np.full(len(before.floors) + 1, -1)
    places_now[old] = rows
    indices = places_now[before.neighbours.indices[old]]  # -1, for none, stays -1
    good = (indices >= 0) & (before.neighbours.scores[old] > before.floors[old][:, None])
    owners = np.broadcast_to(rows[:, None], indices.shape)[good]
    return _Pairs(
        owners,
        indices[good],
        before.neighbours.dots[old][good],
        before.neighbours.scores[old][good],
    )


def _join(parts: Iterable[_Pairs]) -> _Pairs:
    columns = zip(
        *((part.rows, part.indices, part.dots, part.scores) for part in parts), strict=True
    )
    return _Pairs(*map(np.concatenate, columns))


def _rank(pairs: _Pairs, floors: Scores, lists: NeighbourLists) -> None:
    """Write each row's pairs into its list, best first; the floor rises to the first cut off."""
    width = lists.neighbours.indices.shape[1]
    order = np.lexsort((pairs.indices, -pairs.scores, pairs.rows))
    rows = pairs.rows[order]
    ranks = np.arange(len(rows)) - np.searchsorted(rows, rows)
    inside = ranks < width
    target = rows[inside], ranks[inside]
    lists.neighbours.indices[target] = pairs.indices[order][inside]
    lists.neighbours.dots[target] = pairs.dots[order][inside]
    lists.neighbours.scores[target] = pairs.scores[order][inside]
    unchanged = floors < _NEVER
    lists.floors[unchanged] = floors[unchanged]
    cut = ranks == width
    lists.floors[rows[cut]] = pairs.scores[order][cut]
