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
_DIGEST = 8  # bytes of an id
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
    digest_of = _digests_in(base_language(document.lang)).__getitem__
    texts = (document.title, *_passages(document))
    digests = [b"".join(map(digest_of, fold_words(text))) for text in texts]
    lengths = [len(each) // _DIGEST for each in digests]
    found = np.frombuffer(b"".join(digests), f">u{_DIGEST}").astype(np.uint64)
    passage = np.repeat(np.arange(len(texts)), lengths)
    pairs = _pair_ids(found)[passage[:-1] == passage[1:]]
    names = _topics(document) * TOPIC_WEIGHT + _category(document)
    named = np.array([_name_id(name) for name in names], np.uint64)
    ids, counts = np.unique(np.concatenate([found, pairs, named]), return_counts=True)
    in_title = np.zeros(len(ids), np.bool_)
    in_title[np.searchsorted(ids, found[: lengths[0]])] = True
    return Terms(ids, counts.astype(np.int32), in_title)


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


class _WordDigests(dict[str, bytes]):
    """The digest of each folded word of a language, made on first use; empty for ignored words."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang

    def __missing__(self, word: str) -> bytes:
        form = normal_form(word, self._lang)
        self[word] = _digest(form) if form else b""
        return self[word]


@cache
def _digests_in(lang: str) -> _WordDigests:
    return _WordDigests(lang)


def _name_id(name: str) -> int:
    return _id(" ".join(fold(name).split()))


def _id(term: str) -> int:
    return int.from_bytes(_digest(term))


def _digest(term: str) -> bytes:
    return hashlib.blake2b(term.encode("utf-8", "replace"), digest_size=_DIGEST).digest()


def _pair_ids(ids: Ids) -> Ids:
    """The ids of all pairs of consecutive words; the order within a pair matters."""
    mixed = ids[:-1] * _MULTIPLIERS[0] + ids[1:]
    return (mixed ^ (mixed >> np.uint64(29))) * _MULTIPLIERS[1]
