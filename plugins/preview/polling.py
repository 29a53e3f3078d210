"""Finds changes by comparing all files at intervals, where the system cannot report them.

The polling of watchfiles (1.3) is no substitute: it compares modification times in whole seconds,
so it misses a second save, and reports a dangling symbolic link (an Emacs lock file) each time.
"""

from __future__ import annotations

import contextlib
import os
import platform
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

PAUSE = 0.4  # seconds between two comparisons

Stamp = tuple[int, int, int]


def wanted() -> bool:
    """Whether this system cannot report changes, or the variable of watchfiles asks for polling.

    In WSL, changes of files on Windows' own disks are not reported.
    """
    return bool(os.environ.get("WATCHFILES_FORCE_POLLING")) or "microsoft" in platform.release()


def compared(roots: Sequence[Path], stop: threading.Event) -> Iterator[frozenset[Path]]:
    """Yield the files that changed below `roots` between two comparisons, until `stop` is set.

    Many items are empty, as is the first, which says that the first comparison is done. Symbolic
    links to folders are not followed.
    """
    before = stamps(roots)
    yield frozenset()
    while not stop.wait(PAUSE):
        now = stamps(roots)
        yield frozenset(path for path, _ in before.items() ^ now.items())
        before = now


def stamps(roots: Sequence[Path]) -> dict[Path, Stamp]:
    """The inode, modification time (ns) and size (bytes) of each file at or below `roots`."""
    found = {}
    for root in roots:
        top = root.resolve()
        inside = (Path(folder, name) for folder, _, names in os.walk(top) for name in names)
        for path in [top, *inside]:
            with contextlib.suppress(OSError):
                status = path.stat()
                if path.is_file():
                    found[path] = (status.st_ino, status.st_mtime_ns, status.st_size)
    return found
