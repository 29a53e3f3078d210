"""Counts the words of an article, and says how much it is about each of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from plugins.core.words import folded_words, stemmer, written_words
from plugins.site_search.records import SearchRecord

LEVELS = 15  # how much an article is about a word: from 1
# So many counts a word in the text, the title, the topics, the headings, the search words.
_WEIGHTS = 1, 5, 5, 1, 5
_NAMED = 7  # levels more for a word of a title of one or two words, or of the search words
_IN_LONG_TITLE = 4  # levels more for a word of a title of five or more words
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
        title = written_words(record.title)
        more = dict.fromkeys(self._stems(title), _more(len(title)))
        searched = written_words("\n".join(record.search_words))
        more |= dict.fromkeys(self._stems(searched), _NAMED)
        saturation = 0.3 + 0.9 * sum(counts.values()) / _COMMON_LENGTH
        of_count = {count: _level(count, saturation) for count in set(counts.values())}
        levels = {stem: of_count[count] for stem, count in counts.items()}
        levels |= {stem: _level(counts[stem], saturation, each) for stem, each in more.items()}
        return {word: levels[stem] for word, stem in stems.items()}

    def _stems(self, written: Iterable[str]) -> set[str]:
        return {stem for each in written for _, stem in self._known(each)}

    def _folded(self, written: str) -> list[tuple[str, str]]:
        """The words to search for of a written one, each with its stem."""
        words = [word for word in folded_words(written) if len(word) <= _LONGEST]
        return [(word, self._stem(word)) for word in words]


def _texts(record: SearchRecord) -> tuple[str, ...]:
    """The texts of a record, in the order of _WEIGHTS; headings are part of the first one, too."""
    lists = map("\n".join, (record.topics, record.headings, record.search_words))
    return record.text, record.title, *lists


def _more(words: int) -> int:
    """The levels that a word has from a title of so many words: each tells less of a long one."""
    return max(_IN_LONG_TITLE, min(_NAMED, _NAMED + 2 - words))


def _level(count: int, saturation: float, more: int = 0) -> int:
    """The level of words that occur so often, as in BM25; `saturation` grows with the article."""
    return max(1, round((LEVELS - _NAMED) * count / (count + saturation) + more))
