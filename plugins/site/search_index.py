"""Has the articles indexed for the search while the build goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from plugins.site.build import Build
from plugins.site_search.indexing import IndexingError, IndexJob


def start(build: Build) -> None:
    """Begin to index the articles, unless the build has already failed.

    The index is not finished if the build fails or is interrupted meanwhile. Raises OSError if the
    disk is full.
    """
    request = build.request
    if not build.search_records or request.findings.errors:
        return
    request.progress.step("Indexing for the search")
    job = IndexJob(build.site.lang, build.site.output)
    request.cleanup.callback(job.stop)
    with _recorded(build):
        job.start(build.search_records)
        build.search_index = job


def finish(build: Build) -> None:
    """Wait until the index is in the site; raises OSError if the disk is full."""
    if build.search_index is not None:
        with _recorded(build):
            build.search_index.result()


@contextmanager
def _recorded(build: Build) -> Iterator[None]:
    try:
        yield
    except IndexingError as error:
        build.request.findings.add(error.finding)
