"""What a build must not read below the content folder: bad links, pipes, devices (edge: disk)."""

from __future__ import annotations

import contextlib
import fnmatch
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.core.findings import Finding, Severity, typed_path

RULE = "content/link"
NO_FILE = "content/not-a-file"
_EXCLUDES = ("ARTICLE_EXCLUDES", "PAGE_EXCLUDES", "STATIC_EXCLUDES")
_KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


@dataclass(frozen=True)
class BadLink:
    """A link or special file that must not be read: its path, what is wrong with it, the hint."""

    path: Path
    message: str
    hint: str
    rule: str = RULE


def shut_out(settings: dict[str, Any]) -> list[Finding]:
    """Report what is bad below the folder PATH, and have Pelican leave it alone.

    A pipe has nothing to lose, so a lenient build goes on without it.
    """
    content = Path(settings["PATH"])
    bad = bad_links(content, settings["IGNORE_FILES"])
    for name in _EXCLUDES:  # what Pelican reads for folders; `leave_out` is for files
        settings[name] = [*settings[name], *(str(link.path.relative_to(content)) for link in bad)]
    settings["SHUT_OUT"] = bool(bad)
    softer: Severity = "warning" if settings["LENIENT"] else "error"
    return [
        Finding(
            typed_path(link.path), 0, softer if link.rule == NO_FILE else "error", link.rule,
            link.message, link.hint,
        )
        for link in bad
    ]  # fmt: skip


def leave_out(generator: Any) -> None:  # noqa: ANN401  # untyped Pelican
    """Have a generator find regular files inside the content folder only, where any is bad.

    Pelican's own IGNORE_FILES go by a file's name, and would leave out others of the same name.
    """
    if not generator.settings["SHUT_OUT"]:
        return
    find, content = generator.get_files, Path(generator.settings["PATH"])
    root = Path(os.path.realpath(content))

    def get_files(*args: Any, **kwargs: Any) -> set[str]:  # noqa: ANN401  # as Pelican's
        return {path for path in find(*args, **kwargs) if _is_inside(content / path, root)}

    generator.get_files = get_files


def _is_inside(path: Path, root: Path) -> bool:
    real = Path(os.path.realpath(path))
    return real.is_file() and real.is_relative_to(root)


def bad_links(content: Path, ignored: Sequence[str] = ()) -> list[BadLink]:
    """The links below `content` that lead out of it, nowhere, or back to a folder above them.

    Pipes, sockets and devices too: reading them may never end. Names that match one of the patterns
    in `ignored` are left alone, as no build reads them.
    """
    root = Path(os.path.realpath(content))
    odd = sorted(_odd(content, ignored))
    return [bad for path, kind in odd if (bad := _judge(path, kind, root))]


def _odd(content: Path, ignored: Sequence[str]) -> Iterator[tuple[Path, int]]:
    """What is neither a file nor a folder, and its kind."""
    for folder, folders, files in os.walk(content):
        for name in folders + files:
            path = Path(folder, name)
            kind = stat.S_IFREG
            with contextlib.suppress(OSError):  # an editor's file may be gone a moment later
                kind = stat.S_IFMT(path.lstat().st_mode)
            plain = kind in {stat.S_IFREG, stat.S_IFDIR}
            if not plain and not any(fnmatch.fnmatch(name, words) for words in ignored):
                yield path, kind


def _judge(path: Path, kind: int, root: Path) -> BadLink | None:
    if kind != stat.S_IFLNK:
        message = f"This is {_KINDS.get(kind, 'a special file')}, which cannot be read as a file."
        return BadLink(path, message, "Delete it, or put a file in its place.", NO_FILE)
    target = Path(os.path.realpath(path))
    if not target.is_relative_to(root):
        message = f"This link leads out of {root.name}/, to {target}."
        return BadLink(path, message, "Put a copy of what it leads to in its place.")
    if not target.exists():
        message = f"This link leads nowhere: to {path.readlink()}."
        return BadLink(path, message, "Delete it, or mend it.")
    if Path(os.path.realpath(path.parent)).is_relative_to(target):
        return BadLink(path, "This link leads to a folder that it lies in.", "Delete it.")
    return None
