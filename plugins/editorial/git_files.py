"""What Git knows of files: those changed since the last commit, and those gone (edge)."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_UNCOMMITTED = (
    ("ls-files", "--others", "--exclude-standard", "-z"),  # it says best what is wrong
    ("diff", "--name-only", "--relative", "-z", "HEAD", "--"),
)
_COMMIT = "commit:"
_DELETED_OR_RENAMED = ("--diff-filter=DR", "-M", "--name-status", "--relative", "-z")


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


def changed_files() -> list[Path]:
    """The changed and new files below the working folder, as paths from there; raises GitError."""
    names = [name for command in _UNCOMMITTED for name in _git(*command).split("\0")]
    return [Path(name) for name in names if name]


def gone_files(folder: Path) -> list[GoneFile]:
    """The Markdown files below a folder that were deleted or renamed; paths as in `changed_files`.

    Raises GitError. A shallow clone knows the newest commits only.
    """
    found: dict[str, GoneFile] = {}
    for revision, path, renamed_to in _gone(folder):
        if path in found or not path.endswith(".md"):  # the newest comes first
            continue
        if not Path(path).exists():
            data = _git("show", f"{revision}:./{path}").encode(errors="surrogateescape")
            found[path] = GoneFile(path, renamed_to, data)
    return list(found.values())


def _gone(folder: Path) -> Iterator[tuple[str, str, str]]:
    """The last revision, the path and the new path of each deleted (no new path) or renamed file.

    Those of the working folder come first, then those of the newest commit.
    """
    where = ("--", str(folder))
    logged = ("log", "--no-merges", f"--format={_COMMIT}%H", *_DELETED_OR_RENAMED, *where)
    revision = "HEAD"
    for command in (("diff", *_DELETED_OR_RENAMED, "HEAD", *where), logged):
        parts = iter(_git(*command).split("\0"))
        for part in map(str.lstrip, parts):
            if part.startswith(_COMMIT):
                revision = f"{part.removeprefix(_COMMIT)}^"
            elif part.startswith("R"):
                yield revision, next(parts), next(parts)
            elif part:
                yield revision, next(parts), ""


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=True)  # noqa: S603, S607  # nobody types any part of it
    except FileNotFoundError as error:
        raise GitError("Git is not installed") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines()
        raise GitError(said[0] if said else "git has failed") from error
    return done.stdout.decode(errors="surrogateescape")
