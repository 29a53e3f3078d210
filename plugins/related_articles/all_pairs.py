"""The nearest neighbours of all articles that may be linked to: each two are scored once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations_with_replacement
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from plugins.core.cores import cores
from plugins.related_articles.neighbours import (
    Neighbours,
    VectorIndex,
    best_keys,
    sorted_neighbours,
)
from plugins.related_articles.sparse_arrays import sparse
from plugins.related_articles.term_matrix import Indices

# Articles that a core scores with as many others at a time: of 10,000, 512 or 2048 took a fifth
# longer. Of fewer there are at least four strips, so that all cores have work.
_STRIP, _STRIPS = 1024, 4

_Keys = NDArray[np.int64]


class _Strip(NamedTuple):
    """Some neighbouring rows of an index, and their `rest`, terms by articles."""

    rows: Indices
    transposed: sparse.csr_array


def all_neighbours(index: VectorIndex, width: int) -> Iterator[tuple[Indices, Neighbours]]:
    """The `width` nearest neighbours of all targets of an index with a `rest`.

    Gives some rows after the others, with what is best in each.
    """
    strips = list(_strips(index))
    keys: list[list[_Keys]] = [[] for _ in strips]
    pairs = list(combinations_with_replacement(range(len(strips)), 2))
    with ThreadPoolExecutor(cores()) as pool:
        found = pool.map(lambda at: _best(index, strips[at[0]], strips[at[1]], width), pairs)
        for (first, second), (own, others) in zip(pairs, found, strict=True):
            keys[first].append(own)
            if second != first:
                keys[second].append(others)
            if second == len(strips) - 1:  # the others were scored with it before
                rows = strips[first].rows
                yield rows, _neighbours(index, rows, np.concatenate(keys[first], axis=1), width)
                keys[first].clear()


def _strips(index: VectorIndex) -> Iterator[_Strip]:
    count = index.target_count
    size = max(1, min(_STRIP, -(-count // _STRIPS)))
    for start in range(0, count, size):
        rows = np.arange(start, min(start + size, count))
        yield _Strip(rows, _rest(index, rows).T.tocsr())


def _rest(index: VectorIndex, rows: Indices) -> sparse.csr_array:
    """A copy of the `rest` of neighbouring rows; one of all rows would take much memory."""
    assert index.rest is not None  # noqa: S101  # see all_neighbours
    return index.rest[rows[0] : rows[-1] + 1]


def _best(index: VectorIndex, one: _Strip, other: _Strip, width: int) -> tuple[_Keys, _Keys]:
    """The keys of the best articles of `other` for each of `one`, and the other way round."""
    dots = (_rest(index, one.rows) @ other.transposed).toarray()
    dots += index.dense[one.rows] @ index.dense[other.rows].T
    if one is other:
        np.fill_diagonal(dots, 0)  # an article is not its own neighbour
    scores = index.time.between(one.rows[:, None], other.rows)
    scores *= dots.astype(np.int64)
    own = best_keys(scores, int(other.rows[0]), width)
    if one is other:
        return own, own
    return own, best_keys(np.ascontiguousarray(scores.T), int(one.rows[0]), width)


def _neighbours(index: VectorIndex, rows: Indices, keys: _Keys, width: int) -> Neighbours:
    found = sorted_neighbours(keys, width)
    owners, places = np.nonzero(found.indices >= 0)
    decay = index.time.between(rows[owners], found.indices[owners, places])
    found.dots[owners, places] = found.scores[owners, places] // decay
    return found
