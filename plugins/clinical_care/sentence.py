"""The words of a sentence, and what it denies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from plugins.clinical_care.phrases import Match, Stem, forms_of
from plugins.core.words import written_words

# Where a sentence goes on to another statement.
_BOUNDARY = re.compile(r"[;:–—]|,\s*(?:and|but|so)\b|\b(?:but|although|though|because)\b")
# What comes before the statement: "If it hurts, massage cures it."
_OPENING = re.compile(
    r"\A\s*((?:if|unless|whether|although|though|while|whilst)\b[^,]*),", re.IGNORECASE
)
_DENIALS = frozenset({
    "not", "no", "never", "cannot", "neither", "nor", "without", "nobody", "none", "nothing",
    "hardly", "unlikely", "unclear", "unproven", "myth", "little", "few", "too", "instead", "wrong",
    "untrue",
})  # fmt: skip
# After a denial: "not only", "no doubt", "without a doubt", "nothing beats massage".
_NO_DENIALS = frozenset({"only", "just", "merely", "simply", "doubt", "wonder", "beats"})
_CONTRACTED = re.compile(r"n['’]t\Z", re.IGNORECASE)
_CONDITIONS = frozenset({"if", "whether", "unless"})


class Word(NamedTuple):
    """A word as it is written, in lower case without accents, and its stem."""

    written: str
    folded: str
    stem: str
    clause: int  # of the statements of the sentence, from 0


@dataclass(frozen=True)
class Sentence:
    """The words of a sentence without its quotations."""

    text: str
    words: Sequence[Word]

    @cached_property
    def stems(self) -> list[str]:
        """The stem of each word."""
        return [word.stem for word in self.words]

    @property
    def has_denial(self) -> bool:
        """Whether anything in it is denied."""
        return any(map(_is_denial, (word.written.lower() for word in self.words)))

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
        written = word.written.lower()
        if word.clause != stated.clause:
            return False
        if _is_denial(written):
            following = {each.written.lower() for each in self.words[at + 1 : at + 3]}
            return _NO_DENIALS.isdisjoint(following)
        return written in _CONDITIONS


def _is_denial(written: str) -> bool:
    return written in _DENIALS or _CONTRACTED.search(written) is not None


def read_sentence(text: str, stem: Stem) -> Sentence:
    """Read a sentence; `stem` finds the stem of a word."""
    words: list[Word] = []
    for clause, stated in enumerate(_BOUNDARY.split(_OPENING.sub(r"\1;", text))):
        for written in written_words(stated):
            words += [Word(written, *forms, clause) for forms in forms_of(written, stem)]
    return Sentence(text, words)
