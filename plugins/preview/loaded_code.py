"""Finds out whether the code has changed that a builder has loaded (edge: disk)."""

from __future__ import annotations

import contextlib
import os
import sysconfig
from collections.abc import Iterator
from pathlib import Path

CODE = Path("plugins")
_COMPILED = "__pycache__"

# The inode, size (bytes), and times of modification and of the last change (ns) of each file.
CodeStamps = dict[str, tuple[int, int, int, int]]


def code_stamps(settings: Path) -> CodeStamps:
    """The stamps of all plugins, of the Python files beside `settings`, and of the libraries.

    Installing or removing a library changes the folder that it is in.
    """
    found = {}
    libraries = (sysconfig.get_path(name) for name in ("purelib", "platlib"))
    for path in (*_plugins(), *_beside(settings), *libraries):
        with contextlib.suppress(OSError):
            status = os.stat(path)  # noqa: PTH116  # hundreds of files: a Path takes longer
            found[path] = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return found


def _plugins() -> Iterator[str]:
    for folder, inside, names in os.walk(CODE):
        inside[:] = [name for name in inside if name != _COMPILED]
        yield from (f"{folder}/{name}" for name in names)


def _beside(settings: Path) -> Iterator[str]:
    yield str(settings)
    yield from map(str, settings.absolute().parent.glob("*.py"))
