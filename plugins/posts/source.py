"""Splits the text of a post into front matter keys, with their lines, and the body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from plugins.core import yaml_lines
from plugins.core.yaml_lines import INVISIBLE, KeyPath, YamlError, refuse_invisible
from plugins.posts import key_lines, toml_keys
from plugins.posts.key_lines import ParsedKeys
from plugins.posts.partial_yaml import read_partially

_FENCE = re.compile(r" {0,3}---\s*")
_CLOSING = re.compile(r"(?:---|\.\.\.)\s*")
_ALMOST_A_FENCE = re.compile(r"[-–—\u2015\u2212_=~]{1,9}")
# A row that decides whether a post is public, in any kind of front matter.
_DECIDING = re.compile(
    rf"\W{{0,9}}(?:{'|'.join(sorted(key_lines.DECIDING))})\W{{0,3}}[:=]", re.IGNORECASE
)
_NAMED_FENCE = re.compile(r"[-+]{3}\s*[\w#]")  # such as "---json", or with a comment
_FIRST_ROWS = 40  # among which front matter is
_BLOCK = re.compile(r"[:-] +[|>][-+\d]{0,2} *(?:#.*)?\Z")
_NO_FRONT_MATTER = "Begin the file with three lines: `---`, then `title: ...`, then `---` again."


@dataclass(frozen=True)
class PostSource:
    """The parts of a post; `lines` has the line of each key, `body_line` the body's first line.

    `columns` has the column of each key that was read as YAML. `tolerated` has the errors that a
    lenient read turns into warnings. `errors` are those of rows that are not YAML; all else was
    read, to be checked, and `unread` has the keys of these rows.
    """

    fields: dict[str, Any]
    lines: dict[KeyPath, int]
    body: str
    body_line: int
    tolerated: tuple[YamlError, ...] = ()
    errors: tuple[YamlError, ...] = ()
    unread: frozenset[str] = frozenset()
    columns: dict[KeyPath, int] = field(default_factory=dict)


def split(text: str, *, lenient: bool = False) -> PostSource:
    """Split `text` into front matter and body; raises YamlError.

    A lenient read accepts what Pelican does: a body directly after the keys, keys between --- lines
    that are not YAML, duplicate keys, and control characters. It also accepts TOML between +++
    lines, and a file without front matter.
    """
    tolerated: list[YamlError] = []
    try:
        refuse_invisible(text)
    except YamlError as error:
        if not lenient:
            raise
        tolerated.append(error)
        text = INVISIBLE.sub(" ", text)
    rows = text.split("\n")
    start = next((index for index, row in enumerate(rows) if row.strip()), None)
    if start is None:
        raise YamlError(1, "The file is empty.", _NO_FRONT_MATTER)
    if _FENCE.fullmatch(rows[start]):
        return _between_fences(rows, start, tolerated, lenient=lenient)
    return _without_opening_fence(rows, start, tolerated, lenient=lenient)


def _without_opening_fence(
    rows: list[str], start: int, tolerated: list[YamlError], *, lenient: bool
) -> PostSource:
    if not lenient:
        _refuse_other_fences(rows, start)
    elif rows[start].strip() == toml_keys.FENCE:
        keys = toml_keys.read(rows, start)
        return _source(keys, rows, keys.end, tolerated)
    keys = key_lines.read(rows, start, lenient=lenient)
    if not keys.fields:
        if lenient and not may_be_front_matter(rows, start):
            return PostSource({}, {(): 1}, "\n".join(rows), 1, tuple(tolerated))
        raise YamlError(start + 1, "There is no front matter above the text.", _NO_FRONT_MATTER)
    after = rows[keys.end] if keys.end < len(rows) else ""
    closed = bool(_CLOSING.fullmatch(after))
    if lenient and not closed:
        _refuse_deciding_text(rows, keys.end)
    if not lenient and closed:
        message = "The front matter has a closing --- line but no opening one."
        raise YamlError(start + 1, message, "Write a line with only `---` above this one.")
    if not lenient and after.strip():
        message = "This line is not a `Key: value` line."
        hint = "Leave an empty line between the keys and the text."
        raise YamlError(keys.end + 1, message, hint)
    return _source(keys, rows, keys.end + closed, tolerated)


def may_be_front_matter(rows: list[str], start: int) -> bool:
    """Whether front matter that cannot be read seems to begin in the row `start`.

    It may say that the post is a draft, so it must not become its text.
    """
    first = rows[start].strip()
    if _ALMOST_A_FENCE.fullmatch(first) or first.startswith(("{", ";;;", "<!--", ".. ")):
        return True
    if _NAMED_FENCE.match(first):
        return True
    return any(_DECIDING.match(row) for row in rows[start : start + _FIRST_ROWS])


def refuse_front_matter(text: str) -> None:
    """Raise YamlError if a post in another markup than Markdown begins with front matter.

    That would become its text, whatever it says of the post, such as that it is a draft.
    """
    rows = [*enumerate(text.lstrip("\ufeff").splitlines(), 1)]
    line, first = next(((line, row.strip()) for line, row in rows if row.strip()), (1, ""))
    if first in {"---", "+++"} or first.startswith(("{", ";;;")) or _NAMED_FENCE.match(first):
        message = "Only posts in Markdown have front matter like this."
        hint = "Write it as this markup has it: `:title: ...` in reStructuredText, <meta> in HTML."
        raise YamlError(line, message, hint)
    for number, row in rows[: line + _FIRST_ROWS]:
        if row.startswith(".. ") and _DECIDING.match(row):
            message = "This line is a comment, so it does not decide whether the post is public."
            raise YamlError(number, message, "Write it as a field, such as `:status: draft`.")


def _refuse_deciding_text(rows: list[str], start: int) -> None:
    """Raise YamlError for a key that decides whether a post is public in its first paragraph."""
    first = next((index for index in range(start, len(rows)) if rows[index].strip()), len(rows))
    for index in range(first, len(rows)):
        if not rows[index].strip():
            return
        if _DECIDING.match(rows[index]):
            message = "This line is not read as front matter, because it is part of the text."
            hint = "Delete what separates it from the lines with keys above it."
            raise YamlError(index + 1, message, hint)


def _refuse_other_fences(rows: list[str], start: int) -> None:
    first = rows[start].strip()
    if _ALMOST_A_FENCE.fullmatch(first):
        raise _almost_a_fence(rows[start], start + 1)
    if first in {"+++", "{"}:
        message = f"Front matter between {first} lines cannot be read."
        raise YamlError(start + 1, message, "Write `---` instead, and `key: value` lines below it.")


def _almost_a_fence(row: str, line: int) -> YamlError:
    """The error for a row that was probably meant as a `---` line."""
    if row.strip() == "---":
        return YamlError(line, "This `---` has spaces before it.", "Delete them: `---`")
    return YamlError(line, f"This line is “{row.strip()}”, not three hyphens.", "Write `---`")


def _between_fences(
    rows: list[str], start: int, tolerated: list[YamlError], *, lenient: bool
) -> PostSource:
    inside = range(start + 1, len(rows))
    end = next((i for i in inside if _CLOSING.fullmatch(rows[i])), None)
    if end is None:
        if nearly := next((i for i in inside if _ALMOST_A_FENCE.fullmatch(rows[i].strip())), None):
            _refuse_other_fences(rows, nearly)
        raise YamlError(
            start + 1,
            "The front matter that begins here has no closing line.",
            "Write a line with only `---` between the front matter and the text.",
        )
    if not lenient:
        _refuse_indented_fence(rows, start + 1, end)
    try:
        keys = _mapping(rows, start + 1, end)
    except YamlError as error:
        if missing := _missing_closing_line(error, rows):
            raise missing from None
        if not lenient:
            return _partial_source(rows, start + 1, end, error)
        keys = key_lines.read(rows[:end], start + 1, lenient=True)
        if keys.end != end or not keys.fields:
            raise
        tolerated.append(error)
    return _source(keys, rows, end + 1, tolerated)


def _partial_source(rows: list[str], start: int, end: int, error: YamlError) -> PostSource:
    """What can be read in spite of `error`, which is raised if nothing can."""
    partial = read_partially(rows, start, end, error)
    if partial is None:
        raise error
    data = partial.data
    keys = ParsedKeys(data.value or {}, {(): start, **data.lines}, end, columns=data.columns)
    source = _source(keys, rows, end + 1, [])
    return replace(source, errors=partial.errors, unread=partial.unread)


def _refuse_indented_fence(rows: list[str], start: int, end: int) -> None:
    """Raise YamlError for `---` after spaces, which YAML would add to the value above it.

    Text of several rows, after a `|` or `>`, may have it.
    """
    for index in range(start, end):
        if _BLOCK.search(rows[index]):
            return
        if rows[index].strip() == "---":
            raise _almost_a_fence(rows[index], index + 1)


def _mapping(rows: list[str], start: int, end: int) -> ParsedKeys:
    """The YAML keys in the rows from `start` up to `end`."""
    data = yaml_lines.parse("\n".join(rows[start:end]), start + 1)
    if not isinstance(data.value, dict | None):
        raise YamlError(
            data.lines[()],
            "This line is not a key with a value.",
            "Write a word, a colon, a space and the value, such as `title: Why we warm up`",
        )
    return ParsedKeys(data.value or {}, {(): start, **data.lines}, end, columns=data.columns)


def _missing_closing_line(error: YamlError, rows: list[str]) -> YamlError | None:
    """The error if the text was read as front matter because the closing line is missing."""
    row = rows[error.line - 1]
    if _ALMOST_A_FENCE.fullmatch(row.strip()):
        return _almost_a_fence(row, error.line)
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
    """Normalise keys to lower case with underscores, so that `Save-As` and `save_as` are equal."""
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
    lines, columns = (
        {(names.get(str(p[0]), p[0]), *p[1:]) if p else p: at for p, at in found.items()}
        for found in (keys.lines, keys.columns)
    )
    body = "\n".join(rows[body_start:])
    errors = (*tolerated, *keys.tolerated)
    return PostSource(renamed, lines, body, body_start + 1, errors, columns=columns)


def _visible(key: str) -> str:
    """`key` without zero-width characters, which text copied from a web page may contain."""
    return re.sub(r"[\u200b\u2060\ufeff]", "", key)
