"""The settings of a Jekyll site, and what they say about its files."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable, Iterator, Mapping
from math import ceil
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from plugins.migration.new_addresses import ARTICLES
from plugins.migration.old_folder import settings_path
from plugins.migration.old_front_matter import table, words
from plugins.migration.old_site import MigrationError, Note

_PROJECT_FILES = re.compile(
    r"(?:Gemfile(?:\.lock)?|Rakefile|(?:README|LICEN[CS]E|CHANGELOG|CONTRIBUTING)(?:\.\w+)?|"
    r"package(?:-lock)?\.json|[^/]*\.gemspec|_config[^/]*\.ya?ml)\Z",
    re.IGNORECASE,
)
_OF_BUNDLER = ("vendor/bundle", "vendor/cache", "vendor/gems", "vendor/ruby")
_ANSWERED = frozenset({
    "baseurl", "defaults", "description", "destination", "encoding", "exclude", "future", "gems",
    "include", "lang", "locale", "markdown", "name", "paginate", "paginate_path", "permalink",
    "plugins", "theme", "timezone", "title", "url",
})  # fmt: skip
_ANSWERED_PLUGINS = frozenset({
    "jekyll-feed", "jekyll-paginate", "jekyll-redirect-from", "jekyll-seo-tag", "jekyll-sitemap",
})  # fmt: skip


def read(root: Path) -> Mapping[str, Any]:
    """The settings of the site in `root`; raises MigrationError."""
    file = settings_path(root, "Jekyll")
    try:
        found = yaml.safe_load(file.read_text("utf-8-sig"))
    except (OSError, RecursionError, ValueError, yaml.YAMLError) as error:
        raise MigrationError(f"{file} cannot be read: {error}") from error
    if not isinstance(found, dict | None):
        raise MigrationError(f"{file} has no settings.")
    return found or {}


def notes(config: Mapping[str, Any]) -> list[Note]:
    """The settings that mean nothing here."""
    plugins = set(words(config.get("plugins") or config.get("gems"))) - _ANSWERED_PLUGINS
    found = [
        Note("setting", "", f"{name} means nothing here.")
        for name in [*sorted(map(str, config)), *(f"The plugin {name}" for name in sorted(plugins))]
        if name not in _ANSWERED
    ]
    if not isinstance(config.get("paginate") or 1, int):
        found.append(_unread("paginate", "a number"))
    rules = config.get("defaults") or []
    for rule in rules if isinstance(rules, list) else [rules]:
        scope = table(table(rule).get("scope"))
        if not scope or not all(isinstance(value or "", str) for value in scope.values()):
            found.append(_unread("defaults", "a list of scopes, with a path and a type as text"))
    return found


def _unread(name: str, wanted: str) -> Note:
    return Note("setting", "_config.yml", f"{name} was not read: it should be {wanted}.")


def defaults(config: Mapping[str, Any], path: str, kind: str) -> dict[str, Any]:
    """The front matter that the settings give to a file of this kind."""
    found: dict[str, Any] = {}
    rules = config.get("defaults")
    for each in map(table, rules if isinstance(rules, list) else []):
        scope = table(each.get("scope"))
        if _is_in(path, str(scope.get("path") or "").strip("/")) and scope.get("type", kind) in (
            kind,
            f"{kind}s",
        ):
            found |= table(each.get("values"))
    return found


def _is_in(path: str, scope: str) -> bool:
    """Whether `scope`, which may have patterns, is the file, or a folder that it is in."""
    above = _with_folders(path)
    if set("*?[") & set(scope):
        return any(fnmatch.fnmatchcase(each, scope) for each in above)
    return scope in {"", *above}


def settings(config: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of Pelican that mean the same."""
    lang = str(config.get("lang") or config.get("locale") or "").replace("_", "-")
    found = {"TIMEZONE": str(config.get("timezone") or ""), "DEFAULT_LANG": lang}
    return {name: value for name, value in found.items() if value}


def feed(config: Mapping[str, Any]) -> dict[str, str]:
    """The feed that a plugin has written."""
    plugins = words(config.get("plugins") or config.get("gems") or [])
    if "jekyll-feed" not in plugins:
        return {}
    path = str(table(config.get("feed")).get("path") or "feed.xml")
    return {"FEED_ALL_ATOM": path.lstrip("/")}


def is_excluded(path: str, config: Mapping[str, Any]) -> bool:
    """Whether a file is no part of the site."""
    written = str(config.get("destination") or "_site").removeprefix("./")
    names = [*words(config.get("exclude")), *_OF_BUNDLER, written]
    if _PROJECT_FILES.match(path) or _matches(path, names):
        return True
    folders = PurePosixPath(path).parts[:-1]
    posts = bool({"_posts", "_drafts"} & set(folders))
    private = any(part.startswith("_") for part in folders) and not posts
    return private and not _matches(path, words(config.get("include")))


def _matches(path: str, names: Iterable[str]) -> bool:
    """Whether a pattern in `names` is that of the file or of a folder that it is in."""
    above = _with_folders(path)
    return any(fnmatch.fnmatch(each, name.strip("/")) for each in above for name in names)


def _with_folders(path: str) -> list[str]:
    """The file and the folders that it is in, below that of the site."""
    return [path, *(folder.as_posix() for folder in PurePosixPath(path).parents[:-1])]


def pagination(config: Mapping[str, Any], posts: int) -> Iterator[tuple[str, str]]:
    """The pages of the list of so many posts, if the settings ask for them."""
    size = config.get("paginate")
    if not isinstance(size, int) or size < 1:
        return
    path = str(config.get("paginate_path") or "/page:num/")
    for number in range(2, ceil(posts / size) + 1):
        url = path.replace(":num", str(number)).strip("/")
        yield f"{url}/index.html", ARTICLES
