"""Why two articles are near: the words that both say, and the time between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from scipy import sparse

from plugins.related_articles.corpus import gather, spread
from plugins.related_articles.documents import Document
from plugins.related_articles.neighbours import FADE_ONE, nearness
from plugins.related_articles.terms import term_names
from plugins.related_articles.tfidf import SCALE, rarity_steps, weigh


@dataclass(frozen=True)
class Shared:
    """A term that both articles say, as a reader would say it, and its part of their likeness."""

    term: str
    part: float


@dataclass(frozen=True)
class Evidence:
    """What a score comes from: `cosine` times `nearness`, each from 0 to 1.

    `days` lie between the two; the terms of `shared` go strongest first, and their parts add up
    to 1.
    """

    cosine: float
    days: int
    nearness: float
    shared: tuple[Shared, ...]


class Explainer:
    """Explains the scores of articles of one language."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._corpus = gather(documents)
        self._steps = rarity_steps(spread(self._corpus), self._corpus.size)
        self._rows = {each.slug: row for row, each in enumerate(self._corpus.documents)}

    def explain(self, slug: str, other: str) -> Evidence:
        """Why the two articles are as near as they are."""
        rows = [self._rows[slug], self._rows[other]]
        corpus = self._corpus
        said = corpus.known.sayings.said[rows]
        vectors = weigh(said, self._steps, corpus.size)
        first, second = (_weights(vectors[[row]]) for row in (0, 1))
        parts = {column: first[column] * second[column] for column in first.keys() & second.keys()}
        total = sum(parts.values())
        names = term_names(corpus.documents[rows[0]])
        ids = corpus.known.sayings.vocabulary
        shared = [Shared(names[int(ids[column])], part / total) for column, part in parts.items()]
        days = abs(int(corpus.days[rows[0]] - corpus.days[rows[1]]))
        return Evidence(
            cosine=min(1.0, total / SCALE**2),
            days=days,
            nearness=nearness(days) / FADE_ONE,
            shared=tuple(sorted(shared, key=lambda each: (-each.part, each.term))),
        )


def _weights(row: sparse.csr_array) -> dict[int, float]:
    return dict(zip(row.indices.tolist(), row.data.tolist(), strict=True))
