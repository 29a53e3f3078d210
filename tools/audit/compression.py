"""Compresses text as a good host sends it: with brotli at its highest level, once per text."""

from __future__ import annotations

from pathlib import Path

import brotli

_PACKED: dict[bytes, bytes] = {}


def compressed(data: bytes) -> bytes:
    """`data`, compressed."""
    known = _PACKED.get(data)
    if known is None:
        known = _PACKED[data] = brotli.compress(data)
    return known


def compressed_size(path: Path) -> int:
    """The compressed size of a text file, in bytes."""
    return len(compressed(path.read_bytes()))
