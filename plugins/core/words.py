"""Splits text into the words that are compared, and finds their stems.

plugins/site_search/engine.js folds and splits what is typed in the same way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import Stemmer

_APOSTROPHES = "'’\u02bc"
_WORD = re.compile(rf"[^\W_]+(?:[{_APOSTROPHES}][^\W_]+)*")
_BETWEEN = re.compile(rf"[{_APOSTROPHES}]")
_SOFT_HYPHEN = "\u00ad"
_ACCENTS = re.compile("(и\u0306)|[\u0300-\u036f]")  # й is a letter of its own
# Letters of Latin alphabets that Unicode does not decompose.
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
        "ħ": "h", "\u0131": "i", "ŧ": "t", "ŋ": "n", "ə": "e",
    }
)  # fmt: skip
# Scripts without spaces between words: Thai to Myanmar, Khmer, kana and Chinese characters.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
)


def written_words(text: str) -> list[str]:
    """The words of `text` in order, as they are written."""
    plain = unicodedata.normalize("NFKC", text).replace(_SOFT_HYPHEN, "")
    found: list[str] = _WORD.findall(plain)
    return found


def folded_words(written: str) -> list[str]:
    """What is compared of a written word: mostly one word, in lower case and without accents.

    Of "runner's" it is "runner", of "l'eau" it is "eau". Where words have no spaces between them,
    it is each pair of neighbouring characters.
    """
    if written.isalnum() and written.isascii():  # as most are
        return [written.lower()]
    parts = _BETWEEN.split(written)
    if len(parts) > 1:
        parts = [part for part in parts if len(part) > 1] or parts
    return [piece for part in parts for piece in _pieces(fold(part))]


def fold(word: str) -> str:
    """A word in lower case, without accents, and with Latin letters that every keyboard has."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.lower())
    return unicodedata.normalize("NFC", _ACCENTS.sub(r"\1", apart).translate(_LETTERS))


def _pieces(word: str) -> list[str]:
    if len(word) > 1 and _UNSPACED.search(word):
        return [word[at : at + 2] for at in range(len(word) - 1)]
    return [word]


def base_language(lang: str) -> str:
    """The language of a code such as "en-GB", without the region: "en"."""
    return lang.partition("-")[0].lower()


def stemmer(lang: str) -> Callable[[str], str]:
    """Finds the stem of a word of a language; of some languages, the word itself.

    The algorithms are those of the Snowball project.
    """
    code = base_language(lang)
    try:
        # Its own cache takes longer than to find a stem again.
        made = Stemmer.Stemmer("no" if code in {"nb", "nn"} else code, maxCacheSize=0)
    except KeyError:
        return str
    stem: Callable[[str], str] = made.stemWord
    return stem
