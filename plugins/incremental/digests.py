"""Digests, by which results are kept."""

from __future__ import annotations

from hashlib import blake2b

from pydantic_core import to_json


def digest(*parts: bytes | str) -> bytes:
    """16 bytes that stand for `parts`: other parts give other bytes."""
    made = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(b"%d:" % len(data))
        made.update(data)
    return made.digest()


def value_json(value: object) -> bytes:
    """The JSON of a value, which may have dataclasses in it; equal values have the same bytes."""
    return to_json(value)
