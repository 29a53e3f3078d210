"""Which articles say what this one says: for each the nearest others, best first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from plugins.related_articles.cache import Kept
from plugins.related_articles.candidates import Candidates
from plugins.related_articles.corpus import NOTHING, Corpus, gather, spread
from plugins.related_articles.documents import Document
from plugins.related_articles.near_duplicates import alike, find_copies
from plugins.related_articles.neighbour_updates import list_all, update
from plugins.related_articles.neighbours import DATE_FADE, make_pool
from plugins.related_articles.options import Options
from plugins.related_articles.term_matrix import Places, stacked, widened
from plugins.related_articles.terms import TOPIC_WEIGHT
from plugins.related_articles.tfidf import TERMS, TITLE_SHARE, Steps, coarse, rarity_steps, weigh

_VERSION = 2  # of the numbers below and of everything they come from
_FOR_EACH_LINK = 8  # candidates, so that exclusions and near-copies leave enough
_SPARE = 8  # more that are kept, so that a later run need not look for the next best


@dataclass(frozen=True, eq=False)
class Ranking:
    """The candidates of each slug, near-copies (see `find_copies`), and the next run's start.

    `looked_at` counts the articles that were not as the earlier run had left them.
    """

    candidates: Candidates
    copies: Mapping[str, str]
    kept: Kept
    looked_at: int


def rank(documents: Sequence[Document], options: Options, kept: Kept | None = None) -> Ranking:
    """For each article the published others that share a term with it, best first.

    All `documents` are of one language. Ties go to the newer, then to the first slug. Rarity is
    counted among published articles alone, so a draft never moves another article's links. What an
    earlier run kept makes this one faster and changes nothing else.
    """
    depth = _depth(documents, options)
    recipe = f"{_VERSION} {depth} {TERMS} {TITLE_SHARE} {TOPIC_WEIGHT} {DATE_FADE}"
    if kept and (kept.recipe != recipe or not kept.known.digests):
        kept = None
    corpus = gather(documents, kept.known if kept else NOTHING)
    said, size = corpus.known.sayings.said, corpus.size
    steps = rarity_steps(spread(corpus), size)
    changed = _changed(corpus, steps, kept)
    vectors = weigh(said[np.flatnonzero(changed)], steps, size)
    if kept:
        vectors = _merged(
            widened(kept.vectors, corpus.moves, said.shape[1]), vectors, corpus.origins, changed
        )
    pool = make_pool(vectors, size, corpus.days, int(changed.sum()))
    if kept:
        listed = update(pool, kept.listed, corpus.origins, changed, depth)
    else:
        listed = list_all(pool, depth + _SPARE)
    now = Kept(recipe, size, corpus.known, steps, vectors, listed)
    slugs = [document.slug for document in corpus.documents]
    nearest = listed.nearest.first(depth)
    pairs = alike(corpus.known.sayings, nearest, size)
    copies = find_copies((slugs[row], slugs[other]) for row, other in pairs)
    return Ranking(Candidates(slugs, nearest), copies, now, int(changed.sum()))


def _depth(documents: Sequence[Document], options: Options) -> int:
    # Of published articles alone: what a draft names must not lengthen anybody else's list.
    published = (each for each in documents if each.published)
    named = max((len(each.pins) + len(each.exclude) for each in published), default=0)
    return options.count * _FOR_EACH_LINK + named


def _changed(corpus: Corpus, steps: Steps, kept: Kept | None) -> NDArray[np.bool_]:
    """Which rows are not as they were in the earlier run: new, or with a term of another weight."""
    if not kept:
        return np.ones(len(corpus.documents), np.bool_)
    before = np.zeros_like(steps)
    before[corpus.moves] = kept.steps
    moved = before != steps
    if coarse(kept.total) != coarse(corpus.size):
        moved |= steps > 0
    said = corpus.known.sayings.said
    changed: NDArray[np.bool_] = corpus.origins < 0
    entries = np.flatnonzero(moved[said.indices])
    changed[np.searchsorted(said.indptr, entries, side="right") - 1] = True
    changed[corpus.size :] = True  # what only a preview shows is few, and nobody's neighbour
    return changed


def _merged(
    before: sparse.csr_array, fresh: sparse.csr_array, origins: Places, changed: NDArray[np.bool_]
) -> sparse.csr_array:
    """The rows of an earlier matrix where nothing has changed, else the fresh ones in turn."""
    order = origins.copy()
    order[changed] = np.arange(before.shape[0], before.shape[0] + fresh.shape[0])
    return stacked([before, fresh], order)
