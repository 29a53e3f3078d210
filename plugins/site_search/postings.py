"""Joins the words of all articles to groups that have one stem."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain, count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from plugins.core.words import stemmer
from plugins.site_search.counting import LEVELS

_LETTER = ord("A") - 1  # the letter of level 1 is "A"

Numbers = NDArray[np.int64]


class WordGroup(NamedTuple):
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


def as_text(levels: Mapping[str, int]) -> tuple[str, str]:
    """The words of an article, with a space after each, and a letter for the level of each."""
    letters = [chr(_LETTER + level) for level in levels.values()]
    return "".join(f"{word} " for word in levels), "".join(letters)


def groups(articles: Iterable[tuple[str, str]], lang: str) -> list[WordGroup]:
    """The groups of all words of articles, which are given as text; each has its place as number.

    The words are stemmed for the language `lang`, such as "en-GB".
    """
    words, letters = zip(*articles, strict=True)
    ids = _Ids()
    found = [[*map(ids.__getitem__, each.split(" ")[:-1])] for each in words]
    stems, stem = _Ids(), stemmer(lang)
    stem_of = [stems[stem(word)] for word in ids]
    numbers = np.repeat(np.arange(len(found)), [len(each) for each in found])
    group = np.array(stem_of, np.int64)[np.array([*chain.from_iterable(found)], np.int64)]
    pairs, first = np.unique(group * len(found) + numbers, return_index=True)
    group, numbers = np.divmod(pairs, len(found))
    starts = np.searchsorted(group, np.arange(len(stems)))
    last = np.roll(numbers, 1)
    last[starts] = 0
    levels = np.frombuffer("".join(letters).encode(), np.uint8)[first].astype(np.int64) - _LETTER
    coded = (numbers - last) * (LEVELS + 1) + levels
    members: list[list[str]] = [[] for _ in stems]
    for word, number in zip(ids, stem_of, strict=True):
        members[number].append(word)
    ends = [*starts[1:].tolist(), len(coded)]
    return [
        WordGroup(sorted(each), coded[start:end])
        for each, start, end in zip(members, starts.tolist(), ends, strict=False)
    ]
