"""One row of YAML as an editor typed it: why its value cannot stand so, and how to type it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_KEYED = re.compile(r" *(?:- +)*(?P<key>[^\s:#\"'\[\]{},-][^:\"\[{]*?) *:(?: +(?P<value>.*))?")
_ITEM = re.compile(r" *- +(?P<value>\S.*)")
_WHOLE = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
_QUOTED_PART = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_BLOCK = re.compile(r"[|>][-+\d]{0,2}(?: +#.*)?")
_COMMENT = re.compile(r"\s+#.*|\s*")
_SPECIAL = "&*!%@`|>,]}"
_CLOSE = {"[": "]", "{": "}"}
_SHOWN = 200  # characters of a value that a cure repeats


@dataclass(frozen=True)
class Row:
    """A row taken apart: its key, empty for an item of a list, and its value as typed."""

    key: str
    value: str

    @property
    def name(self) -> str:
        """The value, as a sentence calls it."""
        return f"The value of “{self.key}”" if self.key else "This item"

    def typed(self, value: str) -> str:
        """The row with another value."""
        return f"{self.key}: {value}" if self.key else f"- {value}"

    def quoted(self, value: str) -> str:
        """The row with `value` in quotes that suit it."""
        return self.typed(in_quotes(value))


@dataclass(frozen=True)
class Advice:
    """What is wrong with a value, and what to write instead."""

    message: str
    cure: str


def in_quotes(value: str) -> str:
    """`value` in straight quotes: double ones, or single ones where it has those or a backslash."""
    short = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
    if '"' not in short and "\\" not in short:
        return f'"{short}"'
    return "'" + short.replace("'", "''") + "'"


def take_apart(row: str) -> Row | None:
    """Key and value of a row, or None where it has neither."""
    if match := _KEYED.fullmatch(row):
        return Row(match["key"], (match["value"] or "").strip())
    match = _ITEM.fullmatch(row)
    return Row("", match["value"].strip()) if match else None


def advice(row: Row) -> Advice | None:
    """Why the value of `row` cannot stand as it is typed, or None when it can."""
    first = row.value[:1]
    if first in _WHOLE:
        return _on_quotes(row, first)
    if first in _CLOSE:
        return _on_brackets(row, first)
    message = ""
    if first and not _BLOCK.fullmatch(row.value):
        if first in _SPECIAL or re.match(r"[-?:] ", row.value):
            message = f"{row.name} begins with “{first}”, which has a meaning of its own here."
        elif row.key and re.search(r":(?:\s|$)", row.value):
            message = f"{row.name} has a colon in it."
    cure = f"Put the value in straight quotes: `{row.quoted(row.value)}`"
    return Advice(message, cure) if message else None


def _on_quotes(row: Row, mark: str) -> Advice | None:
    value = row.value
    closed = _WHOLE[mark].match(value)
    rest = value[closed.end() :] if closed else ""
    if closed and _COMMENT.fullmatch(rest):
        return None
    ends = len(value) > 1 and value[-1] in f"{mark}“”‘’"
    if ends:
        value = value[1:-1]
    elif not closed or rest[0].isalpha():  # 'Don't run
        value = value[1:]
    cure = f"Write `{row.quoted(value.strip())}`"
    if closed or ends:
        return Advice(f"{row.name} has quotes that do not make a pair.", cure)
    return Advice("A quote is opened here and never closed.", cure)


def _on_brackets(row: Row, mark: str) -> Advice | None:
    close = _CLOSE[mark]
    bare = _QUOTED_PART.sub(lambda match: "x" * len(match[0]), row.value)
    end = _closing_place(bare)
    if re.search(r"[\s,\[{]#", bare[:end]):
        return Advice(
            f"A “#” after {mark} begins a comment, so what follows it is left out.",
            'Put each value with “#” in straight quotes, for example `"#running"`.',
        )
    if end is None:
        cure = f"Close it: `{row.typed(row.value[:_SHOWN].rstrip(' ,') + close)}`"
        return Advice(f"A bracket is opened here with {mark} and never closed.", cure)
    if _COMMENT.fullmatch(bare[end + 1 :]):
        return None
    return Advice(
        f"Something follows the closing {close}.",
        f"Take it out, or put the whole value in straight quotes: `{row.quoted(row.value)}`",
    )


def _closing_place(text: str) -> int | None:
    """Where the bracket that opens `text` is closed."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character in "[{") - (character in "]}")
        if depth == 0:
            return place
    return None
