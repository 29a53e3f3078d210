"""The cache of one build: the store, the files' digests, and the last build (edge: disk)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from plugins.core import cache_folder
from plugins.core.code_digest import code_digest
from plugins.core.one_warning import OneWarning
from plugins.incremental.digests import digest
from plugins.incremental.files import FileDigests
from plugins.incremental.last_build import LastBuild, last_build
from plugins.incremental.memory import Memory
from plugins.incremental.recipe import libraries, settings_json
from plugins.incremental.store import Store
from plugins.posts import markdown_setting
from plugins.publishing.build_options import PLUGIN

CODE = Path(__file__).parents[1]
# What a build reads of the environment besides the settings: time, and what languages differ in.
_ENVIRONMENT = ("SOURCE_DATE_EPOCH", "TZ", "LANG", "LC_ALL", "LC_COLLATE", "LC_CTYPE", "LC_TIME")
# Settings with functions of an owner's own, which may return something else every time.
_FUNCTIONS = ("JINJA_FILTERS", "JINJA_GLOBALS", "JINJA_TESTS")
# Settings with paths that begin in the content folder, and may lead out of it.
_PATHS = (
    "ARTICLE_PATHS", "PAGE_PATHS", "STATIC_PATHS", "TEMPLATE_PAGES",
    "CLINIC_DATA", "PEOPLE_DATA", "TOPICS_DATA",
)  # fmt: skip
_PELICAN = "pelican.Pelican"


@dataclass(frozen=True)
class BuildCache:
    """What a build knows before it begins.

    `recipe` stands for code and libraries. `old` is the folder of the site that the new one
    replaces, if that is built in another folder, and `last` the build that wrote it. `inputs`
    stands for all that the site is made from, or is empty if that is not known. `why_no_pages` says
    why no page may be reused. `umask` is that of this process. `warn` is for what is wrong with any
    cache, and speaks once.
    """

    store: Store
    files: FileDigests
    recipe: bytes
    old: Path | None
    last: LastBuild
    inputs: str
    why_no_pages: str
    umask: int
    warn: Callable[[str], object] = lambda _sentence: None

    def close(self) -> None:
        """Write what was kept."""
        self.files.close()
        self.store.close()


def is_off() -> bool:
    """Whether the environment variable INCREMENTAL says that nothing of other builds is used."""
    return os.environ.get("INCREMENTAL", "1").lower() in {"0", "no", "false"}


def build_cache(
    settings: Mapping[str, Any],
    old: Path | None,
    options: Iterable[object],
    say: Callable[[str], object],
    memory: Memory | None = None,
) -> BuildCache:
    """The cache of a build with Pelican's `settings` and other `options`.

    It keeps nothing if it `is_off`. `say` gets one warning at most. `memory` is that of a process
    that stays.
    """
    warn = OneWarning(say)
    why_not = "INCREMENTAL=0" if is_off() else _why_no_pages(settings)
    store = Store(None if is_off() else cache_folder.home() / "site", warn, memory)
    recipe = digest(code_digest(CODE), *libraries())
    files = FileDigests(store, digest("files", recipe, settings["PATH"]))
    last = last_build(store, old) if old else LastBuild()
    os.umask(umask := os.umask(0))  # no other thread makes files yet
    inputs = "" if why_not or old is None else _inputs(settings, files, recipe, (umask, *options))
    return BuildCache(store, files, recipe, old, last, inputs, why_not, umask, warn)


def _inputs(
    settings: Mapping[str, Any], files: FileDigests, recipe: bytes, options: Iterable[object]
) -> str:
    """The digest of all that a site is made from; empty if that is not known.

    Settings may have functions, or name code of others, or files outside the content folder.
    """
    values, functions = settings_json({**settings, "OUTPUT_PATH": ""})  # the same site elsewhere
    if functions or markdown_setting.others(settings.get("MARKDOWN")) or _leads_out(settings):
        return ""
    around = [os.environ.get(name, "") for name in _ENVIRONMENT]
    parts: list[bytes | str] = [recipe, values, str(Path.cwd()), *around, *map(str, options)]
    for folder in (settings["PATH"], settings["THEME"], *settings["THEME_TEMPLATES_OVERRIDES"]):
        parts += [str(folder), files.of_all(Path(folder))]
    return digest(*parts).hex()


def _leads_out(settings: Mapping[str, Any]) -> bool:
    """Whether any setting names files that are not in the content folder."""
    content = os.path.abspath(settings["PATH"])  # noqa: PTH100  # resolve() would follow links
    named = [settings.get(name) or () for name in _PATHS]
    paths = chain.from_iterable([each] if isinstance(each, str) else each for each in named)
    absolute = (os.path.abspath(Path(content, path)) for path in paths)  # noqa: PTH100  # the same
    return not all(Path(path).is_relative_to(content) for path in absolute)


def _why_no_pages(settings: Mapping[str, Any]) -> str:
    """Why what other people's code may have changed is not reused."""
    if settings["PELICAN_CLASS"] != _PELICAN:
        return f"PELICAN_CLASS is {settings['PELICAN_CLASS']}"
    if others := [str(name) for name in settings["PLUGINS"] or () if name != PLUGIN]:
        return f"PLUGINS has {', '.join(others)}"
    if named := [name for name in _FUNCTIONS if settings[name]]:
        return f"{named[0]} has functions"
    if settings["JINJA_ENVIRONMENT"].get("extensions"):
        return "JINJA_ENVIRONMENT has extensions"
    if settings_json({"": settings["JINJA_ENVIRONMENT"]})[1]:
        return "JINJA_ENVIRONMENT has functions"
    return ""
