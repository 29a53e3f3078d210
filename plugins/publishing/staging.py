"""A new site is built beside the old one and takes its place in one step (edge: disk)."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import glob
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

# GitHub Pages serves folders that begin with an underscore only where this file stands; its words
# tell us that a folder is ours to replace.
MARKER = ".nojekyll"
MARKER_TEXT = "Written by a site build, which replaces this whole folder each time.\n"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_AT_FDCWD = -100  # linux/fcntl.h
_RENAME_EXCHANGE = 2  # linux/fs.h, renameat2(2)
_RENAME_SWAP = 2  # macOS sys/stdio.h, renamex_np(2)
_NOT_HERE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


class StagingError(Exception):
    """An output folder that must not be replaced: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass
class Staging:
    """A site being built in `path`; `published` once it has taken the place of `output`."""

    path: Path
    output: Path
    published: bool = False

    def publish(self) -> None:
        """Put the new site where the old one was; until then the old one is untouched.

        Signals wait meanwhile, so that a build ends either before the swap or after it.
        """
        _mark(self.path)  # once more: a copied file may have the marker's name
        with _signals_held():
            if not self.output.exists():
                self.path.rename(self.output)
            elif not exchange(self.path, self.output):
                self._swap_in_two_steps()
            self.published = True

    def _swap_in_two_steps(self) -> None:
        """Without an atomic exchange there is a moment with no folder at all.

        `_recover` puts the old one back should that moment be the last.
        """
        old = _sibling(self.output, "old")
        self.output.rename(old)
        try:
            self.path.rename(self.output)
        except OSError:
            old.rename(self.output)
            raise


def exchange(first: Path, second: Path) -> bool:
    """Swap two existing paths of one file system atomically.

    False where the system or the file system cannot; raises OSError when it can but fails.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    one, two = os.fsencode(first), os.fsencode(second)
    if sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        result = libc.renamex_np(one, two, ctypes.c_uint(_RENAME_SWAP))
    elif hasattr(libc, "renameat2"):
        result = libc.renameat2(_AT_FDCWD, one, _AT_FDCWD, two, ctypes.c_uint(_RENAME_EXCHANGE))
    else:
        return False
    code = ctypes.get_errno()
    if result == 0:
        return True
    if code in _NOT_HERE:
        return False
    raise OSError(code, os.strerror(code), str(first))


def _nothing() -> None:
    pass


@contextlib.contextmanager
def staged(
    output: Path, keep: tuple[Path, ...], waiting: Callable[[], None] = _nothing
) -> Iterator[Staging]:
    """Build a site for `output` inside the with block and call `publish` at its end.

    `output` must not be or hold any of the folders in `keep`. Raises StagingError when it may not
    be replaced. One build at a time works beside the same folder; another calls `waiting` and
    waits.
    """
    refuse(output, keep)
    output = output.resolve()
    output.parent.mkdir(parents=True, exist_ok=True)
    with locked(output.parent, waiting):
        _recover(output)
        _sweep(output)
        path = _sibling(output, "new")
        try:
            path.mkdir()
            _mark(path)
            yield Staging(path, output)
        finally:
            _sweep(output)


def refuse(output: Path, keep: tuple[Path, ...]) -> None:
    """Raise StagingError where `output` may not be replaced; see `staged`."""
    if output.is_symlink():
        raise StagingError(
            f"{output} is a link to another folder, and a build would replace the link.",
            f"Name the folder itself: OUTPUTDIR={output.resolve()}",
        )
    output = output.resolve()
    for folder in keep:
        if folder.resolve().is_relative_to(output):
            raise StagingError(
                f"The output folder {output} holds {folder.resolve()}, which a build must not "
                "replace.",
                "Choose a folder of its own: OUTPUTDIR=output",
            )
    if output.exists():
        _refuse_foreign(output)


def _refuse_foreign(output: Path) -> None:
    if not output.is_dir():
        raise StagingError(f"{output} is a file, not a folder.", "Move it away, or set OUTPUTDIR.")
    if os.path.ismount(output):
        raise StagingError(
            f"{output} is where a disk is mounted, and cannot be replaced.",
            f"Build into a folder on it: OUTPUTDIR={output}/site",
        )
    if not is_ours(output) and any(output.iterdir()):
        raise StagingError(
            f"{output} has files in it that no build of this project wrote.",
            "Move them away, or choose another folder with OUTPUTDIR=...",
        )


def is_ours(folder: Path) -> bool:
    """Whether a build has made `folder`: its marker says so in the marker's own words."""
    marker = folder / MARKER
    return marker.is_file() and marker.read_text("utf-8", "replace") == MARKER_TEXT


def _mark(folder: Path) -> None:
    (folder / MARKER).write_text(MARKER_TEXT, "utf-8")


def _sibling(output: Path, kind: str) -> Path:
    return output.with_name(f".{output.name.lstrip('.')}.{kind}-{os.getpid()}")


def siblings(output: Path, kind: str) -> list[Path]:
    """What builds of a `kind`, "new" or "old", have left beside `output`."""
    return sorted(output.parent.glob(f".{glob.escape(output.name.lstrip('.'))}.{kind}-*"))


def _recover(output: Path) -> None:
    """Put back the old site where a build died between two renames."""
    left = siblings(output, "old")
    if left and not output.exists():
        left[-1].rename(output)


def _sweep(output: Path) -> None:
    """Remove what builds left beside the output, this one or one that was killed."""
    for path in siblings(output, "new") + siblings(output, "old"):
        shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def locked(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Keep builds beside `folder`'s entries out; `waiting` is called where one is at work."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _signals_held() -> Iterator[None]:
    """Let a signal that comes meanwhile be felt afterwards.

    Handlers are replaced rather than the signals masked: a mask holds for one thread, and the
    system would hand the signal to another.
    """
    late: list[int] = []
    before = {
        number: signal.signal(number, lambda number, _frame: late.append(number))
        for number in SIGNALS
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if late:
            signal.raise_signal(late[0])
