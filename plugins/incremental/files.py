"""Digests of files' bytes, without reading files that are unchanged (edge: disk)."""

from __future__ import annotations

import json
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from plugins.incremental.digests import digest
from plugins.incremental.store import Store

# Changes that are so far apart, in nanoseconds, may get the same time: from systems that note
# fractions of a second (with the resolution of the kernel's clock), and from others.
_TICK, _SECONDS = 20_000_000, 2_000_000_000
_SECOND = 1_000_000_000


class FileStamp(NamedTuple):
    """What the file system knows of a file; times in nanoseconds."""

    size: int
    mtime: int
    ctime: int
    inode: int


def stamp_of(status: os.stat_result) -> FileStamp:
    """The stamp of a file with this status."""
    return FileStamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def is_old(moment: int, noted: int) -> bool:
    """Whether a file that changes at the time `noted` or later gets another time than `moment`."""
    return moment + (_TICK if moment % _SECOND else _SECONDS) < noted


def all_files(folder: Path, *, folders: bool = False) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file below `folder`, by its path there, and every folder if `folders` is set.

    Links are not followed.
    """
    waiting = [("", str(folder))] if folder.is_dir() else []
    for above, path in waiting:
        with os.scandir(path) as entries:
            for entry in entries:
                name = f"{above}{entry.name}"
                is_folder = entry.is_dir(follow_symlinks=False)
                if is_folder:
                    waiting.append((f"{name}/", entry.path))
                if folders or not is_folder:
                    yield name, entry


class FileDigests:
    """The digests of files below any folder, as they were noted when their bytes were read.

    A noted digest is used for a file whose stamp is the same, if every change since then must have
    changed it; otherwise the file is read.
    """

    def __init__(self, store: Store, key: bytes) -> None:
        self._store = store
        self._key = key
        self._noted = _loaded(store.get(key))
        self._seen: dict[str, list[Any]] = {}
        self._changed = False  # one of those, when it was asked for again

    def of(self, path: Path | str) -> bytes:
        """The digest of a file; raises OSError."""
        name = str(path)
        noted = self._noted.get(name)
        stamp = stamp_of(os.stat(name))  # noqa: PTH116  # thousands of files: a Path takes longer
        if name in self._seen and self._seen[name][:4] != list(stamp):
            self._changed = True
        # The ctime too: the mtime may have been put back, even twice within a tick.
        changed = max(stamp.mtime, stamp.ctime)
        if noted and noted[:4] == list(stamp) and is_old(changed, noted[4]):
            self._seen[name] = noted
            return bytes.fromhex(noted[5])
        now = time.time_ns()  # before reading: the file may change meanwhile
        found = digest(Path(name).read_bytes())
        self._seen[name] = [*stamp, now, found.hex()]
        return found

    def of_all(self, folder: Path) -> bytes:
        """The digest of the names and bytes of all files below a folder, and of links' targets."""
        return digest(*sorted(digest(name, found) for name, found in self.of_each(folder)))

    def of_each(self, folder: Path) -> Iterator[tuple[str, bytes | str]]:
        """The name and digest of each file below a folder; links are followed.

        A file that cannot be read has the reason instead. Folders too, with a “/” after their name.
        """
        seen: set[str] = set()
        for above, folders, names in os.walk(folder, followlinks=True):
            real = os.path.realpath(above)
            if real in seen:  # a link to a folder that was or will be visited
                folders.clear()
                names = []  # noqa: PLW2901
            seen.add(real)
            inner = f"{above}/".removeprefix(f"{folder}/")
            yield inner or "/", digest(real)
            yield from ((f"{inner}{name}", self._or_why(f"{above}/{name}")) for name in names)

    def _or_why(self, name: str) -> bytes | str:
        try:
            if stat.S_ISREG(os.lstat(name).st_mode):
                return self.of(name)
            target = os.path.realpath(name)
            return digest(target, self.of(name) if os.path.isfile(target) else "no file")  # noqa: PTH113  # as above
        except OSError as error:
            return str(error.strerror)

    def are_as_seen(self) -> bool:
        """Whether no file that was asked for has been changed since then, or put back."""
        try:
            return not self._changed and all(
                noted[:4] == list(stamp_of(os.stat(name)))  # noqa: PTH116  # as above
                for name, noted in self._seen.items()
            )
        except OSError:
            return False

    def close(self) -> None:
        """Note the digests for the next build."""
        if self._seen != self._noted:
            self._store.put(self._key, json.dumps(self._seen).encode())


def _loaded(noted: bytes | None) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = json.loads(noted) if noted else {}
    return found
