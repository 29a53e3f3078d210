"""Finds medical words that stand alone, where readers need a plain one first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plugins.clinical_care.model import PlainWords, Term
from plugins.clinical_care.phrases import Phrases, stems_of
from plugins.core.words import stemmer

_BRACKETS = re.compile(r"\([^()]*\)")
_EXPLAINED = re.compile(r"([^\W_][\w'’-]*)\s*\(")  # a word that brackets follow


class MedicalWord(NamedTuple):
    """A medical word, as its sentence has it, which is the first one in which it stands alone."""

    word: str
    term: Term
    sentence: str


def medical_words(sentences: Iterable[str], rules: PlainWords) -> Iterator[MedicalWord]:
    """The medical words of a text whose first use no plain word goes with.

    In brackets, or followed by them, a word is explained; so it is beside its plain word.
    """
    stem = stemmer(rules.lang)
    terms = Phrases(((words, term) for term in rules.terms for words in term.words), stem)
    seen: set[str] = set()
    for sentence in sentences:
        in_brackets = stems_of(" ".join(_BRACKETS.findall(sentence)), stem)
        inside = {match.meaning.plain for match in terms.find(in_brackets)}
        words = stems_of(_BRACKETS.sub(" ", sentence), str)
        outside = [stem(word) for word in words]
        ends = {each for word in _EXPLAINED.findall(sentence) for each in stems_of(word, stem)}
        for match in terms.find(outside):
            plain = match.meaning.plain
            if plain in seen:
                continue
            seen.add(plain)
            is_explained = plain in inside or outside[match.end - 1] in ends
            if not is_explained and not set(stems_of(plain, stem)) <= set(outside):
                word = " ".join(words[match.start : match.end])
                yield MedicalWord(word, match.meaning, sentence)
        seen |= inside
