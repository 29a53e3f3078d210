"""The k nearest neighbours of each article, by cosine similarity and time decay."""

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from plugins.core.cores import cores
from plugins.related_articles.sparse_arrays import sparse
from plugins.related_articles.term_matrix import Indices
from plugins.related_articles.tfidf import quantise

DECAY_ONE = 10**6  # a time decay of 1, so that scores are whole numbers
# The exponent of the time decay is DECAY_EXPONENT * log2(1 + articles / DECAY_FEW): about as much
# more for each doubling of their number. Among many articles those of about the same date are more
# likely to be about the same subject; among few, any other is far in time. Tuned on nine blogs:
# docs/related-articles.md, “What was tried”.
DECAY_EXPONENT, DECAY_FEW = 0.0315, 8

Scores = NDArray[np.int64]
T = TypeVar("T")

_WEEK = 7
_BLOCK = 128  # articles scored at a time, by each core
# The columns of terms that more than 1 in 16 articles contain are multiplied faster as a dense
# matrix, but making it takes longer than it saves unless more than 512 articles are scored.
_DENSE_FROM = 16
_FEW = 512
_DENSE_BYTES = 64 * 2**20
_INDEX_BITS = 19
_LAST_INDEX = 2**_INDEX_BITS - 1


@dataclass(frozen=True, eq=False)
class TimeDecay:
    """The `days` of all articles, since 1970, and the decay of each distance in days."""

    days: NDArray[np.int32]
    by_distance: NDArray[np.int64]

    def between(self, rows: Indices, others: Indices) -> NDArray[np.int64]:
        """The time decay of each of `rows` and its one of `others`."""
        distance = self.days[rows] - self.days[others]
        decay: NDArray[np.int64] = self.by_distance[np.abs(distance, out=distance)]
        return decay


@dataclass(frozen=True, eq=False)
class VectorIndex:
    """The vectors and dates of all articles; the first `target_count` may be linked to.

    The most frequent columns are `dense`, and `rest` has the others; it is None where few articles
    will be scored.
    """

    target_count: int
    time: TimeDecay
    vectors: sparse.csr_array
    dense: NDArray[np.float32]
    rest: sparse.csr_array | None

    @cached_property
    def transposed(self) -> sparse.csr_array | None:
        """The `rest` of the targets, terms by articles."""
        return None if self.rest is None else self.rest[: self.target_count].T.tocsr()


@dataclass(frozen=True, eq=False)
class Neighbours:
    """The neighbours of each article, a row for each, best first; `indices` are -1 after the last.

    `dots` are the dot products of the vectors, `scores` those times the time decay.
    """

    indices: Indices
    dots: NDArray[np.int64]
    scores: Scores

    def first(self, depth: int) -> Self:
        """The best `depth` of each."""
        return type(self)(self.indices[:, :depth], self.dots[:, :depth], self.scores[:, :depth])


@dataclass(frozen=True, eq=False)
class ScoreBlock:
    """The dot products and scores of some `rows` of the index with all targets."""

    rows: Indices
    dots: NDArray[np.float32]
    scores: Scores


def build_index(
    vectors: sparse.csr_array, target_count: int, days: NDArray[np.int64], scored: int
) -> VectorIndex:
    """The index of articles with these vectors and days.

    `scored` is about how many of them will be scored; it changes the speed, not the results.
    """
    time = TimeDecay(days.astype(np.int32), _decay_by_distance(days, target_count))
    if scored <= _FEW:
        none = np.zeros((vectors.shape[0], 0), np.float32)
        return VectorIndex(target_count, time, vectors, none, None)
    columns = _dense_columns(vectors, target_count)
    numbers = np.full(vectors.shape[1], -1, np.int32)
    numbers[columns] = np.arange(len(columns))
    positions = numbers[vectors.indices]
    inside = positions >= 0
    starts = np.concatenate(([0], np.cumsum(inside, dtype=np.int32)))[vectors.indptr]
    dense = np.zeros((vectors.shape[0], len(columns)), np.float32)
    rows = np.repeat(np.arange(vectors.shape[0]), np.diff(starts))
    dense[rows, positions[inside]] = vectors.data[inside]
    del positions
    outside = np.logical_not(inside, out=inside)
    starts = (vectors.indptr - starts).astype(np.int32)
    parts = vectors.data[outside], vectors.indices[outside], starts
    return VectorIndex(target_count, time, vectors, dense, sparse.csr_array(parts, vectors.shape))


def _dense_columns(vectors: sparse.csr_array, target_count: int) -> Indices:
    """The columns with the most entries, as many as a dense matrix of limited size can hold."""
    frequency = np.bincount(vectors.indices, minlength=vectors.shape[1])
    columns = np.flatnonzero(frequency > max(target_count / _DENSE_FROM, 1))
    most = _DENSE_BYTES // (4 * max(vectors.shape[0], 1))
    return columns[np.argsort(-frequency[columns], kind="stable")[:most]]


def use_scores(index: VectorIndex, rows: Indices, use: Callable[[ScoreBlock], T]) -> list[T]:
    """What `use` returns for the scores of `rows` with all targets, some rows at a time.

    It is called in threads: numpy and scipy let all cores calculate at the same time.
    """
    blocks = [rows[start : start + _BLOCK] for start in range(0, len(rows), _BLOCK)]
    if len(blocks) < 2:  # noqa: PLR2004
        return [use(_scores(index, some)) for some in blocks]
    with ThreadPoolExecutor(cores()) as pool:
        return list(pool.map(lambda some: use(_scores(index, some)), blocks))


def _scores(index: VectorIndex, rows: Indices) -> ScoreBlock:
    count = index.target_count
    vectors = index.vectors[rows]
    if index.transposed is None:
        targets = index.vectors if count == index.vectors.shape[0] else index.vectors[:count]
        dots = (targets @ vectors.T.tocsr()).T.toarray()
    else:
        dots = (vectors @ index.transposed).toarray()
    if index.dense.size:
        dots += index.dense[rows] @ index.dense[:count].T
    own = np.flatnonzero(rows < count)
    dots[own, rows[own]] = 0  # an article is not its own neighbour
    scores = index.time.between(rows[:, None], np.arange(count))
    scores *= dots.astype(np.int64)
    return ScoreBlock(rows, dots, scores)


def top_k(block: ScoreBlock, depth: int) -> Neighbours:
    """The `depth` best targets of each row of the block; ties go to the first target."""
    found = sorted_neighbours(best_keys(block.scores, 0, depth), depth)
    rows, places = np.nonzero(found.indices >= 0)
    found.dots[rows, places] = block.dots[rows, found.indices[rows, places]]
    return found


def best_keys(scores: Scores, first: int, depth: int) -> NDArray[np.int64]:
    """The `depth` best of the targets of each row, in no order; the first target is `first`.

    A key is a score and an index in one number, so that no two are equal; ties go to the first.
    """
    size = scores.shape[1]
    rest = max(0, size - depth)
    keys = scores << _INDEX_BITS
    keys |= _LAST_INDEX - first - np.arange(size)
    if rest:
        keys.partition(rest, axis=1)
    return keys[:, rest:].copy()


def sorted_neighbours(keys: NDArray[np.int64], depth: int) -> Neighbours:
    """The neighbours with the `depth` best of some keys, in a row for each article; no `dots`."""
    found = Neighbours(*(np.full((len(keys), depth), empty, np.int64) for empty in (-1, 0, 0)))
    best = np.sort(keys, axis=1)[:, ::-1][:, :depth]
    most = best.shape[1]
    found.scores[:, :most] = best >> _INDEX_BITS
    found.indices[:, :most] = np.where(best >> _INDEX_BITS, _LAST_INDEX - (best & _LAST_INDEX), -1)
    return found


def time_decay(days: int, count: int) -> int:
    """The factor for two articles so many days apart: DECAY_ONE on the same day, then less.

    `count` is the number of articles that may be linked to; it is quantised, so that one more
    article seldom changes any score.
    """
    exponent = math.log2(1 + quantise(count) / DECAY_FEW) * DECAY_EXPONENT
    decayed: float = DECAY_ONE * (1 + days / _WEEK) ** -exponent
    return round(decayed)


def _decay_by_distance(days: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """The time decay of every distance that may occur among `days`."""
    span = int(days.max() - days.min()) + 1 if len(days) else 1
    return np.array([time_decay(distance, count) for distance in range(span)])
