"""Finds medical words that stand alone, where readers need a plain one first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from plugins.clinical_care.model import PlainWords, Term
from plugins.clinical_care.phrases import Match, Phrases, Stem, stems_of
from plugins.clinical_care.spellings import one_spelling, stem_of

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
    stem, spelling = stem_of(rules.lang), one_spelling(rules.lang)
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
            if plain in seen or not _is_form(words, match, spelling):
                continue
            seen.add(plain)
            is_explained = plain in inside or outside[match.end - 1] in ends
            if not is_explained and not set(stems_of(plain, stem)) <= set(outside):
                word = " ".join(words[match.start : match.end])
                yield MedicalWord(word, match.meaning, sentence)
        seen |= inside


def _is_form(words: Sequence[str], match: Match[Term], spelling: Stem) -> bool:
    """Whether words are a form of a term, not other words with its stem.

    "Medications" is one of "medication", and "medical" is not.
    """
    found = [spelling(word) for word in words[match.start : match.end]]
    return any(
        all(word.startswith(known[:-2]) for word, known in zip(found, known_words, strict=True))
        for known_words in (stems_of(term, spelling) for term in match.meaning.words)
        if len(known_words) == len(found)
    )
