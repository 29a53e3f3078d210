"""Leaves out the posts that a lenient build cannot publish, so that it can publish the others."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from plugins.core.findings import Finding, display_path
from plugins.core.left_out import RULE, left_out
from plugins.core.text_file import decode
from plugins.core.yaml_lines import YamlError
from plugins.posts import other_keys, post, source
from plugins.posts.result import ReadPost
from plugins.site import generators
from plugins.site.build import Build, FinishedPost

_SECTION = "_index.md"  # Hugo's page of a folder


def why(build: Build, path: Path, read: ReadPost) -> Finding | None:
    """The finding for a post that is left out; None for one that can be published.

    It is that of a folder that keeps its posts back, of the first error, of whatever kept the post
    from being read, or of an article without a date; a draft needs none.
    """
    if kept_back := _kept_back(build, path):
        return kept_back
    found = sorted([*read.findings, *read.body_findings])
    errors = [each for each in found if each.severity == "error"]
    if errors or read.front is None:
        return left_out((errors or found)[0])
    needs_date = read.front.status == "published" and not is_page(build, path)
    if read.front.date or not needs_date:
        return None
    line = min(read.lines.values(), default=1)
    return left_out(post.missing_date(read.path, line, build.now))


def _kept_back(build: Build, path: Path) -> Finding | None:
    """The finding for a post below a folder of Hugo's whose posts are not public."""
    content = build.site.content
    for folder in path.parents:
        section = folder / _SECTION
        if section.is_file() and (key := _cascaded(section, section.stat().st_mtime_ns)):
            message = f"This is not public, because of `{key}` in {display_path(section)}."
            hint = "Delete that key if it may be."
            return left_out(Finding(display_path(path), 0, "warning", RULE, message, hint))
        if folder == content:
            break
    return None


@lru_cache(maxsize=1000)
def _cascaded(section: Path, _changed: int) -> str:
    """The key that the page of a folder passes on to its posts; "" if these may be public."""
    data = section.read_bytes()
    try:
        return other_keys.cascaded_key(source.split(decode(data), lenient=True).fields)
    except YamlError:
        return "cascade" if b"cascade" in data else ""


def no_post_was_read(read: Collection[ReadPost]) -> list[Finding]:
    """The first finding again, as an error, if reading has failed for each of several posts.

    Then it is the process that reads which is broken, and not the posts.
    """
    found = [[each for each in post.findings if each.rule == "post/failed"] for post in read]
    return [found[0][0]] if len(found) > 1 and all(found) else []


def leave_out_doubles(build: Build) -> None:
    """Keep one post for each address: the oldest, or else the first by the name of its file."""
    first: dict[str, Path] = {}
    posts = [path for path, each in build.posts.items() if each.html is not None]
    for path in sorted(posts, key=lambda path: (_day(build.posts[path]), path)):
        address = _address(build, path, build.posts[path].values)
        kept = first.setdefault(address, path)
        if kept is not path:
            build.posts[path] = FinishedPost()
            message = f"This has the same address as {display_path(kept)}."
            hint = "Write another `slug`, or rename the file."
            found = Finding(display_path(path), 0, "warning", RULE, message, hint)
            build.request.findings.add(found)


def _day(post: FinishedPost) -> tuple[bool, str]:
    date = post.values.get("date")
    return (True, "") if not isinstance(date, datetime) else (False, date.isoformat())


def is_page(build: Build, path: Path) -> bool:
    """Whether the post in a file is a page, and not an article."""
    relative = path.relative_to(build.site.content)
    return any(relative.is_relative_to(folder) for folder in build.settings["PAGE_PATHS"])


def _address(build: Build, path: Path, values: dict[str, Any]) -> str:
    """What is the same for two posts that Pelican would write to the same file."""
    settings = build.settings
    kind = "PAGE" if is_page(build, path) else "ARTICLE"
    name = f"{kind}{'_LANG' if values.get('lang') else ''}_SAVE_AS"
    slug = values.get("slug") or generators.slug_of(settings, values["title"], path.stem)
    parts = {**values, "slug": slug, "author": "".join(values["authors"][:1])}
    try:
        address = values.get("save_as") or str(settings[name]).format(**parts)
    except (KeyError, ValueError, TypeError, AttributeError):  # such as a date that is missing
        address = f"{settings[name]} {slug}"
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", address).casefold())
