"""Encoded pictures kept between builds, by a key of original and recipe (edge: disk).

One file for each key: a SHA-256 of the rest, a line of JSON that lists the pictures, and their
bytes. A damaged file counts as missing.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.core import cache_folder
from plugins.core.atomic_write import atomic_write
from plugins.responsive_images.encoding import Encoded

KEPT_DAYS = 30
_DAY = 86_400  # seconds
_OURS = re.compile(r"[0-9a-f]{64}(?:\.\d+)?|\.[0-9a-f]{64}\.\d+\.partial")


def _say_nothing(_sentence: str) -> None:
    """The default for `warn`; other processes can be given it."""


@dataclass(frozen=True)
class Cache:
    """The entries in `folder`; several builds may use it at once. Without a folder there are none.

    `recipe` stands for the code that makes the files. `warn` is called when the cache is damaged or
    cannot be written, which costs time and nothing else.
    """

    folder: Path | None
    recipe: str = ""
    warn: Callable[[str], object] = _say_nothing

    def get(self, key: str) -> list[Encoded] | None:
        """The files kept under `key`, or None."""
        if self.folder is None:
            return None
        path = self._path(self.folder, key)
        try:
            checksum, _, packed = path.read_bytes().partition(b"\n")
            if checksum != self._checksum(path, packed):
                self._damaged(path)
                return None
            os.utime(path)  # so that `remove_unused` keeps it
        except FileNotFoundError:
            return None
        except OSError:
            self._damaged(path)
            return None
        return _unpacked(packed)

    def put(self, key: str, files: Sequence[Encoded]) -> None:
        """Keep files under `key`; an interrupted build leaves no part of them."""
        if self.folder is None:
            return
        path, packed = self._path(self.folder, key), _packed(files)
        try:
            cache_folder.make(self.folder)
            with atomic_write(path) as file:
                file.write(self._checksum(path, packed) + b"\n" + packed)
        except OSError as error:
            self.warn(f"The cache {self.folder} cannot be written ({error.strerror}).")

    def remove_unused(self) -> None:
        """Remove entries that no build has used for KEPT_DAYS."""
        for path in self.folder.glob("*") if self.folder else ():
            with suppress(OSError):  # another build may have removed it
                if _OURS.fullmatch(path.name) and path.stat().st_mtime < _month_ago():
                    path.unlink()

    def quiet(self) -> Cache:
        """The same without warnings, for another process."""
        return replace(self, warn=_say_nothing)

    def _path(self, folder: Path, key: str) -> Path:
        return folder / hashlib.sha256(f"{self.recipe} {key}".encode()).hexdigest()

    def _checksum(self, path: Path, packed: bytes) -> bytes:
        return hashlib.sha256(path.name.encode() + packed).hexdigest().encode()

    def _damaged(self, path: Path) -> None:
        self.warn(f"The cache has a damaged file, {path}, which is made again.")


def _month_ago() -> float:
    return time.time() - KEPT_DAYS * _DAY


def _packed(files: Sequence[Encoded]) -> bytes:
    rows = [[file.type, file.width, file.height, len(file.data)] for file in files]
    return json.dumps(rows).encode() + b"\n" + b"".join(file.data for file in files)


def _unpacked(packed: bytes) -> list[Encoded]:
    rows, _, rest = packed.partition(b"\n")
    files = []
    for kind, width, height, length in json.loads(rows):
        files.append(Encoded(rest[:length], kind, width, height))
        rest = rest[length:]
    return files
