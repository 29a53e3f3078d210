"""Files below the content folder that a build must not read or copy (edge: disk)."""

from __future__ import annotations

import contextlib
import filecmp
import fnmatch
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from plugins.article_body import linked_files
from plugins.core.findings import Finding, Severity, display_path

RULE = "content/link"
NO_FILE = "content/not-a-file"
NAME = "content/file-name"
_KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


# Left by editors and desktops; Pelican's own list of patterns has none of these.
LEFTOVERS = (".#*", "#*#", "*~", "*.swp", "._*", ".DS_Store", "Thumbs.db", "~$*")


@dataclass(frozen=True)
class UnreadableFile:
    """A link, special file or name that must not be read: what is wrong, and the hint.

    `leads_out`: whether it leads to a file that is not in the content folder.
    """

    path: Path
    message: str
    hint: str
    rule: str = RULE
    leads_out: bool = False


def findings(bad: Iterable[UnreadableFile], severity: Severity) -> list[Finding]:
    """Findings for unreadable files.

    `severity` is for those that have no content to lose: pipes, sockets, devices, and links that
    lead nowhere. Links to other folders are errors.
    """
    return [
        Finding(
            escaped(display_path(file.path)), 0, "error" if file.leads_out else severity, file.rule,
            file.message, file.hint,
        )
        for file in bad
    ]  # fmt: skip


def uncovered(generator: Any, file_types: Sequence[str], covered: Iterable[Path]) -> list[Finding]:  # noqa: ANN401  # untyped Pelican
    """A warning for each file that looks like a post, but is in no folder that settings name.

    Or has an ending in capital letters, which Pelican does not read. `covered` are the files that
    are read. What the settings exclude, or copy, is left out.
    """
    settings, content = generator.settings, Path(generator.settings["PATH"])
    data = (settings[name] for name in ("CLINIC_DATA", "PEOPLE_DATA", "TOPICS_DATA"))
    excludes = [*settings["STATIC_PATHS"], *(os.path.dirname(file) for file in data)]  # noqa: PTH120  # as written
    for kind in ("ARTICLE", "PAGE", "STATIC"):
        excludes += settings[f"{kind}_EXCLUDES"]
    names = generator.get_files([""], exclude=excludes, extensions=tuple(file_types))
    capital = tuple(form(kind) for kind in file_types for form in (str.upper, str.capitalize))
    for kind in ("ARTICLE", "PAGE"):
        paths, left_out = settings[f"{kind}_PATHS"], settings[f"{kind}_EXCLUDES"]
        names |= generator.get_files(paths, exclude=left_out, extensions=capital)
    found = {Path(os.path.abspath(content / name)) for name in names}  # noqa: PTH100  # as Pelican does
    others = [*settings["TEMPLATE_PAGES"], *settings["STATIC_PATHS"]]  # which may name files
    found -= {*covered, *(content / name for name in others)}
    return [_uncovered(path, settings) for path in sorted(found)]


def _uncovered(path: Path, settings: Mapping[str, Any]) -> Finding:
    if path.suffix != path.suffix.lower():
        message = f"This looks like a post, but files that end in “{path.suffix}” are not read."
        hint = f"Rename it to {path.stem}{path.suffix.lower()}"
        return Finding(display_path(path), 0, "warning", "content/uncovered", message, hint)
    folders = [*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"]]
    message = "This looks like a post, but is in no folder of ARTICLE_PATHS or PAGE_PATHS."
    hint = f"Move it to {' or '.join(f'{folder}/' for folder in folders)}, or add its folder there"
    hint += " in the settings file. If it is no post, add its name to IGNORE_FILES."
    return Finding(display_path(path), 0, "warning", "content/uncovered", message, hint)


def filter_files(generator: Any, content: Path, bad: Sequence[UnreadableFile]) -> None:  # noqa: ANN401  # untyped Pelican
    """Where any file is unreadable, have a generator find regular files inside `content` only.

    Pelican's IGNORE_FILES match names alone, and would exclude other files of the same name.
    """
    if not bad:
        return
    find, root = generator.get_files, Path(os.path.realpath(content))
    folders = [str(file.path.relative_to(content)) for file in bad]

    def get_files(paths: Any, exclude: Sequence[str] = (), extensions: Any = None) -> set[str]:  # noqa: ANN401  # as Pelican's
        found = find(paths, [*exclude, *folders], extensions)
        return {path for path in found if is_text(path) and _is_inside(content / path, root)}

    generator.get_files = get_files


def is_text(name: str) -> bool:
    """Whether a file's name is UTF-8, and has no line breaks or other control characters."""
    return name.isprintable() or not any(map(_has_no_form, name))


def escaped(name: str) -> str:
    """A name in which control characters, and bytes that are not UTF-8, are hexadecimal numbers."""
    return "".join(f"\\x{ord(each) & 0xFF:02x}" if _has_no_form(each) else each for each in name)


def _has_no_form(letter: str) -> bool:
    """Whether it is a control character, or stands for a byte that is not UTF-8 (PEP 383)."""
    return unicodedata.category(letter) in {"Cc", "Cs"}


def _is_inside(path: Path, root: Path) -> bool:
    real = Path(os.path.realpath(path))
    return real.is_file() and real.is_relative_to(root)


def unreadable_files(content: Path, ignored: Sequence[str] = ()) -> list[UnreadableFile]:
    """Symbolic links below `content` that lead out of it, nowhere or to a folder above them.

    Named pipes, sockets and devices too: reading them may never end. And names that are no text.
    Those that match one of the patterns in `ignored` are skipped, as no build reads them.
    """
    root = Path(os.path.realpath(content))
    special = sorted(_special_files(content, ignored))
    return [bad for path, kind in special if (bad := _unreadable(path, kind, root))]


def _special_files(content: Path, ignored: Sequence[str]) -> Iterator[tuple[Path, int]]:
    """What is no regular file or folder, or has a name that is no text: its type (stat.S_IFMT)."""
    for folder, folders, files in os.walk(content):
        for name in folders + files:
            path = Path(folder, name)
            kind = stat.S_IFREG
            with contextlib.suppress(OSError):  # an editor's file may be gone a moment later
                kind = stat.S_IFMT(path.lstat().st_mode)
            plain = kind in {stat.S_IFREG, stat.S_IFDIR} and is_text(name)
            if not plain and not any(fnmatch.fnmatch(name, words) for words in ignored):
                yield path, kind


def _unreadable(path: Path, kind: int, root: Path) -> UnreadableFile | None:
    if not is_text(path.name):
        message = "Its name has a line break, a control character, or bytes that are not UTF-8."
        hint = "Give it a name of letters, digits and hyphens."
        return UnreadableFile(path, message, hint, NAME)
    if kind != stat.S_IFLNK:
        message = f"This is {_KINDS.get(kind, 'a special file')}, which cannot be read as a file."
        return UnreadableFile(path, message, "Delete it, or put a file in its place.", NO_FILE)
    target = Path(os.path.realpath(path))
    if not target.is_relative_to(root):
        message = f"This link leads out of {root.name}/, to {target}."
        hint = "Put a copy of what it leads to in its place."
        return UnreadableFile(path, message, hint, leads_out=True)
    if not target.exists():
        message = f"This link leads nowhere: to {path.readlink()}."
        return UnreadableFile(path, message, "Delete it, or fix it.")
    if Path(os.path.realpath(path.parent)).is_relative_to(target):
        return UnreadableFile(path, "This link leads to a folder that it lies in.", "Delete it.")
    return None


def contain_static_files(
    generator: Any,  # noqa: ANN401  # untyped Pelican
    content: Path,
    folders: Sequence[str],
    severity: Severity,
) -> list[Finding]:
    """Remove and report the static files that may not be copied, before they are.

    Links to the others lead to where they are copied to. Of two copies for one address, one is
    copied: a lenient build publishes images/ too, and extra/ may have a picture at its address.
    `folders` are copied completely (STATIC_PATHS).
    """
    found, kept = [], []
    first: dict[str, str] = {}
    for file in generator.staticfiles:
        path = file.get_relative_source_path()
        if problem := linked_files.problem(path, content, folders):
            generator.context["static_content"].pop(path, None)
            found.append(refused(content / path, problem, severity))
        else:
            if not _is_copy(content / first.setdefault(file.save_as, path), content / path):
                kept.append(file)
            if hasattr(file, "override_save_as") and not hasattr(file, "override_url"):
                file.override_url = quote(file.save_as)  # else links lead to where it lay
    generator.staticfiles[:] = kept
    return found


def _is_copy(first: Path, second: Path) -> bool:
    """Whether the second of two files for one address is another one with the same bytes."""
    return first != second and filecmp.cmp(first, second, shallow=False)


def refused(path: Path, problem: tuple[str, str], severity: Severity) -> Finding:
    """The finding for a file that is not copied; `problem` is why not, and the hint."""
    why, hint = problem
    message = f"This file is not published: {why}."
    return Finding(display_path(path), 0, severity, "static-files/refused", message, hint)
