"""The process that makes the search index of many articles (edge: processes)."""

from __future__ import annotations

from pathlib import Path

from plugins.core.cores import cores
from plugins.core.process_pool import ProcessPool
from plugins.site.build import Build

INDEXED_A_PROCESS = 200  # articles; to index them takes longer than to start a process


def is_wanted(build: Build) -> bool:
    """Whether the site has a search."""
    template = Path(build.site.theme, "templates", "search.html")
    return build.settings.get("SITE_SEARCH", True) and template.is_file()


def fork_early(build: Build, unread: int) -> None:
    """Start the process that will make the index, before so many posts are read.

    It has the least memory then: what this process has read would count again in another one that
    writes there. Not for few posts; nor in a preview, which shows a page before its search finds
    it; nor if another program runs Pelican, which writes into the old site, as this build may still
    fail.
    """
    request = build.request
    is_ours = request.cache is not None and request.kept is None and not request.findings_only
    if cores() > 1 and unread >= INDEXED_A_PROCESS and is_ours and is_wanted(build):
        build.index_process = request.cleanup.enter_context(ProcessPool(1, always_forks=True))
        build.index_process.submit(_forked)


def _forked() -> None:
    pass
