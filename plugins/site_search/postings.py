"""Joins the words of all articles to groups that have one stem."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic_core import to_json

from plugins.core.words import stemmer
from plugins.site_search.counting import LETTER, LEVELS

_AT_ONCE = 200  # stems


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
    ids, found, letters = _Ids(), [np.zeros(0, np.int32)], []
    for words, levels in articles:
        found.append(np.array([*map(ids.__getitem__, words.split(" ")[:-1])], np.int32))
        letters.append(levels)  # one for each word
    stems, stem, members = _Ids(), stemmer(lang), defaultdict(list)
    stem_of = [stems[stem(word)] for word in ids]
    for word, number in zip(ids, stem_of, strict=True):
        members[number].append(word)
    # A number for each stem, article and level; the array is large, so it is changed in place.
    total, keys = len(letters), np.array(stem_of, np.int64)[np.concatenate(found)]
    found.clear()
    keys *= total
    keys += np.repeat(np.arange(total, dtype=np.int32), [*map(len, letters)])
    keys *= LEVELS + 1
    keys += np.frombuffer("".join(letters).encode(), np.uint8)
    keys -= LETTER
    keys.sort()
    made, a_stem = [], total * (LEVELS + 1)
    for start in range(0, len(stems), _AT_ONCE):
        some = range(start, min(start + _AT_ONCE, len(stems)))
        first, end = np.searchsorted(keys, (some.start * a_stem, some.stop * a_stem))
        lists = _coded(keys[first:end] - start * a_stem, total, len(some))
        made += [WordGroup(sorted(members[n]), json) for n, json in zip(some, lists, strict=True)]
    return made


def _coded(keys: NDArray[np.int64], total: int, stems: int) -> Iterator[str]:
    """What the group of each stem has of each of its articles, of which there are `total`."""
    articles = keys // (LEVELS + 1)
    is_first = np.diff(articles, prepend=-1) > 0  # words of one stem have one level in an article
    articles, keys = articles[is_first], keys[is_first]
    firsts = np.arange(stems + 1) * total
    ends = np.searchsorted(articles, firsts)
    coded = np.diff(articles, prepend=0)
    coded[ends[:-1]] = articles[ends[:-1]] - firsts[:-1]
    coded *= LEVELS + 1
    coded += keys - articles * (LEVELS + 1)
    return (to_json(coded[start:end].tolist()).decode() for start, end in pairwise(ends.tolist()))
