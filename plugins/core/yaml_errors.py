"""What is wrong in a YAML text, in an editor's words: the row, the error and how to fix it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

_KEYED = re.compile(r" *(?:- +)*(?P<key>[^\s:#\"'\[\]{},-][^:\"\[{]*?) *:(?: +(?P<value>.*))?")
_ITEM = re.compile(r" *- +(?P<value>\S.*)")
_WHOLE = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
_QUOTED_PART = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_BLOCK = re.compile(r"[|>][-+\d]{0,2}(?: +#.*)?")
_COMMENT = re.compile(r"\s+#.*|\s*")
_SPECIAL = "&*!%@`|>,]}"
_CLOSE = {"[": "]", "{": "}"}
_SHOWN = 200  # characters of a value that a hint repeats
_NO_SPACE = re.compile(r" *(?:- +)?(?P<key>[A-Za-z][\w-]*):(?P<value>[^\s/].{0,199}).*")
_LOST = re.compile(r"\s*#(?:[^\s#]|\s*\d)")
NO_KEY = "There is no key before the colon."


@dataclass(frozen=True)
class YamlRow:
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
        return self.typed(quote(value))


@dataclass(frozen=True)
class Advice:
    """What is wrong with a value, and what to write instead."""

    message: str
    hint: str


def quote(value: str) -> str:
    """`value` in straight quotes: double ones, or single ones where it has those or a backslash."""
    short = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
    if '"' not in short and "\\" not in short:
        return f'"{short}"'
    return "'" + short.replace("'", "''") + "'"


def parse_row(row: str) -> YamlRow | None:
    """Key and value of a row, or None where it has neither."""
    if match := _KEYED.fullmatch(row):
        return YamlRow(match["key"], (match["value"] or "").strip())
    match = _ITEM.fullmatch(row)
    return YamlRow("", match["value"].strip()) if match else None


def value_problem(row: YamlRow) -> Advice | None:
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
    hint = f"Put the value in straight quotes: `{row.quoted(row.value)}`"
    return Advice(message, hint) if message else None


def _on_quotes(row: YamlRow, mark: str) -> Advice | None:
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
    hint = f"Write `{row.quoted(value.strip())}`"
    if closed or ends:
        return Advice(f"{row.name} has quotes that do not make a pair.", hint)
    return Advice("A quote is opened here and never closed.", hint)


def _on_brackets(row: YamlRow, mark: str) -> Advice | None:
    close = _CLOSE[mark]
    bare = _QUOTED_PART.sub(lambda match: "x" * len(match[0]), row.value)
    end = _closing_place(bare)
    if re.search(r"[\s,\[{]#", bare[:end]):
        return Advice(
            f"A “#” after {mark} begins a comment, so what follows it is left out.",
            'Put each value with “#” in straight quotes, for example `"#running"`.',
        )
    if end is None:
        hint = f"Close it: `{row.typed(row.value[:_SHOWN].rstrip(' ,') + close)}`"
        return Advice(f"A bracket is opened here with {mark} and never closed.", hint)
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


@dataclass(frozen=True)
class YamlProblem:
    """What is wrong in row `row` (from 0) of a YAML text, and what to write instead."""

    row: int
    message: str
    hint: str


def cut_by_comment(rows: list[str], row: int, column: int) -> YamlProblem | None:
    """The fault where the value that ends at `column` is cut short by a `#` of its own words."""
    if not _LOST.match(rows[row][column:]):
        return None
    found = parse_row(rows[row])
    whole = f": `{found.quoted(found.value)}`" if found else "."
    return YamlProblem(
        row,
        "What follows “#” in this line is left out, because # begins a comment.",
        f"Put the whole value in straight quotes{whole}",
    )


def explain(error: yaml.MarkedYAMLError, rows: list[str]) -> YamlProblem:
    """The likeliest reason for `error`, by the look of the rows near it, then of all before it."""
    if "escape" in (error.problem or ""):
        return _backslash(_row_of(error.problem_mark, rows), rows)
    for index in _suspects(error, rows):
        found = parse_row(rows[index])
        given = value_problem(found) if found else None
        if given:
            return YamlProblem(index, given.message, given.hint)
    return _of_structure(error, rows)


def _suspects(error: yaml.MarkedYAMLError, rows: list[str]) -> Iterator[int]:
    problem = _row_of(error.problem_mark, rows)
    yield problem
    if error.context_mark:
        yield _row_of(error.context_mark, rows)
    yield from range(problem)


def _row_of(mark: yaml.Mark | None, rows: list[str]) -> int:
    return min(mark.line if mark else 0, len(rows) - 1)


def _backslash(row: int, rows: list[str]) -> YamlProblem:
    found = parse_row(rows[row])
    inner = found.value.strip('"') if found else ""
    return YamlProblem(
        row,
        "A backslash has a meaning of its own between double quotes.",
        f"Use single quotes: `{found.quoted(inner)}`" if found and inner else "Use single quotes.",
    )


def _of_structure(error: yaml.MarkedYAMLError, rows: list[str]) -> YamlProblem:
    """The fault of rows that do not fit together."""
    row = _row_of(error.problem_mark, rows)
    context = _row_of(error.context_mark, rows) if error.context_mark else row
    above = next((i for i in range(row - 1, -1, -1) if rows[i].strip()), row)
    for index in (row, context, above):
        if found := _of_colon(index, rows[index]):
            return found
    if "flow" in (error.context or ""):
        return YamlProblem(
            context,
            "The brackets that open here hold something that cannot be read.",
            "Put each value between them that has a colon, comma or quote in straight quotes.",
        )
    if "expected ':'" in (error.problem or ""):
        return _no_colon(context)
    if "mapping values" in (error.problem or "") and ":" not in rows[above]:
        return _no_colon(above)
    return _of_column(row, above, rows)


def _of_colon(index: int, row: str) -> YamlProblem | None:
    if match := _NO_SPACE.fullmatch(row):
        hint = f"Write `{match['key']}: {match['value'].strip()}`"
        return YamlProblem(index, "There is no space after the colon.", hint)
    if row.lstrip().startswith(":"):
        return YamlProblem(index, NO_KEY, "Write `key: value`.")
    return None


def _no_colon(row: int) -> YamlProblem:
    return YamlProblem(
        row,
        "This line has no colon after its key.",
        "Write it as `key: value`; if it goes on from the line above, begin it with two spaces.",
    )


def _of_column(row: int, above: int, rows: list[str]) -> YamlProblem:
    wanted, found, line = _indent(rows[above]), _indent(rows[row]), rows[row].strip()[:200]
    message = "This line does not begin at the same column as the lines above it."
    if found == wanted:
        message = "This line cannot be read."
        hint = "Write it as `key: value`, and put a value with special signs in straight quotes: "
        hint += '"...".'
    elif found < wanted:
        hint = "Begin each key at the left edge, and what belongs below a key with two spaces."
    elif wanted:
        hint = f"Begin it with {wanted} spaces, as the line above: `{' ' * wanted}{line}`"
    else:
        hint = f"Take away the spaces before it: `{line}`"
    return YamlProblem(row, message, hint)


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))
