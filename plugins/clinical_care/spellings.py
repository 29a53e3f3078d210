"""Finds the stems of words, so that British and American spellings of a word have the same one."""

from __future__ import annotations

import re
from functools import lru_cache

from plugins.clinical_care.phrases import Stem
from plugins.core.words import base_language, stemmer

_VARIANTS = (
    (re.compile(r"(?:ae|oe)(?=\w\w|a\Z)"), "e"),  # oedema, dyspnoea; not toes
    (re.compile(r"i[sz](?=(?:e|es|ed|er|ers|ing|ation|ations)\Z)"), "is"),  # mobilize
    (re.compile(r"y[sz](?=(?:e|es|ed|ing)\Z)"), "ys"),  # paralyze
    (re.compile(r"(?<=\w{3})our(?=(?:s|ed|ing|al|able|ite)?\Z)"), "or"),  # tumour
)


def one_spelling(lang: str) -> Stem:
    """What gives all spellings of an English word the same form; other words it leaves alone."""
    return _one_spelling if base_language(lang) == "en" else str


def stem_of(lang: str) -> Stem:
    """Finds the stem of a word of a language, in any of its spellings."""
    stem, spelling = stemmer(lang), one_spelling(lang)
    return lambda word: stem(spelling(word))


@lru_cache(10_000)  # most words of a language come again and again
def _one_spelling(word: str) -> str:
    for pattern, form in _VARIANTS:
        word = pattern.sub(form, word)
    return word
