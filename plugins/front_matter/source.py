"""A post's file taken apart: its text, its front matter's keys with their lines, its body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from plugins import yaml_lines
from plugins.yaml_lines import Path, YamlData, YamlError

_FENCE = re.compile(r"^---[ \t]*$")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$")
_PELICAN_LINE = re.compile(r"^ {0,3}(?P<key>[A-Za-z][\w -]{0,40}):(?:[ \t]+(?P<value>.*))?$")
_CONTINUED = re.compile(r"^(?: {4,}|\t+)(?P<value>.*)$")


@dataclass(frozen=True)
class Source:
    """A post taken apart; `lines` gives the line of each key, `body_line` that of the body."""

    fields: dict[str, Any]
    lines: dict[Path, int]
    body: str
    body_line: int


def decode(data: bytes) -> str:
    """The text of a file, without BOM and with line feeds only; raises YamlError."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise YamlError(1, "The file is saved as UTF-16.", "Save it again as UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise YamlError(
            line, "The file is not saved as UTF-8.", "Save it again with the encoding UTF-8."
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise YamlError(line, "The file has binary data in it.", "Save it again as plain text.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split(text: str, *, lenient: bool = False) -> Source:
    """Part `text` into front matter and body; raises YamlError for what cannot be read.

    `lenient` takes what Pelican takes: a body that follows its keys without an empty line.
    """
    rows = text.split("\n")
    start = next((index for index, row in enumerate(rows) if row.strip()), 0)
    if _FENCE.match(rows[start]):
        return _split_yaml(rows, start)
    return _split_pelican(rows, start, lenient=lenient)


def _split_yaml(rows: list[str], start: int) -> Source:
    end = next((i for i in range(start + 1, len(rows)) if _CLOSING.match(rows[i])), None)
    if end is None:
        raise YamlError(
            start + 1,
            "The front matter has no closing line.",
            "Write a line with only --- between the front matter and the text.",
        )
    data = yaml_lines.parse("\n".join(rows[start + 1 : end]), start + 2)
    if data.value is None:
        data = YamlData({})
    if not isinstance(data.value, dict):
        raise YamlError(
            start + 2, "The front matter is not a list of keys.", "Write it as `key: value` lines."
        )
    return _source(data.value, data.lines, rows, end + 1)


def _split_pelican(rows: list[str], start: int, *, lenient: bool) -> Source:
    """Read Pelican's own `Key: value` lines, which end at the first empty line."""
    fields: dict[str, Any] = {}
    lines: dict[Path, int] = {}
    index, last = start, ""
    while index < len(rows):
        row = rows[index]
        if match := _PELICAN_LINE.match(row):
            last = match["key"].strip()
            if last in fields:
                raise YamlError(
                    index + 1,
                    f"“{last}” is written twice (first on line {lines[(last,)]}).",
                    "Keep one of the two.",
                )
            fields[last], lines[(last,)] = (match["value"] or "").strip() or None, index + 1
        elif last and (more := _CONTINUED.match(row)) and more["value"].strip():
            fields[last] = f"{fields[last] or ''} {more['value'].strip()}".strip()
        else:
            break
        index += 1
    if fields and not lenient and index < len(rows) and rows[index].strip():
        raise YamlError(
            index + 1,
            "This line is neither a `Key: value` line nor separated from them.",
            "Leave an empty line between the keys and the text.",
        )
    return _source(fields, lines, rows, index)


def _source(
    fields: dict[str, Any], lines: dict[Path, int], rows: list[str], body_start: int
) -> Source:
    """Keys in lower case with underscores, so `Save-As` and `save_as` are one."""
    renamed: dict[str, Any] = {}
    names = {key: re.sub(r"[\s-]+", "_", key.strip().lower()) for key in fields}
    for key, value in fields.items():
        if names[key] in renamed:
            raise YamlError(
                lines.get((key,), 1), f"“{names[key]}” is written twice.", "Keep one of the two."
            )
        renamed[names[key]] = value
    moved = {(names.get(str(p[0]), p[0]), *p[1:]) if p else p: line for p, line in lines.items()}
    return Source(renamed, moved, "\n".join(rows[body_start:]), body_start + 1)
