"""Groups of near-duplicate articles, each with one representative."""

from collections.abc import Iterable, Iterator

import numpy as np

from plugins.related_articles.neighbours import Neighbours
from plugins.related_articles.term_matrix import Indices, TermMatrix
from plugins.related_articles.tfidf import SCALE

COPY_SHARE = 0.5  # of the terms of two articles; articles on the same subject share far fewer
_MIN_COSINE = 0.6  # near-duplicates have at least this cosine, and hardly any others do


def duplicate_pairs(
    matrix: TermMatrix, neighbours: Neighbours, published_count: int
) -> Iterator[tuple[int, int]]:
    """The rows of any two near-duplicates among the published articles and their neighbours.

    Two articles are near-duplicates when at least COPY_SHARE of the terms that either contains are
    in both (their Jaccard similarity). The cosine alone cannot tell: among few articles, those on
    the same subject have the cosine of copies.
    """
    rows, ranks = np.nonzero(neighbours.dots[:published_count] >= _MIN_COSINE * SCALE**2)
    sizes = np.diff(matrix.counts.indptr)
    sizes += np.bincount(matrix.hapaxes.rows, minlength=len(sizes)).astype(sizes.dtype)
    for row, other in zip(rows.tolist(), neighbours.indices[rows, ranks].tolist(), strict=True):
        both = np.intersect1d(_columns(matrix, row), _columns(matrix, other), assume_unique=True)
        if len(both) >= COPY_SHARE * (sizes[row] + sizes[other] - len(both)):
            yield row, other


def find_representatives(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The representative of each article that has near-duplicates: the first slug of its group.

    `pairs` are pairs of near-duplicates. Pairs that share an article belong to the same group, so
    this is a union-find.
    """
    parents: dict[str, str] = {}

    def root(slug: str) -> str:
        while parents.setdefault(slug, slug) != slug:
            slug = parents[slug]
        return slug

    for slug, other in pairs:
        first, second = sorted((root(slug), root(other)))
        parents[second] = first
    return {slug: root(slug) for slug in parents}


def _columns(matrix: TermMatrix, row: int) -> Indices:
    start, end = matrix.counts.indptr[row : row + 2]
    columns: Indices = matrix.counts.indices[start:end]
    return columns
