"""Which articles are nearly copies of each other, so that one of them stands for all."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from plugins.related_articles.neighbours import Nearest
from plugins.related_articles.term_matrix import Places, Sayings
from plugins.related_articles.tfidf import SCALE

SHARE = 0.5  # of all terms that either has; articles of one subject share far fewer
_LIKELY = 0.6  # near-copies have at least this cosine, and hardly any others do


def alike(sayings: Sayings, nearest: Nearest, size: int) -> Iterator[tuple[int, int]]:
    """The rows of each two near-copies among the first `size`, as far as one is near the other.

    Two articles are near-copies when they share at least SHARE of all terms that either has.
    (A cosine is no measure of it: among a few articles those of one subject are as near as copies.)
    """
    rows, columns = np.nonzero(nearest.dots[:size] >= _LIKELY * SCALE**2)
    terms = np.diff(sayings.said.indptr)
    terms += np.bincount(sayings.lone.rows, minlength=len(terms)).astype(terms.dtype)
    for row, other in zip(rows.tolist(), nearest.places[rows, columns].tolist(), strict=True):
        both = len(np.intersect1d(_said(sayings, row), _said(sayings, other), assume_unique=True))
        if both >= SHARE * (terms[row] + terms[other] - both):
            yield row, other


def find_copies(alike: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each article that has near-copies the one that stands for all of them.

    `alike` are pairs of near-copies; two near-copies of one are near-copies of each other.
    """
    stands: dict[str, str] = {}
    for slug, other in alike:
        one, two = _first(stands, slug), _first(stands, other)
        stands[max(one, two)] = stands[min(one, two)] = min(one, two)
    return {slug: _first(stands, slug) for slug in stands}


def _said(sayings: Sayings, row: int) -> Places:
    said: Places = sayings.said.indices[sayings.said.indptr[row] : sayings.said.indptr[row + 1]]
    return said


def _first(stands: Mapping[str, str], slug: str) -> str:
    while stands.get(slug, slug) != slug:
        slug = stands[slug]
    return slug
