"""Turns an article into terms, numbered by hashes, and how often it contains each."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from plugins.related_articles.documents import Document
from plugins.related_articles.text import base_language, fold, fold_words, normal_form, words

Ids = NDArray[np.uint64]
Flags = NDArray[np.bool_]

# Editors choose topics, so a topic counts more than a word. Not tuned: the evaluation compares
# links with hidden topics, so it cannot measure this weight.
TOPIC_WEIGHT = 5
# Words contain no colon, so topics and categories cannot be confused with words.
_TOPIC, _CATEGORY = "topic: ", "category: "
_MULTIPLIERS = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)


@dataclass(frozen=True, eq=False)
class Terms:
    """The terms of one article as three arrays of equal length.

    `ids` are sorted and unique; `counts` says how often each term occurs, `in_title` whether it is
    a single word of the title. A term is a word ("needling"), two consecutive words ("dry
    needling"), a topic or a category. Its id is a 64-bit hash of its text, the same on every
    machine, so no list of words has to be stored.
    """

    ids: Ids
    counts: NDArray[np.int32]
    in_title: Flags


def extract_terms(document: Document) -> Terms:
    """The terms of the title, text, headings and description, topics and category.

    Headings are also part of the text, so their terms count twice. A topic counts TOPIC_WEIGHT
    times, the category once.
    """
    lang = base_language(document.lang)
    title = _word_ids(document.title, lang)
    passages = [title, *(_word_ids(text, lang) for text in _passages(document))]
    names = _topics(document) * TOPIC_WEIGHT + _category(document)
    named = np.array([_name_id(name) for name in names], np.uint64)
    occurrences = np.concatenate([*passages, *map(_pair_ids, passages), named])
    ids, counts = np.unique(occurrences, return_counts=True)
    return Terms(ids, counts.astype(np.int32), np.isin(ids, title))


def term_names(document: Document) -> dict[int, str]:
    """The readable form of each term of `document`, by id."""
    names = {_name_id(name): name for name in [*_topics(document), *_category(document)]}
    for text in (document.title, *_passages(document)):
        found = words(text, document.lang)
        ids = [_id(word) for word in found]
        pairs = _pair_ids(np.array(ids, np.uint64)).tolist()
        names |= zip(ids, found, strict=True)
        names |= zip(pairs, map(" ".join, pairwise(found)), strict=True)
    return names


def _passages(document: Document) -> Iterator[str]:
    yield document.text
    yield from document.headings
    yield document.description


def _topics(document: Document) -> list[str]:
    return [_TOPIC + topic for topic in document.topics]


def _category(document: Document) -> list[str]:
    return [_CATEGORY + document.category] if document.category else []


def _word_ids(text: str, lang: str) -> Ids:
    ids: Ids = np.array([*map(_ids_in(lang).__getitem__, fold_words(text))], np.uint64)
    kept: Ids = ids[ids != 0]
    return kept


class _WordIds(dict[str, int]):
    """The id of each folded word of a language, computed on first use; 0 for ignored words."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang

    def __missing__(self, word: str) -> int:
        form = normal_form(word, self._lang)
        self[word] = _id(form) if form else 0
        return self[word]


@cache
def _ids_in(lang: str) -> _WordIds:
    return _WordIds(lang)


def _name_id(name: str) -> int:
    return _id(" ".join(fold(name).split()))


def _id(term: str) -> int:
    return int.from_bytes(hashlib.blake2b(term.encode("utf-8", "replace"), digest_size=8).digest())


def _pair_ids(ids: Ids) -> Ids:
    """The ids of all pairs of consecutive words; the order within a pair matters."""
    mixed = ids[:-1] * _MULTIPLIERS[0] + ids[1:]
    return (mixed ^ (mixed >> np.uint64(29))) * _MULTIPLIERS[1]
