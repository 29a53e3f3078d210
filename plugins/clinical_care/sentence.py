"""The words of a sentence, and what it denies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from plugins.clinical_care.phrases import Match, Stem
from plugins.core.words import folded_words, written_words

# Where a sentence goes on to another statement.
_BOUNDARY = re.compile(r"[;:–—]|,\s*(?:and|but|so)\b|\b(?:but|although|though|because)\b")
_DENIALS = frozenset({
    "not", "no", "never", "cannot", "neither", "nor", "without", "nobody", "none", "nothing",
    "hardly", "unlikely", "unclear", "unproven", "myth", "little", "few", "too", "instead", "wrong",
    "untrue",
})  # fmt: skip
# After a denial: "not only", "no doubt", "without a doubt".
_NO_DENIALS = frozenset({"only", "just", "merely", "simply", "doubt", "wonder"})
_CONTRACTED = re.compile(r"n['’]t\Z", re.IGNORECASE)
_CONDITIONS = frozenset({"if", "whether", "unless"})


class Word(NamedTuple):
    """A word as it is written, in lower case without accents, and its stem."""

    written: str
    folded: str
    stem: str
    clause: int  # of the statements of the sentence, from 0
    part: int  # of the same, from one comma to the next


@dataclass(frozen=True)
class Sentence:
    """The words of a sentence without its quotations."""

    text: str
    words: Sequence[Word]

    @property
    def stems(self) -> list[str]:
        """The stem of each word."""
        return [word.stem for word in self.words]

    def written(self, match: Match[Any]) -> str:
        """The words of a phrase, as the sentence has them."""
        return " ".join(word.written for word in self.words[match.start : match.end])

    def denies(self, place: int, first: int) -> bool:
        """Whether the statement with the word `place` is denied, or a condition, before it.

        Only words from six before the word `first` on count.
        """
        return any(self._makes_none(at, place) for at in range(max(0, first - 6), place))

    def _makes_none(self, at: int, place: int) -> bool:
        """Whether the word at `at` denies what the word `place` states, or is its condition."""
        word, stated = self.words[at], self.words[place]
        if word.clause != stated.clause:
            return False
        if word.written.lower() in _CONDITIONS:
            # Of "If it hurts, massage cures it", only the first half is a condition.
            return at > 0 or word.part == stated.part
        denies = word.written.lower() in _DENIALS or _CONTRACTED.search(word.written)
        following = {each.written.lower() for each in self.words[at + 1 : at + 3]}
        return bool(denies) and _NO_DENIALS.isdisjoint(following)


def read_sentence(text: str, stem: Stem) -> Sentence:
    """Read a sentence; `stem` finds the stem of a word."""
    words: list[Word] = []
    part = 0
    for clause, stated in enumerate(_BOUNDARY.split(text)):
        for piece in stated.split(","):
            part += 1
            for written in written_words(piece):
                folded = folded_words(written)
                stems = ((each, stem(each)) for each in folded)
                words += (Word(written, *each, clause, part) for each in stems)
    return Sentence(text, words)
