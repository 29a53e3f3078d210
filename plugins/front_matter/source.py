"""A post's file taken apart: its text, its front matter's keys with their lines, its body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from plugins.core import yaml_lines
from plugins.core.yaml_lines import INVISIBLE, Path, YamlError, refuse_invisible
from plugins.front_matter import key_lines
from plugins.front_matter.key_lines import ParsedKeys

_FENCE = re.compile(r" {0,3}---\s*")
_CLOSING = re.compile(r"(?:---|\.\.\.)\s*")
_NEARLY_A_FENCE = re.compile(r"[-–—\u2015\u2212_=~]{1,9}")
_NO_FRONT_MATTER = "Begin the file with three lines: `---`, then `title: ...`, then `---` again."


@dataclass(frozen=True)
class PostSource:
    """A post taken apart; `lines` gives the line of each key, `body_line` that of the body.

    `remarks` has what only a lenient reading takes, as an editor should be told of it.
    """

    fields: dict[str, Any]
    lines: dict[Path, int]
    body: str
    body_line: int
    tolerated: tuple[YamlError, ...] = ()


def split(text: str, *, lenient: bool = False) -> PostSource:
    """Part `text` into front matter and body; raises YamlError for what cannot be read.

    `lenient` takes what Pelican takes: a body that follows its keys without an empty line, keys
    between --- lines that are not YAML, a key written twice, control characters.
    """
    tolerated: list[YamlError] = []
    try:
        refuse_invisible(text)
    except YamlError as error:
        _take(error, tolerated, lenient=lenient)
        text = INVISIBLE.sub(" ", text)
    rows = text.split("\n")
    start = next((index for index, row in enumerate(rows) if row.strip()), None)
    if start is None:
        raise YamlError(1, "The file is empty.", _NO_FRONT_MATTER)
    if _FENCE.fullmatch(rows[start]):
        return _between_fences(rows, start, tolerated, lenient=lenient)
    if not lenient:
        _refuse_other_fences(rows, start)
    keys = key_lines.read(rows, start, lenient=lenient)
    if not keys.fields:
        raise YamlError(start + 1, "There is no front matter above the text.", _NO_FRONT_MATTER)
    ended = keys.end < len(rows) and _CLOSING.fullmatch(rows[keys.end])
    if not lenient and ended:
        message = "The front matter has a closing --- line but no opening one."
        raise YamlError(start + 1, message, "Write a line with only `---` above this one.")
    if not lenient and keys.end < len(rows) and rows[keys.end].strip():
        raise YamlError(
            keys.end + 1,
            "This line is neither a `Key: value` line nor separated from them.",
            "Leave an empty line between the keys and the text.",
        )
    return _source(keys, rows, keys.end + 1 if ended else keys.end, tolerated)


def _take(error: YamlError, tolerated: list[YamlError], *, lenient: bool) -> None:
    if not lenient:
        raise error
    tolerated.append(error)


def _refuse_other_fences(rows: list[str], start: int) -> None:
    first = rows[start].strip()
    if _NEARLY_A_FENCE.fullmatch(first):
        raise YamlError(start + 1, f"This line is “{first}”, not three hyphens.", "Write `---`")
    if first in {"+++", "{"}:
        message = f"Front matter between {first} lines is not read here."
        raise YamlError(start + 1, message, "Write `---` instead, and `key: value` lines below it.")


def _between_fences(
    rows: list[str], start: int, tolerated: list[YamlError], *, lenient: bool
) -> PostSource:
    inside = range(start + 1, len(rows))
    end = next((i for i in inside if _CLOSING.fullmatch(rows[i])), None)
    if end is None:
        if nearly := next((i for i in inside if _NEARLY_A_FENCE.fullmatch(rows[i].strip())), None):
            _refuse_other_fences(rows, nearly)
        raise YamlError(
            start + 1,
            "The front matter that begins here has no closing line.",
            "Write a line with only `---` between the front matter and the text.",
        )
    try:
        keys = _mapping(rows, start + 1, end)
    except YamlError as error:
        found = key_lines.read(rows[:end], start + 1, lenient=True) if lenient else None
        if found is None or found.end != end or not found.fields:
            raise _closing_before(error, rows) or error from None
        tolerated.append(error)
        keys = found
    return _source(keys, rows, end + 1, tolerated)


def _mapping(rows: list[str], start: int, end: int) -> ParsedKeys:
    """The YAML keys in rows `start` to `end`."""
    data = yaml_lines.parse("\n".join(rows[start:end]), start + 1)
    if not isinstance(data.value, dict | None):
        raise YamlError(
            data.lines[()],
            "This line is not a key with a value.",
            "Write a word, a colon, a space and the value, such as `title: Why we warm up`",
        )
    return ParsedKeys(data.value or {}, {(): start, **data.lines}, end)


def _closing_before(error: YamlError, rows: list[str]) -> YamlError | None:
    """The error for text that was read as front matter because the line above it is missing."""
    row = rows[error.line - 1]
    if _NEARLY_A_FENCE.fullmatch(row.strip()):
        return YamlError(
            error.line, f"This line is “{row.strip()}”, not three hyphens.", "Write `---`"
        )
    if rows[error.line - 2].strip() or key_lines.KEY_LINE.fullmatch(row):
        return None
    return YamlError(
        error.line,
        "The text begins here, but the front matter above it has no closing line.",
        "Write a line with only `---` above this one.",
    )


def _source(
    keys: ParsedKeys, rows: list[str], body_start: int, tolerated: list[YamlError]
) -> PostSource:
    """Keys in lower case with underscores, so `Save-As` and `save_as` are one."""
    names = {key: re.sub(r"[\s-]+", "_", _visible(key).strip().lower()) for key in keys.fields}
    renamed: dict[str, Any] = {}
    for key, value in keys.fields.items():
        if names[key] in renamed:
            raise YamlError(
                keys.lines.get((key,), 1),
                f"“{names[key]}” is written twice.",
                "Keep one of the two.",
            )
        renamed[names[key]] = value
    lines = {(names.get(str(p[0]), p[0]), *p[1:]) if p else p: n for p, n in keys.lines.items()}
    body = "\n".join(rows[body_start:])
    return PostSource(renamed, lines, body, body_start + 1, (*tolerated, *keys.tolerated))


def _visible(key: str) -> str:
    """`key` without the blanks of no width that copying from a page brings along."""
    return re.sub(r"[\u200b\u2060\ufeff]", "", key)
