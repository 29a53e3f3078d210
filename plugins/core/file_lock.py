"""An exclusive lock of an open file, which ends with the process: flock, or what Windows has."""

from __future__ import annotations

import contextlib
import importlib
import time
from collections.abc import Callable

_PAUSE = 0.1  # seconds


def lock_now(descriptor: int) -> bool:
    """Lock the file if no other process has; returns whether it did."""
    try:
        import fcntl  # noqa: PLC0415  # Windows has none
    except ImportError:
        msvcrt = importlib.import_module("msvcrt")
        with contextlib.suppress(OSError):
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # its first byte, which need not exist
            return True
        return False
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def lock(descriptor: int, waiting: Callable[[], None]) -> None:
    """Lock the file; calls `waiting` first if another process has the lock."""
    if lock_now(descriptor):
        return
    waiting()
    try:
        import fcntl  # noqa: PLC0415  # the same
    except ImportError:
        while not lock_now(descriptor):
            time.sleep(_PAUSE)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
