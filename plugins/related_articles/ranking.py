"""Ranks for each article the others that are most similar to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from plugins.core.code_digest import code_digest
from plugins.core.free_memory import return_free_memory
from plugins.related_articles.cache import CachedRun
from plugins.related_articles.candidates import Candidates
from plugins.related_articles.corpus import NO_TERMS, Corpus, build_corpus, document_frequency
from plugins.related_articles.documents import Document
from plugins.related_articles.near_duplicates import duplicate_pairs, find_representatives
from plugins.related_articles.neighbour_updates import find_neighbours, update_neighbours
from plugins.related_articles.neighbours import DECAY_EXPONENT, build_index
from plugins.related_articles.options import RelatedArticlesOptions
from plugins.related_articles.rescoring import rescore
from plugins.related_articles.shared_neighbours import POOL
from plugins.related_articles.sparse_arrays import sparse
from plugins.related_articles.term_matrix import remap_columns
from plugins.related_articles.terms import TOPIC_WEIGHT, Flags
from plugins.related_articles.text_links import find_text_links
from plugins.related_articles.tfidf import (
    MAX_TERMS,
    TITLE_SHARE,
    Levels,
    frequency_levels,
    quantise,
    tfidf_vectors,
)

_CANDIDATES_PER_LINK = 8  # so that enough remain after exclusions and near-duplicates
_SPARE_CANDIDATES = 8  # cached beyond those, so that later runs need not search for the next best


@dataclass(frozen=True, eq=False)
class Ranking:
    """The candidates of each slug, the representatives of near-duplicates, and the run to cache.

    `changed_count` is the number of articles that could not be taken from the earlier run.
    """

    candidates: Candidates
    representatives: Mapping[str, str]
    run: CachedRun
    changed_count: int


def rank(
    documents: Sequence[Document], options: RelatedArticlesOptions, cached: CachedRun | None = None
) -> Ranking:
    """For each article the published others that share a term with it, best first.

    All `documents` are of one language. Ties go to the newer article, then to the first slug. Only
    published articles count for the IDF, so drafts never change the links of other articles.
    `cached` (an earlier run) makes this one faster and changes nothing else.
    """
    wanted = _candidate_count(documents, options)
    depth = max(wanted, POOL)
    code = code_digest(Path(__file__).parent)
    recipe = f"{code} {depth} {MAX_TERMS} {TITLE_SHARE} {TOPIC_WEIGHT} {DECAY_EXPONENT}"
    if cached and (cached.recipe != recipe or not cached.terms.digests):
        cached = None
    corpus = build_corpus(documents, cached.terms if cached else NO_TERMS)
    counts, published_count = corpus.terms.matrix.counts, corpus.published_count
    levels = frequency_levels(document_frequency(corpus), published_count)
    changed = _changed(corpus, levels, cached)
    changed_count = int(changed.sum())
    added = counts[np.flatnonzero(changed)] if cached else counts
    vectors = tfidf_vectors(added, levels, published_count)
    if cached:
        old = remap_columns(cached.vectors, corpus.new_columns, counts.shape[1])
        rows = np.where(changed, old.shape[0] - 1 + np.cumsum(changed), corpus.old_rows)
        vectors = sparse.vstack([old, vectors], format="csr")[rows]
    index = build_index(vectors, published_count, corpus.days, changed_count)
    return_free_memory()
    if cached:
        lists = update_neighbours(index, cached.lists, corpus.old_rows, changed, depth)
    else:
        lists = find_neighbours(index, depth + _SPARE_CANDIDATES)
    time = index.time
    del index  # the largest arrays
    run = CachedRun(recipe, published_count, corpus.terms, levels, vectors, lists)
    slugs = [document.slug for document in corpus.documents]
    neighbours = lists.neighbours.first(depth)
    pairs = duplicate_pairs(corpus.terms.matrix, neighbours, published_count)
    representatives = find_representatives((slugs[row], slugs[other]) for row, other in pairs)
    rescored = rescore(time, neighbours, find_text_links(corpus.documents))
    return Ranking(Candidates(slugs, rescored.first(wanted)), representatives, run, changed_count)


def _candidate_count(documents: Sequence[Document], options: RelatedArticlesOptions) -> int:
    # Only published articles count: what a draft names must not lengthen other articles' lists.
    published = (each for each in documents if each.published)
    named = max((len(each.pins) + len(each.exclude) for each in published), default=0)
    return options.count * _CANDIDATES_PER_LINK + named


def _changed(corpus: Corpus, levels: Levels, cached: CachedRun | None) -> Flags:
    """Which rows differ from the earlier run: new ones, and those with a term of another weight.

    With another quantised number of articles that is all, as the time decay is another one too.
    """
    if not cached:
        return np.ones(len(corpus.documents), np.bool_)
    before = np.zeros_like(levels)
    before[corpus.new_columns] = cached.levels
    moved = before != levels
    if quantise(cached.published_count) != quantise(corpus.published_count):
        moved |= levels > 0
    counts = corpus.terms.matrix.counts
    changed: Flags = corpus.old_rows < 0
    entries = np.flatnonzero(moved[counts.indices])
    changed[np.searchsorted(counts.indptr, entries, side="right") - 1] = True
    changed[corpus.published_count :] = True  # few, and in no other article's list
    return changed
