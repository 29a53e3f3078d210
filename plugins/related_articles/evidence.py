"""Why two articles are related: the terms that both contain, and the days between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from plugins.related_articles.corpus import build_corpus, document_frequency
from plugins.related_articles.documents import Document
from plugins.related_articles.neighbours import DECAY_ONE, time_decay
from plugins.related_articles.sparse_arrays import sparse
from plugins.related_articles.terms import term_names
from plugins.related_articles.tfidf import SCALE, frequency_levels, tfidf_vectors


@dataclass(frozen=True)
class SharedTerm:
    """A term that both articles contain, in readable form, and its share of their cosine."""

    term: str
    share: float


@dataclass(frozen=True)
class Evidence:
    """What a score consists of: `cosine` times `time_decay`, each from 0 to 1.

    `days` is the time between the two; the `shared` terms are sorted by share, largest first, and
    their shares add up to 1.
    """

    cosine: float
    days: int
    time_decay: float
    shared: tuple[SharedTerm, ...]


class Explainer:
    """Explains the scores of articles of one language."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._corpus = build_corpus(documents)
        frequency = document_frequency(self._corpus)
        self._levels = frequency_levels(frequency, self._corpus.published_count)
        self._rows = {each.slug: row for row, each in enumerate(self._corpus.documents)}

    def explain(self, slug: str, other: str) -> Evidence:
        """The evidence for a link between the two articles."""
        corpus, rows = self._corpus, [self._rows[slug], self._rows[other]]
        counts = corpus.terms.matrix.counts[rows]
        vectors = tfidf_vectors(counts, self._levels, corpus.published_count)
        first, second = (_weights(vectors[[row]]) for row in (0, 1))
        parts = {column: first[column] * second[column] for column in first.keys() & second.keys()}
        total = sum(parts.values())
        names = term_names(corpus.documents[rows[0]])
        ids = corpus.terms.matrix.vocabulary
        shared = [SharedTerm(names[int(ids[column])], dot / total) for column, dot in parts.items()]
        days = abs(int(corpus.days[rows[0]] - corpus.days[rows[1]]))
        return Evidence(
            cosine=min(1.0, total / SCALE**2),
            days=days,
            time_decay=time_decay(days) / DECAY_ONE,
            shared=tuple(sorted(shared, key=lambda each: (-each.share, each.term))),
        )


def _weights(row: sparse.csr_array) -> dict[int, float]:
    return dict(zip(row.indices.tolist(), row.data.tolist(), strict=True))
