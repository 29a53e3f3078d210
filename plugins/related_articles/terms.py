"""What an article says, as numbers: its terms and how often it says each."""

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
Counts = NDArray[np.int32]
Flags = NDArray[np.bool_]

# An editor chose a topic, so it says more than a word. Not tuned: hidden tags cannot measure it.
TOPIC_WEIGHT = 5
# No word holds a colon, so neither is ever taken for a word.
_TOPIC, _CATEGORY = "topic: ", "category: "
_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)


@dataclass(frozen=True, eq=False)
class Terms:
    """Three arrays of one length: ids, rising; how often each is said; whether a title word is it.

    A term is a word ("needling"), two words in a row ("dry needling"), a topic or a category. Its
    id is a hash of 64 bits, the same on every machine, so that nobody has to keep the words.
    """

    ids: Ids
    counts: Counts
    in_title: Flags


def extract_terms(document: Document) -> Terms:
    """The terms of the title, the body, its headings (once more) and the description.

    A topic counts TOPIC_WEIGHT times, the category once.
    """
    lang = base_language(document.lang)
    title = _word_ids(document.title, lang)
    passages = [title, *(_word_ids(text, lang) for text in _passages(document))]
    names = _topics(document) * TOPIC_WEIGHT + _category(document)
    named = np.array([_id(_folded(name)) for name in names], np.uint64)
    said = [*passages, *map(_pair_ids, passages), named]
    ids, counts = np.unique(np.concatenate(said), return_counts=True)
    return Terms(ids, counts.astype(np.int32), np.isin(ids, title))


def term_names(document: Document) -> dict[int, str]:
    """The term behind each id of `document`, as a reader would say it."""
    names = {_id(_folded(name)): name for name in [*_topics(document), *_category(document)]}
    for text in (document.title, *_passages(document)):
        said = words(text, document.lang)
        names |= {_id(word): word for word in said}
        if len(said) > 1:
            pairs = _pair_ids(np.array([_id(word) for word in said], np.uint64)).tolist()
            names |= zip(pairs, map(" ".join, pairwise(said)), strict=True)
    return names


def _passages(document: Document) -> Iterator[str]:
    yield document.text
    yield from document.headings
    yield document.description


def _topics(document: Document) -> list[str]:
    return [_TOPIC + topic for topic in document.topics]


def _category(document: Document) -> list[str]:
    return [_CATEGORY + document.category] if document.category else []


def _folded(name: str) -> str:
    return " ".join(fold(name).split())


def _word_ids(text: str, lang: str) -> Ids:
    ids: Ids = np.array(list(map(_ids_in(lang).__getitem__, fold_words(text))), np.uint64)
    telling: Ids = ids[ids != 0]
    return telling


class _Ids(dict[str, int]):
    """The id of each folded word of a language, 0 for one that tells nothing; filled when asked."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang

    def __missing__(self, word: str) -> int:
        normal = normal_form(word, self._lang)
        self[word] = _id(normal) if normal else 0
        return self[word]


@cache
def _ids_in(lang: str) -> _Ids:
    return _Ids(lang)


def _id(term: str) -> int:
    return int.from_bytes(hashlib.blake2b(term.encode("utf-8", "replace"), digest_size=8).digest())


def _pair_ids(ids: Ids) -> Ids:
    """The ids of each two neighbours; which comes first makes a difference."""
    mixed = ids[:-1] * _FIRST + ids[1:]
    return (mixed ^ (mixed >> np.uint64(29))) * _SECOND
