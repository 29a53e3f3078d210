"""Symbolic links below the content folder that a build must not follow (edge: disk)."""

from __future__ import annotations

import fnmatch
import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.findings import Finding, typed_path

RULE = "content/link"
_EXCLUDES = ("ARTICLE_EXCLUDES", "PAGE_EXCLUDES", "STATIC_EXCLUDES")


@dataclass(frozen=True)
class BadLink:
    """A link that must not be followed: its path, what is wrong with it, and the cure."""

    path: Path
    message: str
    cure: str


def shut_out(settings: dict[str, Any]) -> list[Finding]:
    """Report the bad links below the folder PATH, and have Pelican leave them alone."""
    content = Path(settings["PATH"])
    bad = bad_links(content, settings["IGNORE_FILES"])
    for name in _EXCLUDES:  # what Pelican reads for folders; for files it has patterns only
        settings[name] = [*settings[name], *(str(link.path.relative_to(content)) for link in bad)]
    files = [glob.escape(link.path.name) for link in bad if not link.path.is_dir()]
    settings["IGNORE_FILES"] = [*settings["IGNORE_FILES"], *files]
    return [
        Finding(typed_path(link.path), 0, "error", RULE, link.message, link.cure) for link in bad
    ]


def bad_links(content: Path, ignored: Sequence[str] = ()) -> list[BadLink]:
    """The links below `content` that lead out of it, nowhere, or back to a folder above them.

    Names that match one of the patterns in `ignored` are left alone, as no build reads them.
    """
    root = Path(os.path.realpath(content))
    return [bad for link in sorted(_links(content, ignored)) if (bad := _judge(link, root))]


def _links(content: Path, ignored: Sequence[str]) -> Iterator[Path]:
    for folder, folders, files in os.walk(content):
        for name in folders + files:
            path = Path(folder, name)
            if path.is_symlink() and not any(fnmatch.fnmatch(name, words) for words in ignored):
                yield path


def _judge(link: Path, root: Path) -> BadLink | None:
    target = Path(os.path.realpath(link))
    if not target.is_relative_to(root):
        message = f"This link leads out of {root.name}/, to {target}."
        return BadLink(link, message, "Put a copy of what it leads to in its place.")
    if not target.exists():
        message = f"This link leads nowhere: to {link.readlink()}."
        return BadLink(link, message, "Delete it, or mend it.")
    if Path(os.path.realpath(link.parent)).is_relative_to(target):
        return BadLink(link, "This link leads to a folder that it lies in.", "Delete it.")
    return None
