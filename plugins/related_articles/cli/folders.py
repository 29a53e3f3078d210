"""Finds the posts in a folder of articles (edge: disk)."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.core.findings import Finding, typed_path
from plugins.publishing.content_files import LEFTOVERS

POSTS = frozenset({".md", ".markdown", ".mkd", ".mdown"})
_NOT_READ = frozenset({".rst", ".html", ".htm"})
# What a lenient build takes for something else than articles.
_OTHER_FOLDERS = frozenset({"pages", "data", "extra", "images"})


@dataclass(frozen=True)
class Found:
    """The files of posts, sorted, and what was passed over."""

    posts: tuple[Path, ...]
    findings: tuple[Finding, ...]


def find_posts(folder: Path, articles: Iterable[str]) -> Found:
    """The posts below those of the subfolders `articles` that exist, else below all of `folder`.

    Symbolic links are passed over, and so are pages and pictures.
    """
    within = [folder / name for name in articles if name and (folder / name).is_dir()]
    files = sorted({file for root in within or [folder] for file in _files(root, folder)})
    posts = [file for file in files if file.suffix.casefold() in POSTS]
    linked = [file for file in posts if file.is_symlink() or not file.is_file()]
    others = [file for file in files if file.suffix.casefold() in _NOT_READ]
    told = "This is a link or a device, which is not read."
    findings = [_warning(typed_path(file), told) for file in linked]
    if others:
        several, be = (f"{len(others)} files", "are") if len(others) > 1 else ("One file", "is")
        told = f"{several} in reStructuredText or HTML {be} not read, only Markdown is."
        findings.append(_warning(typed_path(folder), told))
    return Found(tuple(file for file in posts if file not in linked), tuple(findings))


def _files(root: Path, content: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(root):
        others = _OTHER_FOLDERS if Path(where) == content else frozenset()
        folders[:] = [name for name in folders if name not in others and name[0] != "."]
        for name in names:
            if not name.startswith(".") and not _is_leftover(name):
                yield Path(where, name)


def _is_leftover(name: str) -> bool:
    return any(fnmatch.fnmatch(name, pattern) for pattern in LEFTOVERS)


def _warning(path: str, message: str) -> Finding:
    return Finding(path, 0, "warning", "related-articles/not-read", message)
