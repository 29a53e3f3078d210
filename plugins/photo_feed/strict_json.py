"""Parses JSON strictly: no duplicate keys, no NaN, no infinity, no extreme sizes."""

from __future__ import annotations

import json

# An empty list takes two bytes in the text, and thirty times as many in memory.
_CONTAINERS = 100_000


class DuplicateKeyError(ValueError):
    """An object has the key `key` twice; `found` is the object as Python's parser would read it."""

    def __init__(self, key: str, found: dict[str, object]) -> None:
        super().__init__(key)
        self.key = key
        self.found = found


def read(text: str) -> object:
    """The value of the JSON `text`; raises ValueError (JSONDecodeError for a syntax error).

    Refused are duplicate keys (DuplicateKeyError), NaN, infinity, numbers of thousands of digits,
    nesting that is too deep, and more than 100,000 lists and objects.
    """
    if text.count("[") + text.count("{") > _CONTAINERS:
        raise ValueError("too many lists and objects")
    try:
        return json.loads(text, object_pairs_hook=_unique_keys, parse_constant=_no_constant)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise DuplicateKeyError(key, dict(pairs))
        found[key] = value
    return found


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")
