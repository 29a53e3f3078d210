"""Neighbour lists, updated from an earlier run's: only what has changed is scored again.

The result is the same as that of a first run. Articles that have changed, or one of whose terms has
another weight, are scored with all others. In the list of an unchanged article each unchanged
neighbour keeps its score, each changed article gets a new one, and any other article scores at most
the floor of the list.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from plugins.related_articles.all_pairs import all_neighbours
from plugins.related_articles.neighbours import (
    Neighbours,
    ScoreBlock,
    Scores,
    VectorIndex,
    top_k,
    use_scores,
)
from plugins.related_articles.term_matrix import Indices
from plugins.related_articles.terms import Flags

_UNREACHABLE = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class NeighbourLists:
    """The neighbours of each article, and its floor: no article that scores more is missing."""

    neighbours: Neighbours
    floors: Scores


@dataclass(frozen=True, eq=False)
class _ScoredPairs:
    """Pairs of an article (`rows`) and a neighbour (`indices`) with their scores, in no order."""

    rows: Indices
    indices: Indices
    dots: NDArray[np.int64]
    scores: Scores


def find_neighbours(index: VectorIndex, width: int) -> NeighbourLists:
    """The `width` nearest neighbours of every article."""
    lists, done = _empty_lists(len(index.time.days), width), 0
    if index.rest is not None:
        done = index.target_count
        for rows, found in all_neighbours(index, width):
            _write(lists, rows, found)
    _score_rows(index, np.arange(done, len(index.time.days)), lists)
    return lists


def update_neighbours(
    index: VectorIndex, before: NeighbourLists, old_rows: Indices, changed: Flags, depth: int
) -> NeighbourLists:
    """The lists of `find_neighbours`, complete for the first `depth`, from the lists of `before`.

    `old_rows` gives the row of each article in `before` (-1 for none). `changed` says which must be
    scored again: at least the new ones, those that are no targets, and all that have neighbours if
    the time decay is another one.
    """
    floors = np.where(changed, _UNREACHABLE, before.floors[old_rows])
    lists = _empty_lists(len(index.time.days), before.neighbours.indices.shape[1])
    new_pairs = _score_rows(index, np.flatnonzero(changed), lists, floors[: index.target_count])
    pairs = _concatenate([_unchanged_pairs(before, old_rows, changed), *new_pairs])
    _write_sorted(pairs, floors, lists)
    known = (lists.neighbours.indices >= 0).sum(axis=1)
    short = ~changed & (known < depth) & (lists.floors > 0)
    _score_rows(index, np.flatnonzero(short), lists)
    return lists


def _empty_lists(size: int, width: int) -> NeighbourLists:
    arrays = (np.full((size, width), empty, np.int64) for empty in (-1, 0, 0))
    return NeighbourLists(Neighbours(*arrays), np.zeros(size, np.int64))


def _score_rows(
    index: VectorIndex, rows: Indices, lists: NeighbourLists, floors: Scores | None = None
) -> list[_ScoredPairs]:
    """Write the neighbours of `rows` into the lists.

    With `floors` (one for each target) also return the pairs of a target whose floor is exceeded
    and that one of `rows` which exceeds it, if it is a target too.
    """

    def write(block: ScoreBlock) -> list[_ScoredPairs]:
        _write(lists, block.rows, top_k(block, lists.neighbours.indices.shape[1]))
        if floors is None:
            return []
        is_target = (block.rows < index.target_count)[:, None]
        own, row = np.nonzero((block.scores > floors) & is_target)
        dots = block.dots[own, row].astype(np.int64)
        return [_ScoredPairs(row, block.rows[own], dots, block.scores[own, row])]

    return list(chain.from_iterable(use_scores(index, rows, write)))


def _write(lists: NeighbourLists, rows: Indices, found: Neighbours) -> None:
    """Write all neighbours of some rows into the lists."""
    lists.neighbours.indices[rows] = found.indices
    lists.neighbours.dots[rows] = found.dots
    lists.neighbours.scores[rows] = found.scores
    # 0 where the list has room left: then no neighbour is missing.
    lists.floors[rows] = found.scores[:, -1]


def _unchanged_pairs(before: NeighbourLists, old_rows: Indices, changed: Flags) -> _ScoredPairs:
    """The pairs of two unchanged articles in the lists of `before`, above the floors there."""
    rows = np.flatnonzero(~changed)
    old = old_rows[rows]
    new_rows = np.full(len(before.floors) + 1, -1)
    new_rows[old] = rows
    indices = new_rows[before.neighbours.indices[old]]  # an index of -1 reads the last one, -1
    scores, dots = before.neighbours.scores[old], before.neighbours.dots[old]
    kept = (indices >= 0) & (scores > before.floors[old][:, None])
    owners = np.broadcast_to(rows[:, None], indices.shape)[kept]
    return _ScoredPairs(owners, indices[kept], dots[kept], scores[kept])


def _concatenate(parts: Iterable[_ScoredPairs]) -> _ScoredPairs:
    columns = ((part.rows, part.indices, part.dots, part.scores) for part in parts)
    return _ScoredPairs(*map(np.concatenate, zip(*columns, strict=True)))


def _write_sorted(pairs: _ScoredPairs, floors: Scores, lists: NeighbourLists) -> None:
    """Write each row's pairs into its list, best first; the first one left out raises its floor."""
    width = lists.neighbours.indices.shape[1]
    order = np.lexsort((pairs.indices, -pairs.scores, pairs.rows))
    rows = pairs.rows[order]
    ranks = np.arange(len(rows)) - np.searchsorted(rows, rows)
    inside = ranks < width
    target = rows[inside], ranks[inside]
    lists.neighbours.indices[target] = pairs.indices[order][inside]
    lists.neighbours.dots[target] = pairs.dots[order][inside]
    lists.neighbours.scores[target] = pairs.scores[order][inside]
    unchanged = floors < _UNREACHABLE
    lists.floors[unchanged] = floors[unchanged]
    first_out = ranks == width
    lists.floors[rows[first_out]] = pairs.scores[order][first_out]
