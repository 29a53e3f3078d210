"""Pelican's own `Key: value` lines above a post."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from plugins.core.yaml_lines import Path, YamlError

KEY_LINE = re.compile(r" {0,3}(?P<key>[A-Za-z][\w -]{0,40}):(?P<value>.*)")
_CONTINUED = re.compile(r"(?: {4,}|\t+)(?P<value>.*)")
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")


@dataclass(frozen=True)
class ParsedKeys:
    """Front matter's keys as they are written, the line of each, and the row after them (from 0).

    `remarks` has what only a lenient reading takes.
    """

    fields: dict[str, Any]
    lines: dict[Path, int]
    end: int
    tolerated: tuple[YamlError, ...] = ()


def read(rows: list[str], start: int, *, lenient: bool) -> ParsedKeys:
    """Read the keys from row `start` (from 0) to the first row that is none of them.

    A value that goes on over several lines keeps its line breaks. Raises YamlError for a key that
    is written twice; a lenient reading keeps the first, as Pelican does.
    """
    values: dict[str, list[str]] = {}
    lines: dict[Path, int] = {(): start + 1}
    tolerated: list[YamlError] = []
    index, last = start, [""]
    while index < len(rows):
        row = rows[index]
        if match := KEY_LINE.fullmatch(row):
            key, last = match["key"].strip(), [match["value"].strip()]
            if key in values:
                twice = _twice(key, index + 1, lines[(key,)])
                if not lenient:
                    raise twice
                tolerated.append(twice)
            else:
                values[key], lines[(key,)] = last, index + 1
        elif values and (more := _CONTINUED.fullmatch(row)) and more["value"].strip():
            last.append(more["value"].strip())
        else:
            break
        index += 1
    fields = {key: _value(parts) for key, parts in values.items()}
    return ParsedKeys(fields, lines, index, tuple(tolerated))


def _twice(key: str, line: int, first: int) -> YamlError:
    return YamlError(
        line, f"“{key}” is written twice (first on line {first}).", "Keep one of the two."
    )


def _value(parts: list[str]) -> str | None:
    """The value of a key, out of the straight quotes that some editors put around it."""
    text = "\n".join(part for part in parts if part)
    quoted = _QUOTED.fullmatch(text)
    return ((quoted[1] or quoted[2] or "") if quoted else text) or None
