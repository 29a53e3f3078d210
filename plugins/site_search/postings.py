"""Joins the words of all articles to groups that have one stem."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic_core import to_json

from plugins.core.words import stemmer
from plugins.site_search.counting import LETTER, LEVELS


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
    # A number for each stem, article and level; the array is large, so it is changed in place.
    keys = np.array(stem_of, np.int64)[np.concatenate(found)]
    found.clear()
    keys *= total
    keys += np.repeat(np.arange(total, dtype=np.int32), sizes)
    keys *= LEVELS + 1
    keys += np.frombuffer("".join(letters).encode(), np.uint8)
    keys -= LETTER
    keys.sort()
    level = np.mod(keys, LEVELS + 1, out=np.empty(len(keys), np.uint8), casting="unsafe")
    keys //= LEVELS + 1
    is_first = np.concatenate([[True], keys[1:] != keys[:-1]])[: len(keys)]
    level, keys = level[is_first], keys[is_first]  # words of one stem have one level in an article
    ends = np.searchsorted(keys, np.arange(1, len(stems) + 1) * total).tolist()
    starts = [0, *ends][: len(ends)]
    keys %= total
    coded = _coded(keys.astype(np.int32), level, starts)
    members: list[list[str]] = [[] for _ in stems]
    for word, number in zip(ids, stem_of, strict=True):
        members[number].append(word)
    return [
        WordGroup(sorted(each), to_json(coded[start:end].tolist()).decode())
        for each, start, end in zip(members, starts, ends, strict=True)
    ]


def _coded(
    numbers: NDArray[np.int32], level: NDArray[np.uint8], starts: list[int]
) -> NDArray[np.int32]:
    """What groups have of each of their articles; `starts` are the places of the first ones."""
    coded = np.diff(numbers, prepend=np.int32(0))
    coded[starts] = numbers[starts]
    coded *= LEVELS + 1
    coded += level
    return coded
