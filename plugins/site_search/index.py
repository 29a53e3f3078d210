"""Makes the index for the search: files in which engine.js finds words without a server.

A file of an article has what a result shows. The words of all articles are in groups that have one
stem; the groups are in parts, by the first letters of their words, so that a visitor loads only the
part of each word that is typed. Endings lead from a word that no article has to others of its stem.
Lists of all words by length find the word that was meant when one letter is wrong.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, permutations
from os.path import commonprefix
from pathlib import Path
from urllib.parse import quote

from plugins.core.words import base_language
from plugins.site_search.counting import CountedWords
from plugins.site_search.postings import WordGroup, groups
from plugins.site_search.records import SearchRecord
from plugins.site_search.search_words import SearchWords

FOLDER = "search-index"
ENTRY = "index.json"  # the only file whose name stays when the index changes
FILE_NAMES = r"index\.json|(article|articles|engine|part|words)\.[0-9a-f]{12}\.(js|json)"
_ENGINE = Path(__file__).with_name("engine.js")
_PART = 24_000  # characters of JSON, about 8 kB of brotli
_SHORTEST = 4  # letters of a word that may be meant by one with a slip
_LIST = 15_000  # characters of words, about 5 kB of brotli
_ENDINGS = 50  # pairs
_FREQUENT = 3  # times that a pair of endings is in the groups
_DIGITS = 12  # of the digest in a name


Write = Callable[[str, bytes], object]  # takes the name of a file below FOLDER, and its bytes


@dataclass(frozen=True)
class IndexedArticle:
    """What the index needs of an article, which follows from its record alone.

    That is the digest in the name of its file, its words with a space after each, a letter for
    the level of each, and its language if that is not the site's.
    """

    digest: str
    words: str
    levels: str
    lang: str


def order(record: SearchRecord) -> tuple[str, str]:
    """The key by which records are sorted for an index."""
    return record.path, record.anchor


def index_article(record: SearchRecord, counted: CountedWords, write: Write) -> IndexedArticle:
    """Write the file of an article, whose words were counted."""
    digest = _add(write, "article", _article(record))
    return IndexedArticle(digest, *counted, base_language(record.lang))


def write_index(
    articles: Sequence[IndexedArticle], lang: str, write: Write, words: SearchWords
) -> None:
    """Write each other file of the index.

    The articles are sorted by `order`. Their words are stemmed for the language `lang` of the site,
    such as "en-GB".
    """
    found = groups([(each.words, each.levels) for each in articles], lang)
    entry = {
        "engine": _add(write, "engine", _ENGINE.read_text("utf-8"), "js"),
        "count": len(articles),
        "articles": _add(write, "articles", _json("".join(each.digest for each in articles))),
        "languages": _languages(articles),
        "synonyms": [(each.words, each.means) for each in words.synonyms],
        "urgent": words.urgent,
        "parts": {prefix: _add(write, "part", part) for prefix, part in _parts(found)},
        "endings": _endings(found),
        "words": [(longest, _add(write, "words", _json(each))) for longest, each in _lists(found)],
    }
    write(ENTRY, _json(entry).encode())


def _languages(articles: Sequence[IndexedArticle]) -> dict[str, list[tuple[int, int]]]:
    """The ranges of the articles in each language that is not the site's, without their ends."""
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    place = 0
    for lang, same in groupby(articles, lambda article: article.lang):
        end = place + len(list(same))
        if lang:
            found[lang].append((place, end))
        place = end
    return found


def _add(write: Write, kind: str, text: str, suffix: str = "json") -> str:
    """Write a file whose name has a digest of its bytes; returns the digest."""
    data = text.encode()
    digest = hashlib.blake2b(data, digest_size=_DIGITS // 2).hexdigest()
    write(f"{kind}.{digest}.{suffix}", data)
    return digest


def _article(record: SearchRecord) -> str:
    url = quote(record.path.removesuffix("index.html"))  # "" for the home page
    others = {
        "kind": record.kind if record.kind != "article" else "",
        "title": record.title,
        "topics": " · ".join(record.topics),
        "lang": record.lang,
        "text": record.text,
    }
    url += f"#{quote(record.anchor)}" if record.anchor else ""
    return _json({"url": url} | {name: value for name, value in others.items() if value})


def _parts(found: Iterable[WordGroup]) -> Iterator[tuple[str, str]]:
    """The groups as JSON, by the letters with which the words of each part begin.

    A word is in the part that has the most letters that it begins with. Parts are about equally
    large, and a group whose words belong to several parts is in each.
    """
    written = {word: json for group in found for json in [_group(group)] for word in group.words}
    for prefix, words in sorted(_divided("", written)):
        yield prefix, f"[{','.join(sorted({written[word] for word in words}))}]"


def _group(group: WordGroup) -> str:
    return f'["{" ".join(group.words)}",{group.articles}]'


def _divided(prefix: str, written: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """The prefix of each part of these words, which begin with `prefix`, and its words."""
    longer: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for word, group in written.items():
        longer[word[: len(prefix) + 1]][word] = group
    sizes = {start: sum(map(len, set(words.values()))) for start, words in longer.items()}
    total = sum(sizes.values())
    for start in sorted(sizes, key=lambda start: (-sizes[start], start)):
        if total > _PART and start != prefix:  # the prefix itself may be a word
            total -= sizes[start]
            yield from _divided(start, longer.pop(start))
    if longer:
        yield prefix, [word for words in longer.values() for word in words]


def _endings(found: Iterable[WordGroup]) -> list[tuple[str, str]]:
    """The most frequent pairs of endings of words that have one stem, such as "y" and "ies"."""
    pairs: Counter[tuple[str, str]] = Counter()
    for group in found:
        for word, other in permutations(group.words, 2):
            start = len(commonprefix((word, other)))  # noqa: RUF071  # these are no paths
            pairs[word[start:], other[start:]] += 1
    frequent = (pair for pair, times in pairs.items() if times >= _FREQUENT)
    return sorted(frequent, key=lambda pair: (-pairs[pair], pair))[:_ENDINGS]


def _lists(found: Iterable[WordGroup]) -> Iterator[tuple[int, str]]:
    """Lists of the words that may be meant, each with the number of characters of its longest one.

    To change a letter of a very short word would make any other, and a digit another number. A list
    has the words of one length, separated by spaces, or of several if there are few.
    """
    words = [word for group in found for word in group.words if len(word) >= _SHORTEST]
    words = sorted(word for word in words if word.isalpha() or not any(map(str.isdecimal, word)))
    words.sort(key=len)
    listed: list[str] = []
    for _, same in groupby(words, len):
        listed += same
        if sum(map(len, listed)) >= _LIST:
            yield len(listed[-1]), " ".join(listed)
            listed = []
    if listed:
        yield len(listed[-1]), " ".join(listed)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
