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
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.core import cache_folder
from plugins.core.atomic_write import atomic_write
from plugins.responsive_images.encoding import Encoded

KEPT_DAYS = 30
_DAY = 86_400  # seconds
_OURS = re.compile(r"[0-9a-f]{64}(?:\.\d+)?|\.[0-9a-f]{64}\.\d+\.partial")


@dataclass(frozen=True)
class Cache:
    """The entries in `folder`; several builds may use it at once."""

    folder: Path

    def get(self, key: str) -> list[Encoded] | None:
        """The files kept under `key` (64 hexadecimal digits), or None."""
        path = self.folder / key
        try:
            digest, _, packed = path.read_bytes().partition(b"\n")
            if digest.decode("ascii") != hashlib.sha256(packed).hexdigest():
                return None
            os.utime(path)  # so that `remove_unused` keeps it
        except (OSError, UnicodeDecodeError):
            return None
        return _unpacked(packed)

    def put(self, key: str, files: Sequence[Encoded]) -> None:
        """Keep files under `key`; an interrupted build leaves no part of them."""
        path, packed = self.folder / key, _packed(files)
        cache_folder.make(self.folder)
        with atomic_write(path) as file:
            file.write(hashlib.sha256(packed).hexdigest().encode() + b"\n" + packed)

    def remove_unused(self) -> None:
        """Remove entries that no build has used for KEPT_DAYS."""
        for path in self.folder.glob("*"):
            try:
                if _OURS.fullmatch(path.name) and path.stat().st_mtime < _month_ago():
                    path.unlink()
            except FileNotFoundError:
                pass  # another build has removed it


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
