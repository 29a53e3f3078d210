"""What Git knows of files: those changed since the last commit, and those gone (edge)."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.core.findings import display_path

_NEW = ("ls-files", "--others", "--exclude-standard", "-z")
_CHANGED = ("diff", "--name-only", "-z", "HEAD", "--")
_STAGED = ("ls-files", "-z")
_COMMIT = "commit:"
_DELETED_OR_RENAMED = ("--diff-filter=DR", "-M", "--name-status", "-z")


class GitError(Exception):
    """Git cannot tell; the message says why."""


@dataclass(frozen=True)
class GoneFile:
    """A file of an earlier commit that does not exist any more: its path, and its last bytes.

    `renamed_to` is the path that it was given, as far as Git can tell; else empty.
    """

    path: str
    renamed_to: str
    data: bytes


def changed_files(folder: Path) -> list[Path]:
    """The changed and new files of the repository that has `folder`, as absolute paths.

    Raises GitError. Before the first commit, all files are new.
    """
    top = _top(folder)
    commands = (_NEW, _CHANGED if _has_commits(top) else _STAGED)
    names = [name for command in commands for name in _git(top, *command).split("\0")]
    return [top / name for name in names if name]


def gone_files(folder: Path) -> list[GoneFile]:
    """The Markdown files below a folder that were deleted or renamed; paths as findings have them.

    Raises GitError. A shallow clone knows the newest commits only.
    """
    top = _top(folder)
    found: dict[str, GoneFile] = {}
    for revision, path, renamed_to in _gone(top, folder):
        if path in found or not path.endswith(".md"):  # the newest comes first
            continue
        if not (top / path).exists():
            data = _git(top, "show", f"{revision}:{path}").encode(errors="surrogateescape")
            new = display_path(top / renamed_to) if renamed_to else ""
            found[path] = GoneFile(display_path(top / path), new, data)
    return list(found.values())


def has_noted(folder: Path, paths: Iterable[str]) -> bool:
    """Whether Git knows one of the paths in `folder`, so that `git diff` shows its changes."""
    try:
        return bool(_git(folder, "--literal-pathspecs", "ls-files", "--", *paths))
    except GitError:
        return False


def _top(folder: Path) -> Path:
    """The top folder of the repository that has `folder`, which need not exist any more."""
    there = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.is_dir())
    return Path(_git(there, "rev-parse", "--show-toplevel").removesuffix("\n"))


def _has_commits(top: Path) -> bool:
    try:
        _git(top, "rev-parse", "--verify", "--quiet", "HEAD")
    except GitError:
        return False
    return True


def _gone(top: Path, folder: Path) -> Iterator[tuple[str, str, str]]:
    """The last revision, the path and the new path of each deleted (no new path) or renamed file.

    Those of the working folder come first, then those of the newest commit.
    """
    where = ("--", str(folder.absolute()))
    logged = ("log", "--no-merges", f"--format={_COMMIT}%H", *_DELETED_OR_RENAMED, *where)
    revision = "HEAD"
    for command in (("diff", *_DELETED_OR_RENAMED, "HEAD", *where), logged):
        parts = iter(_git(top, *command).split("\0"))
        for part in map(str.lstrip, parts):
            if part.startswith(_COMMIT):
                revision = f"{part.removeprefix(_COMMIT)}^"
            elif part.startswith("R"):
                yield revision, next(parts), next(parts)
            elif part:
                yield revision, next(parts), ""


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True)  # noqa: S603, S607  # nobody types any part of it
    except FileNotFoundError as error:
        raise GitError("Git is not installed") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines()
        raise GitError(said[0].removeprefix("fatal: ") if said else "git has failed") from error
    return done.stdout.decode(errors="surrogateescape")
