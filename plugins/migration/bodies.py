"""Bodies of old posts as they are in their files, and what they have between two commands."""

from __future__ import annotations

import re
from collections.abc import Callable

_ROW = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def body_below(raw: bytes, line: int) -> str:
    """The text from this line (from 1) on, byte for byte, of a file in UTF-8."""
    text = raw.decode("utf-8").removeprefix("\ufeff")
    place = 0
    for _ in range(line - 1):
        found = _ROW.match(text, place)
        place = found.end() if found else len(text)
    return text[place:]


def replaced(
    pattern: re.Pattern[str], new: Callable[[re.Match[str]], str], text: str, last: re.Pattern[str]
) -> str:
    """`text` with what the pattern finds replaced; what `last` finds ends each match.

    Nothing is searched after the last end, as each beginning there would search to the text's end.
    """
    ends = [found.end() for found in last.finditer(text)]
    return pattern.sub(new, text[: ends[-1]]) + text[ends[-1] :] if ends else text
