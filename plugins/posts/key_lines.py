"""Parses Pelican's `Key: value` lines at the top of a post."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from plugins.core.yaml_lines import KeyPath, YamlError

KEY_LINE = re.compile(r" {0,3}(?P<key>[A-Za-z][\w -]{0,40}):(?P<value>.*)")
_CONTINUED = re.compile(r"(?: {4,}|\t+)(?P<value>.*)")
# Keys that decide whether a post is public, of ours and of other generators. One that is written
# twice must be an error, as only the first would be read.
DECIDING = frozenset({
    "_build", "build", "draft", "expirydate", "headless", "hidden", "isdraft", "password",
    "permalink", "post_status", "private", "pubdate", "public", "publish", "publish_date",
    "publishdate", "published", "published_at", "render", "status", "unlisted", "unpublishdate",
    "visibility", "visible",
})  # fmt: skip
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")


@dataclass(frozen=True)
class ParsedKeys:
    """The keys of front matter as they are written, their places, and the row after them (from 0).

    `tolerated` has the errors that a lenient read turns into warnings.
    """

    fields: dict[str, Any]
    lines: dict[KeyPath, int]
    end: int
    tolerated: tuple[YamlError, ...] = ()
    columns: dict[KeyPath, int] = field(default_factory=dict)


def read(rows: list[str], start: int, *, lenient: bool) -> ParsedKeys:
    """Parse rows from `start` (from 0) up to the first one that is not part of a key.

    A value that spans several lines keeps its line breaks. Raises YamlError for a duplicate key; a
    lenient read keeps the first, as Pelican does, unless the key decides whether a post is public.
    """
    values: dict[str, list[str]] = {}
    lines: dict[KeyPath, int] = {(): start + 1}
    tolerated: list[YamlError] = []
    index, last = start, [""]
    while index < len(rows):
        row = rows[index]
        if match := KEY_LINE.fullmatch(row):
            key, last = match["key"].strip(), [match["value"].strip()]
            if key in values:
                error = _duplicate(key, index + 1, lines[(key,)])
                if not lenient or re.sub(r"[ -]", "_", key.lower()) in {*DECIDING, "date"}:
                    raise error
                tolerated.append(error)
            else:
                values[key], lines[(key,)] = last, index + 1
        elif values and (more := _CONTINUED.fullmatch(row)) and more["value"].strip():
            last.append(more["value"].strip())
        else:
            break
        index += 1
    fields = {key: _value(parts) for key, parts in values.items()}
    return ParsedKeys(fields, lines, index, tuple(tolerated))


def _duplicate(key: str, line: int, first: int) -> YamlError:
    return YamlError(
        line, f"“{key}” is written twice (first on line {first}).", "Keep one of the two."
    )


def _value(parts: list[str]) -> str | None:
    """The value of a key, without straight quotes around it."""
    text = "\n".join(part for part in parts if part)
    quoted = _QUOTED.fullmatch(text)
    return ((quoted[1] or quoted[2] or "") if quoted else text) or None
