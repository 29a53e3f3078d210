"""Counts the words of articles, and says how much each article is about each of its words."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from plugins.core.words import folded_words, stemmer, written_words
from plugins.site_search.records import SearchRecord

LEVELS = 15  # how much an article is about a word: from 1
LETTER = ord("A") - 1  # the letter of level 1 is "A"
# So many counts a word in the text, the title, the topics, the headings, the search words.
_WEIGHTS = np.array([1, 5, 5, 1, 5])
_NAMED = 7  # levels more for a word of a title of one or two words, or of the search words
_IN_LONG_TITLE = 4  # levels more for a word of a title of five or more words
_COMMON_LENGTH = 600  # words of text
_LONGEST = 200  # characters of a word; the search field takes no more
_REMEMBERED = 100_000  # words, in about 50 MB
_WORD_BITS, _TEXT_BITS = 24, 3  # of the number of a word or a stem, and of a place in _WEIGHTS

Numbers = NDArray[np.int64]


class CountedWords(NamedTuple):
    """The words of an article, with a space after each, and a letter for the level of each."""

    words: str
    levels: str


class WordCounter:
    """Counts words, which are stemmed for a language, such as "en-GB", whatever a record's is."""

    def __init__(self, lang: str) -> None:
        self._stem = stemmer(lang)
        self._known = _Vocabulary(self._stem)

    def count(self, records: Sequence[SearchRecord]) -> list[CountedWords]:
        """The words of each record, and how much it is about the words with their stem.

        Some hundred records take far less time together than one after the other.
        """
        if max(len(self._known), len(self._known.names)) > _REMEMBERED:
            self._known = _Vocabulary(self._stem)
        keys = self._sorted_keys(records)
        words, texts = keys >> _TEXT_BITS, keys & (2**_TEXT_BITS - 1)
        stems = words >> _WORD_BITS
        places = _firsts(words)
        levels = _levels(stems >> _WORD_BITS, stems, texts, records)[places]
        words = words[places]
        letters = (levels + LETTER).astype(np.uint8).tobytes().decode()
        ends = np.searchsorted(words >> 2 * _WORD_BITS, range(len(records) + 1)).tolist()
        numbers = (words & (2**_WORD_BITS - 1)).tolist()
        name_of = self._known.names.__getitem__
        return [
            CountedWords("".join(map(name_of, numbers[start:end])), letters[start:end])
            for start, end in pairwise(ends)
        ]

    def _sorted_keys(self, records: Sequence[SearchRecord]) -> Numbers:
        """A number for each word in the texts of the records, whenever it occurs.

        From its highest bits on, it has the place of the record, the stem, the word, and the place
        of the text in the record.
        """
        of_token = self._known.__getitem__
        found = [b"".join(map(of_token, text.split())) for each in records for text in _texts(each)]
        words = np.frombuffer(b"".join(found), np.int32)
        sizes = [len(each) // words.itemsize for each in found]
        record, text = divmod(np.repeat(np.arange(len(found)), sizes), len(_WEIGHTS))
        keys: Numbers = record << _WORD_BITS | np.array(self._known.stems)[words]
        keys = (keys << _WORD_BITS | words) << _TEXT_BITS | text
        keys.sort()
        return keys


class _Vocabulary(dict[str, bytes]):
    """The numbers of the words in what stands between two spaces, with four bytes for each.

    Those of the same text are looked for once. `names` are the words, with a space after each,
    `stems` the numbers of their stems.
    """

    def __init__(self, stem: Callable[[str], str]) -> None:
        super().__init__()
        self.names: list[str] = []
        self.stems = array("i")
        self._stem = stem
        self._words: dict[str, int] = {}
        self._stems: dict[str, int] = {}

    def __missing__(self, token: str) -> bytes:
        is_plain = token.isascii() and token.isalnum()  # as most are
        written = [token] if is_plain else written_words(token)
        folded = [word for each in written for word in folded_words(each)]
        numbers = [self._number(word) for word in folded if len(word) <= _LONGEST]
        self[token] = array("i", numbers).tobytes()
        return self[token]

    def _number(self, word: str) -> int:
        number = self._words.setdefault(word, len(self.names))
        if number == len(self.names):
            self.names.append(f"{word} ")
            self.stems.append(self._stems.setdefault(self._stem(word), len(self._stems)))
        return number


def _texts(record: SearchRecord) -> tuple[str, ...]:
    """The texts of a record, in the order of _WEIGHTS; headings are part of the first one, too."""
    lists = map("\n".join, (record.topics, record.headings, record.search_words))
    return record.text, record.title, *lists


def _firsts(keys: Numbers) -> Numbers:
    """The places where other keys begin, in sorted ones."""
    return np.flatnonzero(np.diff(keys, prepend=-1))


def _levels(
    record: Numbers, stems: Numbers, texts: Numbers, records: Sequence[SearchRecord]
) -> Numbers:
    """The level of each word with the same one of `stems`, as in BM25.

    `record` and `texts` are the places of the record and of the text where the word occurs.
    """
    if not len(stems):
        return stems
    firsts, weights = _firsts(stems), _WEIGHTS[texts]
    saturation = 0.3 + 0.9 * np.bincount(record, weights) / _COMMON_LENGTH  # grows with the article
    counts = np.add.reduceat(weights, firsts)
    more = np.array([(0, _more(each.title), 0, 0, _NAMED) for each in records])[record, texts]
    levels = (LEVELS - _NAMED) * counts / (counts + saturation[record[firsts]])
    levels = np.rint(levels + np.maximum.reduceat(more, firsts)).astype(np.int64)
    return np.repeat(np.maximum(levels, 1), np.diff(firsts, append=len(stems)))


def _more(title: str) -> int:
    """The levels that a word has from a title: the more words there are, the less each tells."""
    return max(_IN_LONG_TITLE, min(_NAMED, _NAMED + 2 - len(written_words(title))))
