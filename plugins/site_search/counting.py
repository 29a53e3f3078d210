"""Counts the words of an article, and says how much it is about each of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache

from plugins.core.words import folded_words, stemmer, written_words
from plugins.site_search.records import SearchRecord

LEVELS = 15  # how much an article is about a word: from 1
# So many counts a word in the text, the title, the topics, the headings, the search words.
_WEIGHTS = 1, 0, 5, 1, 5
_IN_TITLE = 7  # levels
_COMMON_LENGTH = 600  # words of text
_LONGEST = 200  # characters of a word; the search field takes no more
_REMEMBERED = 50_000  # words


class WordCounter:
    """Counts words, which are stemmed for a language, such as "en-GB", whatever a record's is."""

    def __init__(self, lang: str) -> None:
        self._stem = stemmer(lang)
        self._known = lru_cache(_REMEMBERED)(self._folded)

    def levels(self, record: SearchRecord) -> dict[str, int]:
        """Each word of a record, and how much the record is about the words with its stem."""
        stems: dict[str, str] = {}
        counts: defaultdict[str, int] = defaultdict(int)
        for text, weight in zip(_texts(record), _WEIGHTS, strict=True):
            for written, times in Counter(written_words(text)).items():
                for word, stem in self._known(written):
                    stems[word] = stem
                    counts[stem] += weight * times
        in_title = {
            stem for written in written_words(record.title) for _, stem in self._known(written)
        }
        saturation = 0.3 + 0.9 * sum(counts.values()) / _COMMON_LENGTH
        of_count = {count: _level(count, saturation) for count in set(counts.values())}
        levels = {stem: of_count[count] for stem, count in counts.items()}
        levels |= {stem: _level(counts[stem], saturation, _IN_TITLE) for stem in in_title}
        return {word: levels[stem] for word, stem in stems.items()}

    def _folded(self, written: str) -> list[tuple[str, str]]:
        """The words to search for of a written one, each with its stem."""
        words = [word for word in folded_words(written) if len(word) <= _LONGEST]
        return [(word, self._stem(word)) for word in words]


def _texts(record: SearchRecord) -> tuple[str, ...]:
    """The texts of a record, in the order of _WEIGHTS; headings are part of the first one, too."""
    lists = map("\n".join, (record.topics, record.headings, record.search_words))
    return record.text, record.title, *lists


def _level(count: int, saturation: float, more: int = 0) -> int:
    """The level of words that occur so often, as in BM25; `saturation` grows with the article."""
    return max(1, round((LEVELS - _IN_TITLE) * count / (count + saturation) + more))
