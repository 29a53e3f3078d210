"""Joins the words of all articles to groups that have one stem."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from plugins.core.words import stemmer
from plugins.site_search.counting import LEVELS

_LETTER = ord("A") - 1  # the letter of level 1 is "A"

Numbers = NDArray[np.int64]


class WordGroup(NamedTuple):
    """The words of one stem, sorted, and the articles that have them, as JSON.

    Each of these is the distance of its number from that of the last one, times LEVELS + 1, plus
    its level, from 1 to LEVELS: how much it is about the words.
    """

    words: list[str]
    articles: str


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
    ids, found, letters = _Ids(), [], []
    for words, levels in articles:
        found.append(np.array([*map(ids.__getitem__, words.split(" ")[:-1])], np.int32))
        letters.append(levels)
    total, sizes = len(found), [len(each) for each in found]
    stems, stem = _Ids(), stemmer(lang)
    stem_of = [stems[stem(word)] for word in ids]
    # A number for each stem and article; these arrays are large, so some are changed in place.
    pairs = np.array(stem_of, np.int64)[np.concatenate(found)]
    pairs *= total
    pairs += np.repeat(np.arange(total), sizes)
    pairs, first = np.unique(pairs, return_index=True)
    coded = _coded(pairs, total, np.frombuffer("".join(letters).encode(), np.uint8)[first])
    ends = np.searchsorted(pairs, np.arange(1, len(stems) + 1) * total).tolist()
    members: list[list[str]] = [[] for _ in stems]
    for word, number in zip(ids, stem_of, strict=True):
        members[number].append(word)
    return [
        WordGroup(sorted(each), str(coded[start:end].tolist()).replace(" ", ""))
        for each, start, end in zip(members, [0, *ends][:-1], ends, strict=True)
    ]


def _coded(pairs: Numbers, total: int, letters: NDArray[np.uint8]) -> Numbers:
    """What a group has of each of its articles; `pairs` are sorted."""
    group, numbers = np.divmod(pairs, total)
    coded = np.diff(numbers, prepend=0)
    is_first = np.diff(group, prepend=-1) > 0
    coded[is_first] = numbers[is_first]
    coded *= LEVELS + 1
    coded += letters
    coded -= _LETTER
    return coded
