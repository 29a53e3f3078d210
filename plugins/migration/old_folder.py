"""Finds the files of an old site that may be read (edge: disk)."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from plugins.migration.old_front_matter import has_front_matter
from plugins.migration.old_site import MigrationError, Note

# By generator; the first one that is there is read. Pelican's is that of the published site.
SETTINGS_FILES: Mapping[str, tuple[str, ...]] = {
    "Pelican": ("publishconf.py", "pelicanconf.py"),
    "Jekyll": ("_config.yml", "_config.yaml"),
    "Hugo": tuple(
        f"{place}{name}.{ending}"
        for place in ("", "config/_default/")
        for name in ("hugo", "config")
        for ending in ("toml", "yaml", "yml", "json")
    ),
}

# What other tools have written, or read, beside a site.
_LEFT_OUT = frozenset({
    "__pycache__", "_cache", "_sass", "_site", "node_modules",
})  # fmt: skip
_PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
_OF_THEMES = (
    ".coffee", ".css", ".eot", ".js", ".less", ".map", ".sass", ".scss", ".ttf", ".woff", ".woff2",
)  # fmt: skip
_MOST_BYTES = 100_000_000  # of a file that is copied; hosts refuse larger ones


def is_picture(path: str) -> bool:
    """Whether the file is a picture that a post may show."""
    return path.casefold().endswith(_PICTURES)


def files_below(
    folder: Path, notes: list[Note], leave_out: Collection[str] = _LEFT_OUT
) -> Iterator[str]:
    """The paths of the regular files below `folder`, sorted; no link is followed.

    What is neither a file nor a folder, or is too large, is added to `notes`. Hidden files belong
    to other tools. `folder` itself is in the old site, whose own path has no links.
    """
    if _leads_elsewhere(folder):
        notes.append(_link(folder, folder.parent))
        return
    for place, folders, names in os.walk(folder, onerror=partial(_note_unread, folder, notes)):
        start = Path(place)
        folders.sort()
        for name in list(folders):
            hidden = name.startswith(".") or name in leave_out
            if (start / name).is_symlink() and not hidden:
                notes.append(_link(start / name, folder))
            if hidden or (start / name).is_symlink():
                folders.remove(name)
        for name in sorted(names):
            if not name.startswith(".") and _is_file(start / name, folder, notes):
                yield (start / name).relative_to(folder).as_posix()


def _note_unread(folder: Path, notes: list[Note], error: OSError) -> None:
    """Note a folder that cannot be read; one that a site need not have may be missing."""
    if not isinstance(error, FileNotFoundError):
        shown = Path(error.filename).relative_to(folder).as_posix()
        notes.append(Note("file", shown, f"It cannot be read: {error.strerror}."))


def _is_file(path: Path, folder: Path, notes: list[Note]) -> bool:
    if path.is_symlink():
        notes.append(_link(path, folder))
        return False
    shown = path.relative_to(folder).as_posix()
    if why := _why_not(path, shown):
        notes.append(Note("file", shown, why))
        return False
    return True


def _leads_elsewhere(path: Path) -> bool:
    """Whether `path`, or a folder above it, is a symbolic link."""
    return os.path.realpath(path) != os.path.abspath(path)  # noqa: PTH100  # resolves no link


def _why_not(path: Path, shown: str) -> str:
    """Why the file cannot be adopted; "" if it can."""
    try:
        shown.encode()
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            return "This is no file that can be read."
        path.open("rb").close()
    except UnicodeError:
        return "Its name is no UTF-8: give it another one."
    except OSError as error:
        return f"It cannot be read: {error.strerror}."
    large = status.st_size > _MOST_BYTES
    return f"It has {status.st_size:,} bytes, and was not copied." if large else ""


def _link(path: Path, folder: Path) -> Note:
    message = "A symbolic link is not followed: put a copy of what it leads to in its place."
    return Note("file", path.relative_to(folder).as_posix(), message)


def without_theme(folder: Path, paths: Sequence[str], notes: list[Note]) -> list[str]:
    """`paths`, below `folder`, without stylesheets, scripts and fonts, as ours has its own theme.

    Those in a folder with a page that no template makes stay: the page may need them.
    """
    apps = {
        PurePosixPath(path).parent
        for path in paths
        if path.endswith((".html", ".htm"))
        and "/" in path
        and not path.startswith("_")
        and not has_front_matter((folder / path).read_bytes()[:200])
    }
    kept = [
        path
        for path in paths
        if not path.casefold().endswith(_OF_THEMES) or apps & set(PurePosixPath(path).parents)
    ]
    if left := len(paths) - len(kept):
        what = "stylesheets, scripts and fonts of the old theme were not copied."
        notes.append(Note("file", "", f"{left} {what}"))
    return kept


def settings_path(folder: Path, generator: str) -> Path:
    """The settings file of this generator's site in `folder`, of which `is_site_of` is true.

    Raises MigrationError if a symbolic link leads to it.
    """
    file = next(folder / name for name in SETTINGS_FILES[generator] if (folder / name).is_file())
    if _leads_elsewhere(file):
        message = f"{file} is reached by a symbolic link: put a copy of the file in its place."
        raise MigrationError(message)
    return file


def is_site_of(folder: Path, generator: str) -> bool:
    """Whether `folder` has a site of this generator."""
    return any((folder / name).is_file() for name in SETTINGS_FILES[generator])
