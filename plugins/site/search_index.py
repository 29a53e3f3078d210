"""Makes the index for the search while the build goes on (edge: disk)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from plugins.core.cores import cores
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

INDEXED_A_PROCESS = 200  # articles; to index them takes longer than to start a process
_MOST_BESIDE = 3_000  # articles; to relate more of them meanwhile would take too much memory
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
        if self._place:
            self._place()
        else:
            lang, words = self._build.site.lang, self._build.inputs.search_words
            make = make_index if self._own is None else _hold_index
            self._making = pool.submit(make, folder, articles, lang, words)

    def begin_beside(self) -> None:
        """Begin in a process of its own, which ends with `finish`; raises OSError.

        That keeps what it has counted until then: it would take much memory here.
        """
        self._own = self._build.request.cleanup.enter_context(ProcessPool(1, always_forks=True))
        self.begin(self._own)

    def is_made(self) -> bool:
        """Whether `finish` need not wait."""
        return self._making is None or self._making.done()

    def finish(self) -> None:
        """Wait until the index is in the site; raises OSError."""
        if self._making is None:
            return
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


_held: list[tuple[_Digests, IndexedArticle]] = []  # in a process that makes one index


def _hold_index(*given: Any) -> _MadeIndex:  # noqa: ANN401  # passed to `make_index`
    """Make an index; what was counted stays in this process, for `_held_from`."""
    made = make_index(*given)
    _held[:] = made.counted
    made.counted.clear()
    return made


def _held_from(start: int) -> list[tuple[_Digests, IndexedArticle]]:
    return _held[start : start + _AT_ONCE]


def begin_early(build: Build) -> None:
    """Begin to make the index in a process of its own, once the records are complete.

    Not one of few articles, nor one of very many: with 10,000, both at once take a tenth more
    memory and no less time. Nor if another program runs Pelican, which writes into the old site, as
    this build may still fail. Raises OSError.
    """
    is_worth_it = INDEXED_A_PROCESS <= len(build.search_records) <= _MOST_BESIDE
    if cores() > 1 and is_worth_it and build.request.cache is not None:
        build.search_index = SearchIndex(build)
        build.search_index.begin_beside()


def _make_room(folder: Path) -> None:
    """Remove the index of an earlier build into the same site, by plain `pelican`."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if re.fullmatch(index.FILE_NAMES, old.name):  # a page may be in this folder, too
            old.unlink()


def make_index(
    folder: Path,
    articles: list[SearchRecord | IndexedArticle],
    lang: str,
    words: SearchWords,
) -> _MadeIndex:
    """Write what an index lacks into its folder: the files of articles that are records.

    `articles` is emptied meanwhile, because their texts take as much memory as their index.
    """
    made, counter = _MadeIndex(), WordCounter(lang)

    def writing_to(digests: _Digests) -> Callable[[str, bytes], None]:
        def write(name: str, data: bytes) -> None:
            (folder / name).write_bytes(data)
            digests[f"{folder.name}/{name}"] = digest(data).hex()

        return write

    indexed = []
    while articles:
        some, articles[:_AT_ONCE] = articles[:_AT_ONCE], []
        counted = iter(counter.count([each for each in some if isinstance(each, SearchRecord)]))
        for each in some:
            if isinstance(each, IndexedArticle):
                indexed.append(each)
            else:
                files: _Digests = {}
                indexed.append(index.index_article(each, next(counted), writing_to(files)))
                made.counted.append((files, indexed[-1]))
    del counter  # and the words that it knows
    return_free_memory()
    index.write_index(indexed, lang, writing_to(made.files), words)
    del indexed
    return_free_memory()  # this process may go on with pages
    return made
