"""The words of a sentence, and what it denies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from plugins.clinical_care.phrases import Match, Stem, forms_of
from plugins.core.words import written_words

# Where a sentence goes on to another statement.
_BOUNDARY = re.compile(r"([;:–—]|,\s*(?:and|but|so)\b|\b(?:but|although|though|because)\b)")
_TO_ANOTHER_SUBJECT = re.compile(r";|and|but|though")  # the other boundaries explain
# What comes before the statement: "If it hurts, massage cures it."
_OPENING = re.compile(
    r"\A\s*((?:if|unless|whether|before|until|although|though|while|whilst)\b[^,]*),",
    re.IGNORECASE,
)
_DENIALS = frozenset({
    "not", "no", "never", "cannot", "neither", "nor", "without", "nobody", "none", "nothing",
    "hardly", "unlikely", "unclear", "unproven", "myth", "little", "few", "too", "instead", "wrong",
    "untrue", "seldom", "rarely", "scarcely",
})  # fmt: skip
# "Claims that massage cures are false", "that massage cures has not been shown".
_REFUTED = re.compile(
    r"\b(?:is|are|was|were) (?:(?:a|an|just|simply|still|plainly|quite) )*"
    r"(?:myths?|false|wrong|mistaken|misled|misleading|untrue|unproven|unfounded|nonsense|impossible)\b"
    r"|\b(?:not|never) (?:yet )?(?:been )?(?:true|proven|proved|shown|known|possible|established)\b"
    r"|\b(?:not|never|seldom|rarely|hardly) (?:the|an?) (?:first choice|answer|way|solution|cure)\b"
)
# "Talk to your GP about the benefits of massage."
_ASKS = frozenset({"ask", "check", "consult", "discuss", "see", "speak", "talk", "tell"})
_DOCTORS = frozenset({"doctor", "gp", "midwife", "nurse", "pharmacist", "physician"})
_REACH = 25  # words from asking a doctor to what about
_BY_ITSELF = re.compile(r"\b(?:by (?:itself|themselves)|(?:on|of) (?:its|their) own)\b")
# After a denial: "not only", "no doubt", "without a doubt", "nothing beats massage".
_NO_DENIALS = frozenset({"only", "just", "merely", "simply", "doubt", "wonder", "beats"})
# "You won't believe how it heals." "There is nothing like a massage for a bad back." "Nothing
# eases pain as well as needling."
_PRAISES = re.compile(r"w(?:on|ouldn)['’]t believe\b|nothing like\b")
_UNEQUALLED = re.compile(r"\bnothing\b.*\b(?:as well as|as fast as|better than|like)\b")
_CONTRACTED = re.compile(r"n['’]t\Z", re.IGNORECASE)
_CONDITIONS = frozenset({"if", "whether", "unless", "before", "until"})


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
    apart: frozenset[int] = frozenset()  # the statements that begin with "and", "but" or "although"

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

        Only words from six before the word `first` on count. It is also denied if it goes on to
        say that this is false.
        """
        before = range(max(0, first - 6), place)
        refuted = self._refuted.get(self.words[place].clause, -1)
        return place < refuted or any(self._makes_none(at, place) for at in before)

    def sends_to_doctor(self, place: int) -> bool:
        """Whether the statement with the word `place` tells readers before it to ask a doctor."""
        clause = self.words[place].clause
        near = self.words[max(0, place - _REACH) : place]
        before = [word.written.lower() for word in near if word.clause == clause]
        asks = next((at for at, word in enumerate(before) if word in _ASKS), len(before))
        is_needless = any(map(_is_denial, before[:asks]))
        return not is_needless and not _DOCTORS.isdisjoint(before[asks:])

    def happens_by_itself(self, place: int) -> bool:
        """Whether what the word `place` states happens without anybody's doing."""
        return bool(_BY_ITSELF.search(self._statements[self.words[place].clause]))

    @cached_property
    def _statements(self) -> dict[int, str]:
        """The words of each statement, in lower case."""
        return {
            clause: " ".join(word.written.lower() for word in words)
            for clause, words in groupby(self.words, key=attrgetter("clause"))
        }

    @cached_property
    def _refuted(self) -> dict[int, int]:
        """The first word of what refutes a statement, for each that goes on to refute itself."""
        found: dict[int, int] = {}
        first = 0
        for clause, text in self._statements.items():
            if match := _REFUTED.search(text):
                found[clause] = first + text.count(" ", 0, match.start())
            first += text.count(" ") + 1
        return found

    def _makes_none(self, at: int, place: int) -> bool:
        """Whether the word at `at` denies what the word `place` states, or is its condition."""
        word, stated = self.words[at], self.words[place]
        written = word.written.lower()
        if word.clause != stated.clause:
            return False
        following = [each.written.lower() for each in self.words[at + 1 : at + 3]]
        if _is_denial(written):
            if _PRAISES.match(" ".join([written, *following])):
                return False
            if written == "nothing" and _UNEQUALLED.search(self._statements[word.clause]):
                return False
            return _NO_DENIALS.isdisjoint(following)
        if written == "far":
            return following[:1] == ["from"]
        return written in _CONDITIONS


def _is_denial(written: str) -> bool:
    return written in _DENIALS or _CONTRACTED.search(written) is not None


def read_sentence(text: str, stem: Stem) -> Sentence:
    """Read a sentence; `stem` finds the stem of a word."""
    words: list[Word] = []
    pieces = _BOUNDARY.split(_OPENING.sub(r"\1;", text))
    for clause, stated in enumerate(pieces[::2]):
        for written in written_words(stated):
            words += [Word(written, *forms, clause) for forms in forms_of(written, stem)]
    boundaries = enumerate(pieces[1::2], start=1)
    apart = (clause for clause, sign in boundaries if _TO_ANOTHER_SUBJECT.search(sign))
    return Sentence(text, words, frozenset(apart))
