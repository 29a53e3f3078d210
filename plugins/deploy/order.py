"""The order in which the files of a site go live, where a host takes one after the other.

Whoever visits meanwhile finds each page and file that a page asks for: what a new or changed page
asks for is there before the page, and a new page before those that link to it. Files of the old
site that the new one lacks are deleted last.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from enum import IntEnum
from pathlib import PurePosixPath

from plugins.hosting.manifest import ManifestFile
from plugins.hosting.responses import is_hashed


class Stage(IntEnum):
    """A step of a deploy. All files of one stage are live before the first of the next one."""

    HASHED_ASSETS = 0
    NEW_ASSETS = 1
    ASSETS = 2
    NEW_PAGES = 3  # which no page that visitors can reach links to yet
    STOPPED_PAGES = 4  # to which pages may link that a deploy has changed before it stopped
    LEAF_PAGES = 5
    LISTS = 6  # pages with others below them, and the home page
    FEEDS = 7
    SEARCH_INDEX = 8
    SITEMAP = 9
    ROBOTS = 10


# What names other files comes after them, and robots.txt, which names the sitemap, comes last.
_NAMING_OTHERS = (
    (re.compile(r"(feeds/.+|.+\.(atom|rss)\.xml)"), Stage.FEEDS),
    (re.compile(r"search-index/index\.json"), Stage.SEARCH_INDEX),
    (re.compile(r"sitemap[^/]*\.xml"), Stage.SITEMAP),
    (re.compile(r"robots\.txt"), Stage.ROBOTS),
)


def stage_of(
    path: str, live: Collection[str], stopped: Collection[str], lists: Collection[str]
) -> Stage:
    """The stage of the file at `path`; `live` and `stopped` as in `in_order`, `lists` as below."""
    if is_hashed(path):
        return Stage.HASHED_ASSETS
    if path.endswith((".html", ".htm")):
        if path in live:
            return Stage.LISTS if path in lists else Stage.LEAF_PAGES
        return Stage.STOPPED_PAGES if path in stopped else Stage.NEW_PAGES
    asset = Stage.ASSETS if path in live else Stage.NEW_ASSETS
    return next((stage for names, stage in _NAMING_OTHERS if names.fullmatch(path)), asset)


def lists_of(paths: Iterable[str]) -> frozenset[str]:
    """The index.html of each folder that has pages in folders below, and that of the site."""
    found = {"index.html"}
    for path in paths:
        if path.endswith(".html"):
            parents = PurePosixPath(path).parents
            own = 1 if path.endswith("/index.html") else 0
            found.update(f"{parent}/index.html" for parent in parents[own:-1])
    return frozenset(found)


def in_order(
    files: Iterable[ManifestFile],
    site: Iterable[str],
    live: Collection[str],
    stopped: Collection[str],
) -> list[tuple[Stage, list[ManifestFile]]]:
    """These files of a site by stage, each stage with the deepest paths first.

    `site` are all paths of the new site, `live` those of the old one, and `stopped` those of sites
    whose deploy has stopped, so that each may be there or not.
    """
    lists = lists_of(site)
    stages: dict[Stage, list[ManifestFile]] = {}
    for file in sorted(files, key=lambda file: (-file.path.count("/"), file.path)):
        stages.setdefault(stage_of(file.path, live, stopped, lists), []).append(file)
    return sorted(stages.items())
