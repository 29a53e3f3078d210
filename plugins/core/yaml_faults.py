"""What a YAML parser stumbled over, in an editor's words: where, what is wrong, what to type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from plugins.core.yaml_rows import advice, take_apart

_NO_SPACE = re.compile(r" *(?:- +)?(?P<key>[A-Za-z][\w-]*):(?P<value>[^\s/].{0,199}).*")
_LOST = re.compile(r"\s*#(?:[^\s#]|\s*\d)")
NO_KEY = "There is no key before the colon."


@dataclass(frozen=True)
class Fault:
    """What is wrong in row `row` (from 0) of a YAML text, and what to write instead."""

    row: int
    message: str
    cure: str


def cut_by_comment(rows: list[str], row: int, column: int) -> Fault | None:
    """The fault where the value that ends at `column` is cut short by a `#` of its own words."""
    if not _LOST.match(rows[row][column:]):
        return None
    found = take_apart(rows[row])
    whole = f": `{found.quoted(found.value)}`" if found else "."
    return Fault(
        row,
        "What follows “#” in this line is left out, because # begins a comment.",
        f"Put the whole value in straight quotes{whole}",
    )


def explain(error: yaml.MarkedYAMLError, rows: list[str]) -> Fault:
    """The likeliest reason for `error`, by the look of the rows near it, then of all before it."""
    if "escape" in (error.problem or ""):
        return _backslash(_row_of(error.problem_mark, rows), rows)
    for index in _suspects(error, rows):
        found = take_apart(rows[index])
        given = advice(found) if found else None
        if given:
            return Fault(index, given.message, given.cure)
    return _of_structure(error, rows)


def _suspects(error: yaml.MarkedYAMLError, rows: list[str]) -> Iterator[int]:
    problem = _row_of(error.problem_mark, rows)
    yield problem
    if error.context_mark:
        yield _row_of(error.context_mark, rows)
    yield from range(problem)


def _row_of(mark: yaml.Mark | None, rows: list[str]) -> int:
    return min(mark.line if mark else 0, len(rows) - 1)


def _backslash(row: int, rows: list[str]) -> Fault:
    found = take_apart(rows[row])
    inner = found.value.strip('"') if found else ""
    return Fault(
        row,
        "A backslash has a meaning of its own between double quotes.",
        f"Use single quotes: `{found.quoted(inner)}`" if found and inner else "Use single quotes.",
    )


def _of_structure(error: yaml.MarkedYAMLError, rows: list[str]) -> Fault:
    """The fault of rows that do not fit together."""
    row = _row_of(error.problem_mark, rows)
    context = _row_of(error.context_mark, rows) if error.context_mark else row
    above = next((i for i in range(row - 1, -1, -1) if rows[i].strip()), row)
    for index in (row, context, above):
        if found := _of_colon(index, rows[index]):
            return found
    if "flow" in (error.context or ""):
        return Fault(
            context,
            "The brackets that open here hold something that cannot be read.",
            "Put each value between them that has a colon, comma or quote in straight quotes.",
        )
    if "expected ':'" in (error.problem or ""):
        return _no_colon(context)
    if "mapping values" in (error.problem or "") and ":" not in rows[above]:
        return _no_colon(above)
    return _of_column(row, above, rows)


def _of_colon(index: int, row: str) -> Fault | None:
    if match := _NO_SPACE.fullmatch(row):
        cure = f"Write `{match['key']}: {match['value'].strip()}`"
        return Fault(index, "There is no space after the colon.", cure)
    if row.lstrip().startswith(":"):
        return Fault(index, NO_KEY, "Write `key: value`.")
    return None


def _no_colon(row: int) -> Fault:
    return Fault(
        row,
        "This line has no colon after its key.",
        "Write it as `key: value`; if it goes on from the line above, begin it with two spaces.",
    )


def _of_column(row: int, above: int, rows: list[str]) -> Fault:
    wanted, found, line = _indent(rows[above]), _indent(rows[row]), rows[row].strip()[:200]
    message = "This line does not begin at the same column as the lines above it."
    if found == wanted:
        message = "This line cannot be read."
        cure = "Write it as `key: value`, and put a value with special signs in straight quotes: "
        cure += '"...".'
    elif found < wanted:
        cure = "Begin each key at the left edge, and what belongs below a key with two spaces."
    elif wanted:
        cure = f"Begin it with {wanted} spaces, as the line above: `{' ' * wanted}{line}`"
    else:
        cure = f"Take away the spaces before it: `{line}`"
    return Fault(row, message, cure)


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))
