"""Bodies of old posts as they are in their files: with their own line ends."""

from __future__ import annotations

import re

_ROW = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def body_below(raw: bytes, line: int) -> str:
    """The text from this line (from 1) on, byte for byte, of a file in UTF-8."""
    text = raw.decode("utf-8").removeprefix("\ufeff")
    place = 0
    for _ in range(line - 1):
        found = _ROW.match(text, place)
        place = found.end() if found else len(text)
    return text[place:]
