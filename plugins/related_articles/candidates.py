"""The neighbours of each article as slugs with scores between 0 and 1."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, overload

from plugins.related_articles.neighbours import DECAY_ONE, Neighbours
from plugins.related_articles.tfidf import SCALE


class Candidate(NamedTuple):
    """An article that may be linked to.

    `score` is the `likeness` of the two articles times their time decay, plus what links in their
    texts are worth; both are above 0 and at most 1. (A tuple, because there are hundreds of
    thousands.)
    """

    slug: str
    score: float
    likeness: float


class CandidateRow(Sequence[Candidate]):
    """The candidates of one article, best first, created on access: most are never used."""

    def __init__(self, slugs: Sequence[str], neighbours: Neighbours, row: int) -> None:
        self._slugs = slugs
        self._indices = [index for index in neighbours.indices[row].tolist() if index >= 0]
        self._dots, self._scores = neighbours.dots[row], neighbours.scores[row]

    @overload
    def __getitem__(self, index: int) -> Candidate: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Candidate]: ...
    def __getitem__(self, index: int | slice) -> Candidate | Sequence[Candidate]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        return Candidate(
            self._slugs[self._indices[index]],
            # A rounded vector may be slightly longer than 1.
            min(1.0, int(self._scores[index]) / (SCALE**2 * DECAY_ONE)),
            min(1.0, int(self._dots[index]) / SCALE**2),
        )

    def __len__(self) -> int:
        return len(self._indices)


class Candidates(Mapping[str, CandidateRow]):
    """The candidates of each slug."""

    def __init__(self, slugs: Sequence[str], neighbours: Neighbours) -> None:
        self._slugs, self._neighbours = slugs, neighbours
        self._rows = {slug: row for row, slug in enumerate(slugs)}

    def __getitem__(self, slug: str) -> CandidateRow:
        return CandidateRow(self._slugs, self._neighbours, self._rows[slug])

    def __iter__(self) -> Iterator[str]:
        return iter(self._slugs)

    def __len__(self) -> int:
        return len(self._slugs)
