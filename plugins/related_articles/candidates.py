"""The nearest articles of each as names and numbers between 0 and 1."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, overload

from plugins.related_articles.neighbours import FADE_ONE, Nearest
from plugins.related_articles.tfidf import SCALE


class Candidate(NamedTuple):
    """An article that might be linked to.

    `score` is the `cosine` of the two articles' vectors times their nearness in time; both lie
    above 0 and are at most 1. (A tuple, since there are hundreds of thousands.)
    """

    slug: str
    score: float
    cosine: float


class Row(Sequence[Candidate]):
    """The candidates of one article, made as they are asked for: few want more than the first."""

    def __init__(self, slugs: Sequence[str], nearest: Nearest, row: int) -> None:
        self._slugs = slugs
        self._places = [place for place in nearest.places[row].tolist() if place >= 0]
        self._dots, self._scores = nearest.dots[row], nearest.scores[row]

    @overload
    def __getitem__(self, index: int) -> Candidate: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Candidate]: ...
    def __getitem__(self, index: int | slice) -> Candidate | Sequence[Candidate]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        return Candidate(
            self._slugs[self._places[index]],
            min(1.0, int(self._scores[index]) / (SCALE**2 * FADE_ONE)),
            min(1.0, int(self._dots[index]) / SCALE**2),
        )

    def __len__(self) -> int:
        return len(self._places)


class Candidates(Mapping[str, Row]):
    """The candidates of each slug, best first."""

    def __init__(self, slugs: Sequence[str], nearest: Nearest) -> None:
        self._slugs, self._nearest = slugs, nearest
        self._rows = {slug: row for row, slug in enumerate(slugs)}

    def __getitem__(self, slug: str) -> Row:
        return Row(self._slugs, self._nearest, self._rows[slug])

    def __iter__(self) -> Iterator[str]:
        return iter(self._slugs)

    def __len__(self) -> int:
        return len(self._slugs)
