"""Text as a good host sends it: brotli, as tight as it goes, packed once."""

from __future__ import annotations

from pathlib import Path

import brotli

_PACKED: dict[bytes, bytes] = {}


def packed(data: bytes) -> bytes:
    """`data`, packed."""
    known = _PACKED.get(data)
    if known is None:
        known = _PACKED[data] = brotli.compress(data)
    return known


def packed_size(path: Path) -> int:
    """How many bytes a text file is when it is sent."""
    return len(packed(path.read_bytes()))
