"""Explains YAML errors to editors: the line, what is wrong and what to write instead.

Rows are counted from 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

_KEY_AND_VALUE = re.compile(
    r" *(?:- +)*(?P<key>[^\s:#\"'\[\]{},-][^:\"\[{]*?) *:(?: +(?P<value>.*))?"
)
_ITEM = re.compile(r" *- +(?P<value>\S.*)")
_QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
_QUOTED_PART = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_BLOCK_SCALAR = re.compile(r"[|>][-+\d]{0,2}(?: +#.*)?")
_COMMENT = re.compile(r"\s+#.*|\s*")
_INDICATORS = "&*!%@`|>,]}"
_CURLY = re.compile(r"[“”„](.*)[“”]")
_CLOSING_BRACKET = {"[": "]", "{": "}"}
_MAX_SHOWN = 200  # characters of a value that a hint repeats
_NO_SPACE = re.compile(r" *(?:- +)?(?P<key>[A-Za-z][\w-]*):(?P<value>[^\s/].{0,199}).*")
_CUT_OFF = re.compile(r"\s*#(?:[^\s#]|\s*\d)")
NO_KEY = "There is no key before the colon."


@dataclass(frozen=True)
class YamlRow:
    """The key of a row ("" for a list item) and its value as it is written."""

    key: str
    value: str

    @property
    def name(self) -> str:
        """The subject of a message about the value."""
        return f"The value of “{self.key}”" if self.key else "This item"

    def typed(self, value: str) -> str:
        """The row with another value."""
        return f"{self.key}: {value}" if self.key else f"- {value}"

    def quoted(self, value: str) -> str:
        """The row with `value` in quotes."""
        return self.typed(quote(value))


def quote(value: str) -> str:
    """`value` in double quotes, or in single quotes if it has double ones or a backslash."""
    short = value if len(value) <= _MAX_SHOWN else value[:_MAX_SHOWN] + "…"
    if '"' not in short and "\\" not in short:
        return f'"{short}"'
    return "'" + short.replace("'", "''") + "'"


def parse_row(row: str) -> YamlRow | None:
    """The key and the value of a row, or None if it has neither."""
    if match := _KEY_AND_VALUE.fullmatch(row):
        return YamlRow(match["key"], (match["value"] or "").strip())
    match = _ITEM.fullmatch(row)
    return YamlRow("", match["value"].strip()) if match else None


def value_problem(row: YamlRow) -> tuple[str, str] | None:
    """Message and hint if the value of `row` is not valid YAML as it is written."""
    first = row.value[:1]
    if first in _QUOTED:
        return _quotes_problem(row, first)
    if first in _CLOSING_BRACKET:
        return _brackets_problem(row, first)
    message = ""
    if first and not _BLOCK_SCALAR.fullmatch(row.value):
        if first in _INDICATORS or re.match(r"[-?:] ", row.value):
            message = f"{row.name} begins with “{first}”, which has a special meaning here."
        elif row.key and re.search(r":(?:\s|$)", row.value):
            message = f"{row.name} has a colon in it."
    curly = _CURLY.fullmatch(row.value)
    hint = f"Put the value in straight quotes: `{row.quoted(curly[1] if curly else row.value)}`"
    return (message, hint) if message else None


def _quotes_problem(row: YamlRow, mark: str) -> tuple[str, str] | None:
    value = row.value
    closed = _QUOTED[mark].match(value)
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
        return f"{row.name} has quotes that do not match.", hint
    return "A quote is opened here and never closed.", hint


def _brackets_problem(row: YamlRow, mark: str) -> tuple[str, str] | None:
    close = _CLOSING_BRACKET[mark]
    bare = _QUOTED_PART.sub(lambda match: "x" * len(match[0]), row.value)
    end = _closing_index(bare)
    if re.search(r"[\s,\[{]#", bare[:end]):
        return (
            f"A “#” after {mark} begins a comment, so what follows it is left out.",
            'Put each value with “#” in straight quotes, for example `"#running"`.',
        )
    if end is None:
        hint = f"Close it: `{row.typed(row.value[:_MAX_SHOWN].rstrip(' ,') + close)}`"
        return f"A bracket is opened here with {mark} and never closed.", hint
    if _COMMENT.fullmatch(bare[end + 1 :]):
        return None
    return (
        f"There is something after the closing {close}.",
        f"Delete it, or put the whole value in straight quotes: `{row.quoted(row.value)}`",
    )


def _closing_index(text: str) -> int | None:
    """The index at which the bracket that opens `text` is closed."""
    depth = 0
    for index, character in enumerate(text):
        depth += (character in "[{") - (character in "]}")
        if depth == 0:
            return index
    return None


@dataclass(frozen=True)
class YamlProblem:
    """What is wrong in a row of a YAML text, and what to write instead."""

    row: int
    message: str
    hint: str
    column: int = 0  # 0 stands for that of the first character that is not a space


def cut_by_comment(rows: list[str], row: int, column: int) -> YamlProblem | None:
    """The problem if a `#` cuts off the rest of the value that ends at `column`."""
    if not _CUT_OFF.match(rows[row][column:]):
        return None
    found = parse_row(rows[row])
    whole = f": `{found.quoted(found.value)}`" if found else "."
    return YamlProblem(
        row,
        "Everything after “#” in this line is left out, because # begins a comment.",
        f"Put the whole value in straight quotes{whole}",
        rows[row].index("#", column),
    )


def explain(error: yaml.MarkedYAMLError, rows: list[str]) -> YamlProblem:
    """The likeliest cause of `error`, from its own row, its context's row, or a row before them."""
    if "escape" in (error.problem or ""):
        return _backslash(_row_of(error.problem_mark, rows), rows)
    last = _row_of(error.problem_mark, rows)
    for index in _suspects(error, rows):
        found = parse_row(rows[index])
        if found and (problem := value_problem(found)):
            if _is_closed([found.value, *rows[index + 1 : last + 1]]):
                continue
            return YamlProblem(index, *problem, rows[index].rindex(found.value))
    return _structure_problem(error, rows)


def _is_closed(rows: Sequence[str]) -> bool:
    """Whether a bracket that opens the first row is closed in a later one."""
    if rows[0][0] not in _CLOSING_BRACKET:
        return False
    ends = (_closing_index(_QUOTED_PART.sub("", text)) for text in (rows[0], "\n".join(rows)))
    return [end is None for end in ends] == [True, False]


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
        "A backslash has a special meaning between double quotes.",
        f"Use single quotes: `{found.quoted(inner)}`" if found and inner else "Use single quotes.",
    )


def _structure_problem(error: yaml.MarkedYAMLError, rows: list[str]) -> YamlProblem:
    """The problem if rows that are valid by themselves do not fit together."""
    row = _row_of(error.problem_mark, rows)
    context = _row_of(error.context_mark, rows) if error.context_mark else row
    above = next((i for i in range(row - 1, -1, -1) if rows[i].strip()), row)
    for index in (row, context, above):
        if found := _colon_problem(index, rows[index]):
            return found
    if "flow" in (error.context or ""):
        return YamlProblem(
            context,
            "Something between the brackets that open here cannot be read.",
            "Put each value that has a colon, a comma or a quote in straight quotes.",
        )
    if "expected ':'" in (error.problem or ""):
        return _no_colon(context)
    if "mapping values" in (error.problem or "") and ":" not in rows[above]:
        return _no_colon(above)
    return _column_problem(row, above, rows)


def _colon_problem(index: int, row: str) -> YamlProblem | None:
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
        "Write it as `key: value`; if it continues the line above, begin it with two spaces.",
    )


def _column_problem(row: int, above: int, rows: list[str]) -> YamlProblem:
    wanted, found, line = _indent(rows[above]), _indent(rows[row]), rows[row].strip()[:200]
    message = "This line is not indented like the lines above it."
    if found == wanted:
        message = "This line cannot be read."
        hint = (
            "Write it as `key: value`, and put a value with special characters in straight quotes: "
        )
        hint += '"...".'
    elif 0 < found < wanted:
        hint = (
            f"Begin it with {wanted} spaces, as the line above, or with as many as one further up; "
        )
        hint += "a key that belongs to no other begins at the left edge."
    elif found < wanted:
        hint = "Begin each key at the left edge, and lines that belong to a key with two spaces."
    elif wanted:
        hint = f"Begin it with {wanted} spaces, as the line above: `{' ' * wanted}{line}`"
    else:
        hint = f"Delete the spaces before it: `{line}`"
    return YamlProblem(row, message, hint)


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))
