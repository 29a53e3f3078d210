"""Digests, by which results are kept (edge: disk)."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path

_PART = 65_536  # bytes of a file that are read at once


def digest(*parts: bytes | str) -> bytes:
    """16 bytes that stand for `parts`: other parts give other bytes."""
    made = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(b"%d:" % len(data))
        made.update(data)
    return made.digest()


def file_digest(path: Path | str) -> bytes:
    """The `digest` of the bytes of a file, which are not all in memory; raises OSError."""
    with Path(path).open("rb", buffering=0) as file:
        made = blake2b(b"%d:" % os.fstat(file.fileno()).st_size, digest_size=16)
        while part := file.read(_PART):
            made.update(part)
    return made.digest()


def value_json(value: object) -> bytes:
    """The JSON of a value, which may have dataclasses in it; equal values have the same bytes."""
    from pydantic_core import to_json  # noqa: PLC0415  # not needed for an unchanged site

    return to_json(value)
