"""Files that are copied into the site as they are: which may be, and where (edge: disk)."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable
from pathlib import Path, PurePosixPath
from typing import Any

from plugins.findings import Finding, typed_path
from plugins.publishing.addresses import Claim, double

# What editors and desktops leave lying about; Pelican's own list of patterns misses all of it.
LEFTOVERS = (".#*", "#*#", "*~", "*.swp", "._*", ".DS_Store", "Thumbs.db", "~$*")


def problem(path: str, content: Path, withheld: Container[str] = ()) -> tuple[str, str] | None:
    """Why a post may not have `path`, a path below the folder `content`, copied; and the cure.

    `withheld` has the paths of the posts that this build does not show. A file that is not there
    is no problem of ours: the link to it is dead.
    """
    normal = PurePosixPath(os.path.normpath(path))
    real = Path(os.path.realpath(content / normal))
    if not real.is_relative_to(content.resolve()) or ".." in normal.parts:
        cure = f"Copy the file into {content.name}/ and link to it there."
        return f"it leads out of {content.name}/", cure
    if real.is_dir():
        return "it names a whole folder", "Link to one file in it."
    if normal.as_posix() in withheld:
        return "that post is not public", "Take the link away until it is."
    return None


def refused(links: Iterable[str], content: Path, withheld: Container[str]) -> list[str]:
    """Those of `links`, paths below `content`, with a problem; sorted, and without detours."""
    bad = [path for path in links if problem(path, content, withheld)]
    return sorted(PurePosixPath(os.path.normpath(path)).as_posix() for path in bad)


def doubles(files: Iterable[Any], claims: dict[str, Claim]) -> list[Finding]:
    """Findings for copied `files` that take the place of a page, or of each other."""
    found = []
    for file in files:
        claim = Claim(typed_path(Path(file.source_path)), 0, "Give the file another name.")
        name = os.path.normpath(file.save_as)
        if (first := claims.setdefault(name, claim)) is not claim:
            found.append(double(name, first, claim))
    return found
