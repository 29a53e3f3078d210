"""Digests of files' bytes, without reading files that are unchanged (edge: disk)."""

from __future__ import annotations

import json
import os
import stat
import time
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from plugins.incremental.digests import digest, file_digest
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
    mode: int


class NotedFile(NamedTuple):
    """The stamp and the digest of a file, in hexadecimal, and the time when both were noted.

    The stamp comes first and is no object of its own: a build makes one of these for each file.
    """

    size: int
    mtime: int
    ctime: int
    inode: int
    mode: int
    noted: int
    digest: str

    def has_stamp(self, stamp: FileStamp) -> bool:
        """Whether the file had this stamp."""
        return self[:5] == stamp


def stamp_of(status: os.stat_result) -> FileStamp:
    """The stamp of a file with this status."""
    times = status.st_mtime_ns, status.st_ctime_ns
    return FileStamp(status.st_size, *times, status.st_ino, status.st_mode)


def noted_files(rows: Mapping[str, Any]) -> dict[str, NotedFile]:
    """Noted files by their names, from the JSON of that."""
    return dict(zip(rows, map(NotedFile._make, rows.values()), strict=True))


def is_old(moment: int, noted: int) -> bool:
    """Whether a file that changes at the time `noted` or later gets another time than `moment`."""
    return moment + (_TICK if moment % _SECOND else _SECONDS) < noted


def walk(folder: Path, *, follow_links: bool = False) -> Iterator[tuple[str, list[str], list[str]]]:
    """What `os.walk` finds; each path begins in `folder`, and is empty or ends with a “/”."""
    start = len(os.path.join(folder, ""))  # noqa: PTH118  # with the slash at its end
    for path, folders, names in os.walk(folder, followlinks=follow_links):
        yield f"{path}/"[start:].replace(os.sep, "/"), folders, names


def scan(folder: Path) -> Iterator[tuple[str, str]]:
    """The name and path of each file and folder below a folder, and of itself; raises OSError.

    Links are not followed. The names begin in the folder; that of a folder ends with a “/”, and its
    own is empty.
    """
    yield "", str(folder)
    waiting = [""]
    while waiting:
        above = waiting.pop()
        with os.scandir(f"{folder}/{above}") as entries:
            for entry in entries:
                name = f"{above}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    name += "/"
                    waiting.append(name)
                yield name, entry.path


class FileDigests:
    """The digests of files below any folder, as they were noted when their bytes were read.

    A noted digest is used for a file whose stamp is the same, if every change since then must have
    changed it; otherwise the file is read.
    """

    def __init__(self, store: Store, key: bytes) -> None:
        self._store = store
        self._key = key
        self._noted = noted_files(json.loads(store.get(key) or b"{}"))
        self._seen: dict[str, NotedFile] = {}
        self._changed = False  # one of those, when it was asked for again

    def of(self, path: Path | str) -> bytes:
        """The digest of a file; raises OSError."""
        name = str(path)
        return self._of(name, os.stat(name))  # noqa: PTH116  # thousands of files: a Path takes longer

    def _of(self, name: str, status: os.stat_result) -> bytes:
        noted = self._noted.get(name)
        stamp = stamp_of(status)
        if name in self._seen and not self._seen[name].has_stamp(stamp):
            self._changed = True
        # The ctime too: the mtime may have been put back, even twice within a tick.
        changed = max(stamp.mtime, stamp.ctime)
        if not (noted and noted.has_stamp(stamp) and is_old(changed, noted.noted)):
            now = time.time_ns()  # before reading: the file may change meanwhile
            noted = NotedFile(*stamp, now, file_digest(name).hex())
        self._seen[name] = noted
        return bytes.fromhex(noted.digest)

    def of_all(self, folder: Path) -> bytes:
        """The digest of the names and bytes of all files below a folder, and of links' targets."""
        return digest(*chain.from_iterable(sorted(self.of_each(folder))))

    def of_each(self, folder: Path) -> Iterator[tuple[str, bytes | str]]:
        """The name and digest of each file below a folder; links are followed.

        A file that cannot be read has the reason instead. Folders too, with a “/” after their name.
        """
        seen: set[str] = set()
        for above, folders, names in walk(folder, follow_links=True):
            real = os.path.realpath(f"{folder}/{above}")
            yield above or "/", digest(real)
            if real in seen:  # a link to a folder that was or will be visited
                folders.clear()
                continue
            seen.add(real)
            for name in names:
                yield f"{above}{name}", self._or_why(f"{folder}/{above}{name}")

    def _or_why(self, name: str) -> bytes | str:
        try:
            status = os.lstat(name)
            if stat.S_ISREG(status.st_mode):
                return self._of(name, status)
            target = os.path.realpath(name)
            return digest(target, self.of(name) if os.path.isfile(target) else "no file")  # noqa: PTH113  # as above
        except OSError as error:
            return str(error.strerror)

    def are_as_seen(self) -> bool:
        """Whether no file that was asked for has been changed since then, or put back."""
        try:
            return not self._changed and all(
                noted.has_stamp(stamp_of(os.stat(name)))  # noqa: PTH116  # as above
                for name, noted in self._seen.items()
            )
        except OSError:
            return False

    def close(self) -> None:
        """Note the digests for the next build."""
        if self._seen != self._noted:
            self._store.put(self._key, json.dumps(self._seen).encode())
