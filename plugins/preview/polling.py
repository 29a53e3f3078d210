"""Finds what changed by comparing all files again and again, where the system cannot report it.

watchfiles could do that too, but it compares whole seconds, and takes a link that leads nowhere (as
Emacs leaves beside a file being edited) for a new change each time.
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
    """Whether this system is known not to report changes, or was told to do without.

    The variable is watchfiles' own. Below Windows (WSL) files of Windows' own disks change unheard.
    """
    return bool(os.environ.get("WATCHFILES_FORCE_POLLING")) or "microsoft" in platform.release()


def compared(roots: Sequence[Path], stop: threading.Event) -> Iterator[frozenset[Path]]:
    """Yield the files that changed below `roots` between two looks, until `stop` is set.

    Items are often empty; the first says that the first look is over. Links to folders are not
    followed.
    """
    before = stamps(roots)
    yield frozenset()
    while not stop.wait(PAUSE):
        now = stamps(roots)
        yield frozenset(path for path, _ in before.items() ^ now.items())
        before = now


def stamps(roots: Sequence[Path]) -> dict[Path, Stamp]:
    """Each existing file at or below `roots`, with what changes when it is written or replaced."""
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
