"""Counts the words of articles, and says how much each article is about each of its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count, islice

import numpy as np
from numpy.typing import NDArray

from plugins.core.words import folded_words, stemmer, written_words
from plugins.site_search.records import SearchRecord

LEVELS = 15  # how much an article is about a word: from 1
_WEIGHTS = 1, 0, 5, 1  # a word in the text, the title, the topics, the headings counts as so many
_TITLE = 1  # the place of the title among these
_IN_TITLE = 7  # levels
_COMMON_LENGTH = 600  # words of text
_AT_ONCE = 500  # articles that are counted together; all of many thousands would take much memory
_LONGEST = 200  # characters of a word; the search field takes no more

Numbers = NDArray[np.int32]
Counts = NDArray[np.signedinteger]


@dataclass(frozen=True)
class WordGroup:
    """The words of one stem, sorted, and the articles that have them.

    In `articles` each is the distance of its number from that of the last one, times LEVELS + 1,
    plus its level, from 1 to LEVELS: how much it is about the words.
    """

    words: list[str]
    articles: Numbers


class _Ids(defaultdict[str, int]):
    """A number for each string, in the order in which they are first seen."""

    def __init__(self) -> None:
        super().__init__(count().__next__)


class _Vocabulary:
    """The groups of all words: a number for each written word and for each stem."""

    def __init__(self, lang: str) -> None:
        self.written = _Ids()
        self.words: list[set[str]] = []  # of each stem
        self._stem = stemmer(lang)
        self._stems = _Ids()
        self._groups: list[int] = []  # of all written words, one after the other
        self._ends = [0]  # of each written word in that list

    def groups(self, written: Numbers) -> tuple[Numbers, Numbers]:
        """The groups of written words, and how many each of these has."""
        for each in islice(self.written, len(self._ends) - 1, None):
            self._groups += [self._group(w) for w in folded_words(each) if len(w) <= _LONGEST]
            self._ends.append(len(self._groups))
        ends = np.array(self._ends, np.int32)
        starts, sizes = ends[:-1][written], np.diff(ends)[written]
        within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return np.array(self._groups, np.int32)[np.repeat(starts, sizes) + within], sizes

    def _group(self, word: str) -> int:
        number = self._stems[self._stem(word)]
        if number == len(self.words):
            self.words.append(set())
        self.words[number].add(word)
        return number


def groups(records: Sequence[SearchRecord], lang: str) -> list[WordGroup]:
    """The groups of all words of the records, whose numbers are their places in the sequence.

    Words are stemmed for the language `lang`, such as "en-GB", whatever that of a record is.
    """
    vocabulary = _Vocabulary(lang)
    parts = [
        _postings(first, records[first : first + _AT_ONCE], vocabulary)
        for first in range(0, len(records), _AT_ONCE)
    ]
    numbers, group_numbers, levels = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(group_numbers, kind="stable")
    numbers, levels = numbers[order], levels[order]
    ends = np.cumsum(np.bincount(group_numbers, minlength=len(vocabulary.words))).tolist()
    starts = [0, *ends][:-1]
    last = np.roll(numbers, 1)
    last[starts] = 0
    coded = (numbers - last) * (LEVELS + 1) + levels
    return [
        WordGroup(sorted(words), coded[start:end])
        for words, start, end in zip(vocabulary.words, starts, ends, strict=True)
    ]


def _postings(
    first: int, records: Sequence[SearchRecord], vocabulary: _Vocabulary
) -> tuple[Numbers, Numbers, Numbers]:
    """Each group of words that a record has: the record's number, the group's and the level."""
    number_of = vocabulary.written.__getitem__
    found = [[*map(number_of, written_words(text))] for each in records for text in _texts(each)]
    sizes = [len(words) for words in found]
    groups, several = vocabulary.groups(np.array([*chain(*found)], np.int32))
    fields = np.repeat(np.repeat(np.arange(len(sizes)), sizes), several)
    records_, weights = fields // len(_WEIGHTS), np.array(_WEIGHTS)[fields % len(_WEIGHTS)]
    pairs, places = np.unique(records_ * len(vocabulary.words) + groups, return_inverse=True)
    numbers, groups = np.divmod(pairs, len(vocabulary.words))
    lengths = np.bincount(records_, weights)[numbers]
    in_title = np.bincount(places, fields % len(_WEIGHTS) == _TITLE) > 0
    levels = _levels(np.bincount(places, weights), lengths, in_title)
    return (first + numbers).astype(np.int32), groups.astype(np.int32), levels


def _texts(record: SearchRecord) -> tuple[str, ...]:
    """The texts of a record, in the order of _WEIGHTS; headings are part of the first one, too."""
    return record.text, record.title, "\n".join(record.topics), "\n".join(record.headings)


def _levels(counts: Counts, lengths: Counts, in_title: NDArray[np.bool_]) -> Numbers:
    """The levels of words that occur so often in articles of such lengths, as in BM25.

    A word of the title has _IN_TITLE levels more.
    """
    saturation = 0.3 + 0.9 * lengths / _COMMON_LENGTH
    levels = (LEVELS - _IN_TITLE) * counts / (counts + saturation) + _IN_TITLE * in_title
    return np.clip(np.rint(levels), 1, None).astype(np.int32)
