"""Makes the index for the search while pages are written (edge: disk)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path

from plugins.core.process_pool import ProcessPool
from plugins.incremental.digests import digest, value_json
from plugins.site.build import Build
from plugins.site_search.index import FILE_NAMES, FOLDER, write_index
from plugins.site_search.records import SearchRecord


class SearchIndex:
    """The index of a build, made again only if what it has of any article has changed.

    A build that has failed, or is only for its findings, has none. `missing` is the number of
    articles to index.
    """

    def __init__(self, build: Build) -> None:
        self._build = build
        self._place: Callable[[], None] | None = None
        self._making: Future[list[str]] | None = None
        self._key = b""
        self.missing = 0
        request = build.request
        if not build.search_records or request.findings_only or request.findings.errors:
            return
        records = value_json(build.search_records)
        self._key = digest("search index", build.reuse.cache.recipe, build.site.lang, records)
        self._place = build.reuse.groups.find(self._key)
        if self._place is None:
            self.missing = len(build.search_records)

    def begin(self, pool: ProcessPool) -> None:
        """Place the index of the last build, or begin to make another; raises OSError."""
        if self._place:
            self._place()
        if self.missing:
            site = self._build.site
            given = (site.output / FOLDER, self._build.search_records, site.lang)
            self._making = pool.submit(index_into, *given)

    def finish(self) -> None:
        """Wait until the index is in the site; raises OSError."""
        if self._making:
            names = self._making.result()
            self._build.request.progress.step("Indexing for the search")
            self._build.reuse.groups.keep_written(self._key, names)


def index_into(folder: Path, records: Sequence[SearchRecord], lang: str) -> list[str]:
    """Write the index into a folder of the site; returns the paths of its files below the site."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():  # of an earlier build, which another program ran
        if re.fullmatch(FILE_NAMES, old.name):  # a page may have this folder's name as its slug
            old.unlink()
    names = []

    def write(name: str, data: bytes) -> None:
        (folder / name).write_bytes(data)
        names.append(f"{folder.name}/{name}")

    write_index(records, lang, write)
    return names
