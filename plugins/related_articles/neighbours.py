"""Which articles lie nearest to each: the vectors multiplied, faded with time, the best kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from plugins.related_articles.term_matrix import Indices

DECAY_ONE = 10**6  # a nearness of 1, in whole numbers
# How fast nearness falls with the weeks: one power law did as well on eight blogs as two half-lives
# (docs/related-articles.md, “What was tried”).
DECAY_EXPONENT = 0.15

Scores = NDArray[np.int64]
Dots = NDArray[np.float32]

_WEEK = 7
_BLOCK = 256  # articles at a time
_COMMON = 16  # a term that one article in 16 has is multiplied faster in a full matrix,
_MANY = 512  # which takes longer to make than it saves unless so many articles are looked at
_FULL_BYTES = 64 * 2**20
_PLACE_BITS = 19
_LAST_PLACE = 2**_PLACE_BITS - 1


@dataclass(frozen=True, eq=False)
class VectorIndex:
    """All articles, the `size` that may be linked to first, and what scoring them needs.

    `days` are their dates, as days since 1970, and `nearness` says how near so many days are.
    `common` and `rare` are the articles' vectors, split in two. `turned` is the rare part of those
    that may be linked to, terms by articles; None where only a few articles are looked at.
    """

    size: int
    days: NDArray[np.int64]
    time_decay: NDArray[np.int64]
    common: NDArray[np.float32]
    rare: sparse.csr_array
    turned: sparse.csr_array | None


@dataclass(frozen=True, eq=False)
class Neighbours:
    """The best of each article, in rows: places in the pool (-1 after the last) and two numbers.

    `dots` are the vectors' products, `scores` the same times the nearness in time (of FADE_ONE).
    """

    indices: Indices
    dots: NDArray[np.int64]
    scores: Scores

    def first(self, depth: int) -> Self:
        """The best `depth` of each."""
        return type(self)(self.indices[:, :depth], self.dots[:, :depth], self.scores[:, :depth])


@dataclass(frozen=True, eq=False)
class ScoreBlock:
    """Some `rows` of the matrix against the whole pool: products of vectors, and scores."""

    rows: Indices
    dots: Dots
    scores: Scores


def build_index(
    vectors: sparse.csr_array, size: int, days: NDArray[np.int64], wanted: int
) -> VectorIndex:
    """The pool of articles with these vectors, `size` of which, the first, may be linked to.

    About `wanted` articles will be looked at, which changes the speed and nothing else.
    """
    near = _decay_by_days(days)
    if wanted <= _MANY:
        none = np.zeros((vectors.shape[0], 0), np.float32)
        return VectorIndex(size, days, near, none, vectors, None)
    common = _common(vectors, size)
    numbers = np.full(vectors.shape[1], -1)
    numbers[common] = np.arange(len(common))
    indices = numbers[vectors.indices]
    owners = np.repeat(np.arange(vectors.shape[0]), np.diff(vectors.indptr))
    inside = indices >= 0
    full = np.zeros((vectors.shape[0], len(common)), np.float32)
    full[owners[inside], indices[inside]] = vectors.data[inside]
    starts = np.concatenate(([0], np.cumsum(np.bincount(owners[~inside], minlength=len(days)))))
    rest = vectors.data[~inside], vectors.indices[~inside], starts.astype(np.int32)
    rare = sparse.csr_array(rest, vectors.shape)
    return VectorIndex(size, days, near, full, rare, rare[:size].T.tocsr())


def _common(vectors: sparse.csr_array, size: int) -> Indices:
    """The terms that many of the articles have, as far as a full matrix of them stays small."""
    spread = np.bincount(vectors.indices, minlength=vectors.shape[1])
    common = np.flatnonzero(spread > max(size / _COMMON, 1))
    most = _FULL_BYTES // (4 * max(vectors.shape[0], 1))
    return common[np.argsort(-spread[common], kind="stable")[:most]]


def score_blocks(index: VectorIndex, rows: Indices) -> Iterator[ScoreBlock]:
    """The `rows` of the matrix against the whole pool, some at a time."""
    others = index.rare if index.size == len(index.days) else index.rare[: index.size]
    for start in range(0, len(rows), _BLOCK):
        some = rows[start : start + _BLOCK]
        rare = index.rare[some]
        if index.turned is None:
            dots = (others @ rare.T.tocsr()).T.toarray()
        else:
            dots = (rare @ index.turned).toarray()
        if index.common.size:
            dots += index.common[some] @ index.common[: index.size].T
        own = np.flatnonzero(some < index.size)
        dots[own, some[own]] = 0  # nobody is near to itself
        apart = np.abs(index.days[some][:, None] - index.days[: index.size][None, :])
        yield ScoreBlock(some, dots, dots.astype(np.int64) * index.time_decay[apart])


def top_k(block: ScoreBlock, depth: int) -> Neighbours:
    """The `depth` best for each row of the block, best first; ties go to the first place."""
    rows, size = block.scores.shape
    found = Neighbours(*(np.full((rows, depth), nothing, np.int64) for nothing in (-1, 0, 0)))
    most = min(depth, size)
    if most:
        # One number for score and place, so that no two are equal.
        keys = block.scores << _PLACE_BITS | (_LAST_PLACE - np.arange(size))
        chosen = np.argpartition(keys, size - most, axis=1)[:, size - most :]
        order = np.argsort(-np.take_along_axis(keys, chosen, 1), axis=1)
        chosen = np.take_along_axis(chosen, order, 1)
        found.scores[:, :most] = np.take_along_axis(block.scores, chosen, 1)
        found.dots[:, :most] = np.take_along_axis(block.dots, chosen, 1)
        found.indices[:, :most] = np.where(found.scores[:, :most] > 0, chosen, -1)
    return found


def time_decay(days: int) -> int:
    """How near so many days apart are: FADE_ONE on the same day, less with each week between."""
    faded: float = DECAY_ONE * (1 + days / _WEEK) ** -DECAY_EXPONENT
    return round(faded)


def _decay_by_days(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """The nearness of every distance that there can be among `days`."""
    span = int(days.max() - days.min()) + 1 if len(days) else 1
    return np.array([time_decay(distance) for distance in range(span)])
