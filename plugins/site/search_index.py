"""Has the articles indexed for the search while the build goes on, or once it is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from plugins.incremental.digests import digest, value_json
from plugins.incremental.late_files import LateFiles, Stopped
from plugins.site.build import Build
from plugins.site_search.indexing import (
    FOLDER,
    IndexingError,
    IndexJob,
    SearchRecord,
    find_program,
)

_POLL = 0.01  # seconds between two checks whether to stop


class _StoppedError(Exception):
    """The index is not wanted any more."""


def start(build: Build) -> None:
    """Begin to index the articles, unless the build has already failed.

    The index is not finished if the build fails or is interrupted meanwhile. Raises OSError if the
    disk is full.
    """
    request = build.request
    if not build.search_records or request.findings.errors:
        return
    if request.findings_only:
        with _recorded(build):
            find_program()
        return
    kept, key = build.reuse.groups, _key(build)
    build.search_index = kept.find(key)
    build.reuse.made.search_index = key.hex()
    if build.search_index is not None:
        return
    if request.kept and not build.reuse.why_no_pages:
        _start_later(build, key)
        return
    request.progress.step("Indexing for the search")
    job = IndexJob(build.site.lang, build.site.output)
    request.cleanup.callback(job.stop)

    def finished() -> None:
        kept.keep_written(key, job.result())

    with _recorded(build):
        job.start(build.search_records)
        build.search_index = finished


def finish(build: Build) -> None:
    """Wait until the index is in the site; raises OSError if the disk is full."""
    if build.search_index is not None:
        with _recorded(build):
            build.search_index()


def _start_later(build: Build, key: bytes) -> None:
    """Give the site the index of the last build, until the new one is made."""
    reuse = build.reuse
    with _recorded(build):
        find_program()
    make = partial(_made, build.site.lang, build.search_records)
    reuse.late = LateFiles(key, FOLDER, make)
    reuse.made.search_index = reuse.cache.last.search_index
    build.search_index = reuse.groups.find(bytes.fromhex(reuse.made.search_index))


def _made(
    lang: str, records: Iterable[SearchRecord], folder: Path, stopped: Stopped
) -> list[str] | None:
    """The files of the index, made below `folder`; None if it was stopped."""
    job = IndexJob(lang, folder)
    try:
        job.start(_until(stopped, records))
        while not job.is_done(_POLL):
            if stopped():
                return None
        return job.result()
    except _StoppedError:
        return None
    finally:
        job.stop()


def _until(stopped: Stopped, records: Iterable[SearchRecord]) -> Iterator[SearchRecord]:
    for record in records:
        if stopped():
            raise _StoppedError
        yield record


def _key(build: Build) -> bytes:
    """The key of the index, which depends on nothing else."""
    records = value_json(build.search_records)
    return digest("search index", build.reuse.cache.recipe, build.site.lang, records)


@contextmanager
def _recorded(build: Build) -> Iterator[None]:
    try:
        yield
    except IndexingError as error:
        build.request.findings.add(error.finding)
