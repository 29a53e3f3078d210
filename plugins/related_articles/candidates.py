"""The nearest articles of each as names and numbers between 0 and 1."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from plugins.related_articles.nearest import FADE_ONE, Nearest
from plugins.related_articles.weighing import SCALE


class Candidate(NamedTuple):
    """An article that might be linked to.

    `score` is the `cosine` of the two articles' vectors times their nearness in time; both lie
    above 0 and are at most 1. (A tuple, since there are hundreds of thousands.)
    """

    slug: str
    score: float
    cosine: float


class Candidates(Mapping[str, tuple[Candidate, ...]]):
    """The candidates of each slug, best first, made when they are asked for."""

    def __init__(self, slugs: Sequence[str], nearest: Nearest) -> None:
        self._slugs, self._nearest = slugs, nearest
        self._rows = {slug: row for row, slug in enumerate(slugs)}

    def __getitem__(self, slug: str) -> tuple[Candidate, ...]:
        row, nearest = self._rows[slug], self._nearest
        places = [place for place in nearest.places[row].tolist() if place >= 0]
        cosines = np.minimum(nearest.dots[row] / SCALE**2, 1.0).tolist()
        scores = np.minimum(nearest.scores[row] / (SCALE**2 * FADE_ONE), 1.0).tolist()
        return tuple(map(Candidate, map(self._slugs.__getitem__, places), scores, cosines))

    def __iter__(self) -> Iterator[str]:
        return iter(self._slugs)

    def __len__(self) -> int:
        return len(self._slugs)
