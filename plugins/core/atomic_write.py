"""Replaces a file atomically: at any time it has all of its old bytes or all of its new ones."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

PARTIAL = ".partial"  # the suffix of a file that is still being written


@contextlib.contextmanager
def atomic_write(
    path: Path, *, mode: int | None = None, durable: bool = False
) -> Iterator[BinaryIO]:
    """Open a new file whose bytes replace `path` when the block ends without an exception.

    `mode` is the permission bits (by default the umask applies); until they are set, only the
    owner can read the file. `durable` flushes file and folder to the disk, so that the new bytes
    survive a power failure. A killed process leaves `.NAME.PID.partial` behind.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}{PARTIAL}")
    partial.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        with open(os.open(partial, flags, 0o666 if mode is None else 0o600), "wb") as file:  # noqa: PTH123  # Path.open takes no descriptor
            yield file
            if mode is not None:
                partial.chmod(mode)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        partial.replace(path)
        if durable:
            sync_folder(path.parent)
    finally:
        partial.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Flush the folder's entries to the disk; without it the old file may come back."""
    if not hasattr(os, "O_DIRECTORY"):  # Windows opens no folders
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
