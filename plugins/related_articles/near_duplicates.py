"""Which articles are nearly copies of each other, so that one of them stands for all."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from plugins.related_articles.neighbours import Neighbours
from plugins.related_articles.term_matrix import Indices, TermMatrix
from plugins.related_articles.tfidf import SCALE

COPY_SHARE = 0.5  # of all terms that either has; articles of one subject share far fewer
_LIKELY = 0.6  # near-copies have at least this cosine, and hardly any others do


def duplicate_pairs(
    matrix: TermMatrix, neighbours: Neighbours, size: int
) -> Iterator[tuple[int, int]]:
    """The rows of each two near-copies among the first `size`, as far as one is near the other.

    Two articles are near-copies when they share at least SHARE of all terms that either has.
    (A cosine is no measure of it: among a few articles those of one subject are as near as copies.)
    """
    rows, columns = np.nonzero(neighbours.dots[:size] >= _LIKELY * SCALE**2)
    terms = np.diff(matrix.counts.indptr)
    terms += np.bincount(matrix.hapaxes.rows, minlength=len(terms)).astype(terms.dtype)
    for row, other in zip(rows.tolist(), neighbours.indices[rows, columns].tolist(), strict=True):
        both = len(
            np.intersect1d(_columns(matrix, row), _columns(matrix, other), assume_unique=True)
        )
        if both >= COPY_SHARE * (terms[row] + terms[other] - both):
            yield row, other


def find_representatives(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each article that has near-copies the one that stands for all of them.

    `pairs` are pairs of near-copies; two near-copies of one are near-copies of each other.
    """
    stands: dict[str, str] = {}
    for slug, other in pairs:
        one, two = _first(stands, slug), _first(stands, other)
        stands[max(one, two)] = stands[min(one, two)] = min(one, two)
    return {slug: _first(stands, slug) for slug in stands}


def _columns(matrix: TermMatrix, row: int) -> Indices:
    counts = matrix.counts
    columns: Indices = counts.indices[counts.indptr[row] : counts.indptr[row + 1]]
    return columns


def _first(stands: Mapping[str, str], slug: str) -> str:
    while stands.get(slug, slug) != slug:
        slug = stands[slug]
    return slug
