"""Turns articles into terms, numbered by hashes, and how often they contain each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plugins.related_articles.documents import Document
from plugins.related_articles.text import fold, words

Ids = NDArray[np.uint64]
Flags = NDArray[np.bool_]

# Editors choose topics, so a topic counts more than a word. Not tuned: the evaluation compares
# links with hidden topics, so it cannot measure this weight.
TOPIC_WEIGHT = 5
# Words contain no colon, so topics and categories cannot be confused with words.
_TOPIC, _CATEGORY = "topic: ", "category: "
_DIGEST = 8  # bytes of an id
_AT_ONCE = 200  # articles whose terms are counted together
_REMEMBERED = 100_000  # texts between spaces, in about 25 MB
_MULTIPLIERS = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)


@dataclass(frozen=True, eq=False)
class Terms:
    """The terms of articles: those of the first one, then those of the next.

    `ids` are sorted and unique within an article. A cell is twice the number of occurrences, plus 1
    where the term is a single word of the title. `sizes` are the numbers of terms of the articles.

    A term is a word ("needling"), two consecutive words ("dry needling"), a topic or a category.
    Its id is a 64-bit hash of its text, the same on every machine, so no list of words has to be
    stored.
    """

    ids: Ids
    cells: NDArray[np.int32]
    sizes: NDArray[np.int64]


def extract_terms(documents: Sequence[Document]) -> Terms:
    """The terms of the title, text, headings and description, topics and category of each article.

    All are in one language. Headings are also part of the text, so their terms count twice. A topic
    counts TOPIC_WEIGHT times, the category once.
    """
    digests = _WordDigests(documents[0].lang if documents else "")
    columns: tuple[list[Any], ...] = [], [], []
    for start in range(0, max(len(documents), 1), _AT_ONCE):
        found = _extract(documents[start : start + _AT_ONCE], digests)
        for column, values in zip(columns, (found.ids, found.cells, found.sizes), strict=True):
            column.append(values)
        if len(digests) > _REMEMBERED:
            digests.clear()
    return Terms(*map(_joined, columns))


def _joined(parts: list[Any]) -> Any:  # noqa: ANN401  # arrays of one type
    """The values of all parts, which are emptied: they take much memory."""
    made = np.concatenate(parts)
    parts.clear()
    return made


def _extract(documents: Sequence[Document], digests: _WordDigests) -> Terms:
    """The terms of some articles; `digests` are those of words in their language."""
    texts = [(each.title, *_passages(each)) for each in documents]
    data = [b"".join(map(digests.__getitem__, text.split())) for each in texts for text in each]
    words = np.frombuffer(b"".join(data), f">u{_DIGEST}").astype(np.uint64)
    passage = np.repeat(np.arange(len(data)), [len(each) // _DIGEST for each in data])
    is_pair = passage[:-1] == passage[1:]
    pairs = _pair_ids(words)[is_pair]
    titles = np.cumsum([0, *map(len, texts)])  # passages
    word_ends = np.searchsorted(passage, titles).tolist()
    title_ends = np.searchsorted(passage, titles, side="right").tolist()
    pair_ends = np.searchsorted(passage[1:][is_pair], titles).tolist()
    terms = _counted(
        [
            np.concatenate([words[slice(*own)], pairs[slice(*own_pairs)], _named(document)])
            for document, own, own_pairs in zip(
                documents, pairwise(word_ends), pairwise(pair_ends), strict=True
            )
        ]
    )
    ends = np.cumsum([0, *terms.sizes]).tolist()
    for (start, end), *title in zip(pairwise(ends), word_ends, title_ends, strict=False):
        places = np.searchsorted(terms.ids[start:end], words[slice(*title)])
        terms.cells[start:end][places] |= 1
    return terms


def _counted(articles: Sequence[Ids]) -> Terms:
    """The terms of articles with these ids, which get sorted; no term is marked as in a title."""
    for each in articles:
        each.sort()
    ids = np.concatenate([np.zeros(0, np.uint64), *articles])
    starts = np.cumsum([0, *map(len, articles)])
    is_first = np.ones(len(ids), np.bool_)
    is_first[1:] = ids[1:] != ids[:-1]
    is_first[starts[starts < len(ids)]] = True
    firsts = np.flatnonzero(is_first)
    counts = np.diff(firsts, append=len(ids)).astype(np.int32)
    return Terms(ids[firsts], 2 * counts, np.diff(np.searchsorted(firsts, starts)))


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
    """The digests of the words in what stands between two spaces, in a language.

    Those of the same text are made once; ignored words have none.
    """

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang

    def __missing__(self, token: str) -> bytes:
        self[token] = b"".join(map(_digest, words(token, self._lang)))
        return self[token]


def _named(document: Document) -> Ids:
    """The ids of the topics and the category, as often as they count."""
    names = _topics(document) * TOPIC_WEIGHT + _category(document)
    return np.array([*map(_name_id, names)], np.uint64)


@lru_cache(10_000)
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
