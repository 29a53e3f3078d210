"""Which articles say what this one says: for each the nearest others, best first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from plugins.related_articles.cache import CachedRun
from plugins.related_articles.candidates import Candidates
from plugins.related_articles.corpus import NO_TERMS, Corpus, build_corpus, document_frequency
from plugins.related_articles.documents import Document
from plugins.related_articles.near_duplicates import duplicate_pairs, find_representatives
from plugins.related_articles.neighbour_updates import find_neighbours, update_neighbours
from plugins.related_articles.neighbours import DECAY_EXPONENT, build_index
from plugins.related_articles.options import RelatedArticlesOptions
from plugins.related_articles.term_matrix import remap_columns
from plugins.related_articles.terms import TOPIC_WEIGHT
from plugins.related_articles.tfidf import (
    MAX_TERMS,
    TITLE_SHARE,
    Levels,
    frequency_levels,
    quantise,
    tfidf_vectors,
)

_VERSION = 2  # of the numbers below and of everything they come from
_FOR_EACH_LINK = 8  # candidates, so that exclusions and near-copies leave enough
_SPARE = 8  # more that are kept, so that a later run need not look for the next best


@dataclass(frozen=True, eq=False)
class Ranking:
    """The candidates of each slug, near-copies (see `find_copies`), and the next run's start.

    `looked_at` counts the articles that were not as the earlier run had left them.
    """

    candidates: Candidates
    representatives: Mapping[str, str]
    run: CachedRun
    looked_at: int


def rank(
    documents: Sequence[Document], options: RelatedArticlesOptions, cached: CachedRun | None = None
) -> Ranking:
    """For each article the published others that share a term with it, best first.

    All `documents` are of one language. Ties go to the newer, then to the first slug. Rarity is
    counted among published articles alone, so a draft never moves another article's links. What an
    earlier run kept makes this one faster and changes nothing else.
    """
    depth = _depth(documents, options)
    recipe = f"{_VERSION} {depth} {MAX_TERMS} {TITLE_SHARE} {TOPIC_WEIGHT} {DECAY_EXPONENT}"
    if cached and (cached.recipe != recipe or not cached.terms.digests):
        cached = None
    corpus = build_corpus(documents, cached.terms if cached else NO_TERMS)
    counts, size = corpus.terms.matrix.counts, corpus.size
    levels = frequency_levels(document_frequency(corpus), size)
    changed = _changed(corpus, levels, cached)
    vectors = tfidf_vectors(counts[np.flatnonzero(changed)], levels, size)
    if cached:
        kept = remap_columns(cached.vectors, corpus.moves, counts.shape[1])
        rows = np.where(changed, kept.shape[0] + np.cumsum(changed) - 1, corpus.old_rows)
        vectors = sparse.vstack([kept, vectors], format="csr")[rows]
    index = build_index(vectors, size, corpus.days, int(changed.sum()))
    if cached:
        lists = update_neighbours(index, cached.lists, corpus.old_rows, changed, depth)
    else:
        lists = find_neighbours(index, depth + _SPARE)
    now = CachedRun(recipe, size, corpus.terms, levels, vectors, lists)
    slugs = [document.slug for document in corpus.documents]
    neighbours = lists.neighbours.first(depth)
    pairs = duplicate_pairs(corpus.terms.matrix, neighbours, size)
    representatives = find_representatives((slugs[row], slugs[other]) for row, other in pairs)
    return Ranking(Candidates(slugs, neighbours), representatives, now, int(changed.sum()))


def _depth(documents: Sequence[Document], options: RelatedArticlesOptions) -> int:
    # Of published articles alone: what a draft names must not lengthen anybody else's list.
    published = (each for each in documents if each.published)
    named = max((len(each.pins) + len(each.exclude) for each in published), default=0)
    return options.count * _FOR_EACH_LINK + named


def _changed(corpus: Corpus, levels: Levels, cached: CachedRun | None) -> NDArray[np.bool_]:
    """Which rows are not as they were in the earlier run: new, or with a term of another weight."""
    if not cached:
        return np.ones(len(corpus.documents), np.bool_)
    before = np.zeros_like(levels)
    before[corpus.moves] = cached.levels
    moved = before != levels
    if quantise(cached.total) != quantise(corpus.size):
        moved |= levels > 0
    counts = corpus.terms.matrix.counts
    changed: NDArray[np.bool_] = corpus.old_rows < 0
    entries = np.flatnonzero(moved[counts.indices])
    changed[np.searchsorted(counts.indptr, entries, side="right") - 1] = True
    changed[corpus.size :] = True  # what only a preview shows is few, and nobody's neighbour
    return changed
