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

from plugins.related_articles.neighbours import Nearest, Pool, Scores, best, blocks
from plugins.related_articles.term_matrix import Places

_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Listed:
    """The nearest of each article, and the score above which no other one is missing there."""

    nearest: Nearest
    floors: Scores


@dataclass(frozen=True, eq=False)
class _Pairs:
    """Scored pairs, in no order: a row of the matrix and a place in the pool."""

    rows: Places
    places: Places
    dots: NDArray[np.int64]
    scores: Scores


def list_all(pool: Pool, width: int) -> Listed:
    """The `width` nearest of every article."""
    listed = _empty(len(pool.days), width)
    _look_again(pool, np.arange(len(pool.days)), listed)
    return listed


def update(
    pool: Pool, before: Listed, origins: Places, changed: NDArray[np.bool_], depth: int
) -> Listed:
    """The same as `list_all` down to `depth`, from the lists of `before`.

    `origins` gives each row's place there (-1 for none); `changed` tells which rows must be looked
    at again, the new ones and those that are not published among them.
    """
    floors = np.where(changed, _NEVER, before.floors[origins])
    listed = _empty(len(pool.days), before.nearest.places.shape[1])
    hits = _look_again(pool, np.flatnonzero(changed), listed, floors[: pool.size])
    _rank(_join([_unchanged(before, origins, changed), *hits]), floors, listed)
    known = (listed.nearest.places >= 0).sum(axis=1)
    short = ~changed & (known < depth) & (listed.floors > 0)
    _look_again(pool, np.flatnonzero(short), listed)
    return listed


def _empty(size: int, width: int) -> Listed:
    numbers = (np.full((size, width), nothing, np.int64) for nothing in (-1, 0, 0))
    return Listed(Nearest(*numbers), np.zeros(size, np.int64))


def _look_again(
    pool: Pool, rows: Places, listed: Listed, floors: Scores | None = None
) -> list[_Pairs]:
    """Write the nearest of `rows` into the lists.

    With `floors`, also return how near those of them that may be linked to are to the other rows,
    where that is above their floor.
    """
    hits: list[_Pairs] = []
    for block in blocks(pool, rows):
        found = best(block, listed.nearest.places.shape[1])
        listed.nearest.places[block.rows] = found.places
        listed.nearest.dots[block.rows] = found.dots
        listed.nearest.scores[block.rows] = found.scores
        # A list that is not full misses nobody, and its last score is 0.
        listed.floors[block.rows] = found.scores[:, -1]
        if floors is not None:
            own, row = np.nonzero((block.scores > floors) & (block.rows < pool.size)[:, None])
            dots = block.dots[own, row].astype(np.int64)
            hits.append(_Pairs(row, block.rows[own], dots, block.scores[own, row]))
    return hits


def _unchanged(before: Listed, origins: Places, changed: NDArray[np.bool_]) -> _Pairs:
    """What the unchanged rows list of unchanged articles, as far as it is above their floor."""
    rows = np.flatnonzero(~changed)
    old = origins[rows]
    places_now = np.full(len(before.floors) + 1, -1)
    places_now[old] = rows
    places = places_now[before.nearest.places[old]]  # -1, for none, stays -1
    good = (places >= 0) & (before.nearest.scores[old] > before.floors[old][:, None])
    owners = np.broadcast_to(rows[:, None], places.shape)[good]
    return _Pairs(
        owners, places[good], before.nearest.dots[old][good], before.nearest.scores[old][good]
    )


def _join(parts: Iterable[_Pairs]) -> _Pairs:
    columns = zip(
        *((part.rows, part.places, part.dots, part.scores) for part in parts), strict=True
    )
    return _Pairs(*map(np.concatenate, columns))


def _rank(pairs: _Pairs, floors: Scores, listed: Listed) -> None:
    """Write each row's pairs into its list, best first; the floor rises to the first cut off."""
    width = listed.nearest.places.shape[1]
    order = np.lexsort((pairs.places, -pairs.scores, pairs.rows))
    rows = pairs.rows[order]
    ranks = np.arange(len(rows)) - np.searchsorted(rows, rows)
    inside = ranks < width
    target = rows[inside], ranks[inside]
    listed.nearest.places[target] = pairs.places[order][inside]
    listed.nearest.dots[target] = pairs.dots[order][inside]
    listed.nearest.scores[target] = pairs.scores[order][inside]
    unchanged = floors < _NEVER
    listed.floors[unchanged] = floors[unchanged]
    cut = ranks == width
    listed.floors[rows[cut]] = pairs.scores[order][cut]
