"""The files that have changed since the last commit, as Git knows them (edge: a program)."""

from __future__ import annotations

import subprocess
from pathlib import Path

_COMMANDS = (
    ("ls-files", "--others", "--exclude-standard", "-z"),  # it says best what is wrong
    ("diff", "--name-only", "--relative", "-z", "HEAD", "--"),
)


class GitError(Exception):
    """Git cannot tell; the message says why."""


def changed_files() -> list[Path]:
    """The changed and new files below the working folder, as paths from there; raises GitError."""
    found: list[Path] = []
    for command in _COMMANDS:
        try:
            done = subprocess.run(["git", *command], capture_output=True, check=True)  # noqa: S603, S607  # no part of it is typed by anybody
        except FileNotFoundError as error:
            raise GitError("Git is not installed") from error
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode(errors="replace").strip().splitlines()
            raise GitError(said[0] if said else "git has failed") from error
        names = done.stdout.decode(errors="surrogateescape").split("\0")
        found += [Path(name) for name in names if name]
    return found
