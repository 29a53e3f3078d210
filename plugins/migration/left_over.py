"""Finds what looks like a post of the old site, but was not adopted (edge: disk)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from plugins.migration.old_folder import files_below
from plugins.migration.old_front_matter import has_front_matter
from plugins.migration.old_site import Note, OldSite

# Folders that a generator writes, and those with its templates or the programs of others.
_NO_POSTS: Mapping[str, frozenset[str]] = {
    "Pelican": frozenset({"__pycache__", "node_modules", "output", "theme", "themes"}),
    "Jekyll": frozenset({
        "_cache", "_includes", "_layouts", "_sass", "_site", "bundle", "node_modules",
    }),
    "Hugo": frozenset({
        "_gen", "_vendor", "archetypes", "layouts", "node_modules", "public", "themes",
    }),
}  # fmt: skip
_MARKUP = (".markdown", ".md", ".mdown", ".mkd", ".mkdn", ".mkdown", ".rst")
_ABOUT_THE_FOLDER = re.compile(r"(?:changelog|contributing|licen[cs]e|readme)\.\w+", re.IGNORECASE)


def notes(folder: Path, site: OldSite) -> Iterator[Note]:
    """A note for each file in the old `folder` that nothing in `site` accounts for."""
    root = folder / site.root
    known = {post.path for post in site.posts} | {file.path for file in site.files}
    known |= site.broken.keys() | site.answered | {note.path for note in site.notes}
    for path in files_below(folder, [], _NO_POSTS[site.generator]):
        shown = Path(os.path.relpath(folder / path, root)).as_posix()
        if shown not in known and _is_post(folder, path):
            message = "It looks like a post, but was not adopted: the old site did not publish it,"
            yield Note("file", shown, f"{message} or published it in a way that is not known here.")


def _is_post(folder: Path, path: str) -> bool:
    at = PurePosixPath(path)
    ending = at.suffix.casefold()
    if ending in _MARKUP and not _ABOUT_THE_FOLDER.fullmatch(at.name):
        return True
    if ending not in {*_MARKUP, ".htm", ".html"}:
        return False
    with (folder / path).open("rb") as file:
        return has_front_matter(file.read(200))
