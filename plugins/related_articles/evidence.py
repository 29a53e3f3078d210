"""Why two articles are related: their terms, neighbours, dates and the links in their texts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from plugins.related_articles.corpus import build_corpus, document_frequency
from plugins.related_articles.documents import Document
from plugins.related_articles.neighbour_updates import find_neighbours
from plugins.related_articles.neighbours import DECAY_ONE, build_index, time_decay
from plugins.related_articles.rescoring import LINK_SHARE, NEIGHBOUR_SHARE, mix
from plugins.related_articles.shared_neighbours import POOL, profiles, shared_neighbours
from plugins.related_articles.sparse_arrays import sparse
from plugins.related_articles.terms import term_names
from plugins.related_articles.text_links import find_text_links
from plugins.related_articles.tfidf import SCALE, frequency_levels, tfidf_vectors


@dataclass(frozen=True)
class SharedTerm:
    """A term that both articles contain, in readable form, and its share of their likeness."""

    term: str
    share: float


@dataclass(frozen=True)
class Evidence:
    """What a score consists of: `likeness` times `time_decay`, each from 0 to 1, plus `links`.

    `days` is the time between the two. The `shared` terms are sorted by share, largest first; their
    shares and that of the `neighbours` that are like both articles add up to 1. `links` is what the
    score has for links in the texts.
    """

    likeness: float
    days: int
    time_decay: float
    links: float
    shared: tuple[SharedTerm, ...]
    neighbours: float


class Explainer:
    """Explains the scores of articles of one language."""

    def __init__(self, documents: Sequence[Document]) -> None:
        corpus = build_corpus(documents)
        levels = frequency_levels(document_frequency(corpus), corpus.published_count)
        vectors = tfidf_vectors(corpus.terms.matrix.counts, levels, corpus.published_count)
        index = build_index(vectors, corpus.published_count, corpus.days, len(corpus.days))
        self._corpus, self._vectors = corpus, vectors
        self._profiles = profiles(find_neighbours(index, POOL).neighbours)
        self._links = find_text_links(corpus.documents)
        self._rows = {each.slug: row for row, each in enumerate(corpus.documents)}

    def explain(self, slug: str, other: str) -> Evidence:
        """The evidence for a link between the two articles."""
        corpus, rows = self._corpus, [self._rows[slug], self._rows[other]]
        one, other_one = (np.array([row]) for row in rows)
        first, second = (_weights(self._vectors[[row]]) for row in rows)
        parts = {column: first[column] * second[column] for column in first.keys() & second.keys()}
        dots = np.array([sum(parts.values())]).astype(np.int64)
        near = shared_neighbours(self._profiles, one, other_one) if parts else dots
        total = int(mix(dots, near)[0])
        words = (100 - NEIGHBOUR_SHARE) / 100 / total if total else 0
        names = term_names(corpus.documents[rows[0]])
        ids = corpus.terms.matrix.vocabulary
        shared = [SharedTerm(names[int(ids[column])], dot * words) for column, dot in parts.items()]
        days = abs(int(corpus.days[rows[0]] - corpus.days[rows[1]]))
        return Evidence(
            likeness=min(1.0, total / SCALE**2),
            days=days,
            time_decay=time_decay(days, corpus.published_count) / DECAY_ONE,
            links=int(self._links.between(one, other_one)[0]) * LINK_SHARE / 100,
            shared=tuple(sorted(shared, key=lambda each: (-each.share, each.term))),
            neighbours=int(near[0]) * NEIGHBOUR_SHARE / 100 / total if total else 0.0,
        )


def _weights(row: sparse.csr_array) -> dict[int, float]:
    return dict(zip(row.indices.tolist(), row.data.tolist(), strict=True))
