"""Makes the index for the search while the build goes on (edge: disk)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter

from plugins.core.free_memory import return_free_memory
from plugins.core.process_pool import ProcessPool
from plugins.incremental.digests import digest, value_json
from plugins.incremental.site_files import KeptGroups
from plugins.site.build import Build
from plugins.site_search import index
from plugins.site_search.counting import WordCounter
from plugins.site_search.index import IndexedArticle
from plugins.site_search.records import SearchRecord
from plugins.site_search.search_words import SearchWords

_AT_ONCE = 200  # articles that are counted together, and that are returned together
_ADAPTER = TypeAdapter(tuple[dict[str, str], IndexedArticle])
_Digests = dict[str, str]  # of files, by their paths in the site


@dataclass
class _MadeIndex:
    """An index that was made: its `files`, and those of each article that was counted for it."""

    files: _Digests = field(default_factory=dict)
    counted: list[tuple[_Digests, IndexedArticle]] = field(default_factory=list)


class SearchIndex:
    """The index of a build, made again only if what it has of any article has changed.

    Then only the articles that have changed are counted. A build that has failed before it begins,
    or is only for its findings, has no index. `missing` is the number of articles to index.
    """

    def __init__(self, build: Build) -> None:
        self._build = build
        self._groups = KeptGroups(build.reuse.cache.store, build.reuse.site, _ADAPTER)
        self._adding: list[Future[None]] = []
        self._making: Future[_MadeIndex] | None = None
        self._own: ProcessPool | None = None
        request, site = build.request, build.site
        wanted = not (request.findings_only or request.findings.errors)
        recipe = build.reuse.cache.recipe
        self._records = {
            digest("search record", recipe, site.lang, value_json(record)): record
            for record in sorted(build.search_records, key=index.order)
            if wanted
        }
        found = {key: self._groups.find(key) for key in self._records}
        self._found = {key: place for key, place in found.items() if place}
        words = build.inputs.search_words.model_dump_json()
        self._key = digest("search index", words, *self._records)
        self._new = [key for key in self._records if key not in self._found]
        known = self._records and not self._new
        self._place = build.reuse.groups.find(self._key) if known else None
        self.missing = 0 if self._place else len(self._records)

    def begin(self, pool: ProcessPool) -> None:
        """Place what earlier builds have kept, and begin to make the rest; raises OSError."""
        if not self._records:
            return
        folder = self._build.site.output / index.FOLDER
        _make_room(folder)
        articles = [
            self._found[key]() if key in self._found else record
            for key, record in self._records.items()
        ]
        self._found.clear()
        given = folder, self._build.site.lang, self._build.inputs.search_words
        if self._place:
            self._place()
        elif self._own is None:
            self._making = pool.submit(make_index, articles, *given)
        else:
            pool.submit(_begin_index, *given)
            starts = range(0, len(articles), _AT_ONCE)
            self._adding = [pool.submit(_add, articles[at : at + _AT_ONCE]) for at in starts]
            self._making = pool.submit(_write_index)

    def begin_beside(self, process: ProcessPool) -> None:
        """Begin in a process of its own, which ends with `finish`; raises OSError.

        That keeps what it has counted until then: it would take much memory here.
        """
        self._own = process
        self.begin(process)

    def is_made(self) -> bool:
        """Whether `finish` need not wait."""
        return self._making is None or self._making.done()

    def finish(self) -> None:
        """Wait until the index is in the site; raises OSError."""
        if self._making is None:
            return
        for added in self._adding:
            added.result()
        made, self._making = self._making.result(), None
        self._build.request.progress.step("Indexing for the search")
        self._build.reuse.groups.keep(self._key, None, made.files)
        for key, (files, article) in zip(self._new, self._counted(made), strict=True):
            self._groups.keep(key, article, files)
        if self._own:
            self._own.close()

    def _counted(self, made: _MadeIndex) -> Iterator[tuple[_Digests, IndexedArticle]]:
        """The files of each article that was counted, and the article."""
        yield from made.counted
        if self._own:
            for start in range(0, len(self._new), _AT_ONCE):
                yield from self._own.submit(_held_from, start).result()


def begin_early(build: Build) -> None:
    """Begin to make the index, if there is a process for it, once the records are complete."""
    if build.index_process is not None:
        build.search_index = SearchIndex(build)
        build.search_index.begin_beside(build.index_process)


def _make_room(folder: Path) -> None:
    """Remove the index of an earlier build into the same site, by plain `pelican`."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if re.fullmatch(index.FILE_NAMES, old.name):  # a page may be in this folder, too
            old.unlink()


class _IndexMaker:
    """Makes an index in a folder, of some articles after the others."""

    def __init__(self, folder: Path, lang: str, words: SearchWords) -> None:
        self._folder = folder
        self._lang = lang
        self._words = words
        self._counter: WordCounter | None = WordCounter(lang)
        self._indexed: list[IndexedArticle] = []
        self.made = _MadeIndex()

    def add(self, articles: Sequence[SearchRecord | IndexedArticle]) -> None:
        """Count the articles that are records, and write their files."""
        assert self._counter is not None  # noqa: S101  # until `write`
        records = [each for each in articles if isinstance(each, SearchRecord)]
        counted = iter(self._counter.count(records))
        for each in articles:
            if isinstance(each, IndexedArticle):
                self._indexed.append(each)
            else:
                files: _Digests = {}
                indexed = index.index_article(each, next(counted), self._writing_to(files))
                self._indexed.append(indexed)
                self.made.counted.append((files, indexed))

    def write(self) -> None:
        """Write the files of the whole index."""
        self._counter = None  # and the words that it knows
        return_free_memory()
        index.write_index(self._indexed, self._lang, self._writing_to(self.made.files), self._words)
        self._indexed = []
        return_free_memory()  # this process may go on with pages

    def _writing_to(self, digests: _Digests) -> Callable[[str, bytes], None]:
        def write(name: str, data: bytes) -> None:
            (self._folder / name).write_bytes(data)
            digests[f"{self._folder.name}/{name}"] = digest(data).hex()

        return write


def make_index(
    articles: list[SearchRecord | IndexedArticle], folder: Path, lang: str, words: SearchWords
) -> _MadeIndex:
    """Write what an index lacks into its folder: the files of articles that are records.

    `articles` is emptied meanwhile, because their texts take as much memory as their index.
    """
    maker = _IndexMaker(folder, lang, words)
    while articles:
        some, articles[:_AT_ONCE] = articles[:_AT_ONCE], []
        maker.add(some)
    maker.write()
    return maker.made


_maker: _IndexMaker | None = None  # in a process that makes one index


def _begin_index(folder: Path, lang: str, words: SearchWords) -> None:
    global _maker  # noqa: PLW0603  # `_add` and the others are called in the same process
    _maker = _IndexMaker(folder, lang, words)


def _add(articles: Sequence[SearchRecord | IndexedArticle]) -> None:
    assert _maker is not None  # noqa: S101  # see `_begin_index`
    _maker.add(articles)


def _write_index() -> _MadeIndex:
    """Write the index; what was counted stays in this process, for `_held_from`."""
    assert _maker is not None  # noqa: S101  # see `_begin_index`
    _maker.write()
    return _MadeIndex(_maker.made.files)


def _held_from(start: int) -> list[tuple[_Digests, IndexedArticle]]:
    assert _maker is not None  # noqa: S101  # see `_begin_index`
    return _maker.made.counted[start : start + _AT_ONCE]
