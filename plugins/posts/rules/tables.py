"""Tables that did not take effect."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from plugins.posts.rules.rule import PostToCheck, Problem, Rule

# Two rows or more, or one below an empty line.
_ROWS = re.compile(
    r"(?:^ {0,3}\|[^|\n]*\|[^\n]*\|[ \t]*(?:\n|\Z)){2,}"
    r"|(?<=\n\n) {0,3}\|[^|\n]*\|[^\n]*\|[ \t]*$",
    re.MULTILINE,
)
_ROW_ABOVE = re.compile(r"^ {0,3}(\|[^\n]*\|)[ \t]*\n\n\Z", re.MULTILINE)
_LONGEST = 1_000  # characters of a line that are looked at
_LINE_OF_HYPHENS = re.compile(r"^[|:>\t -]{4,}$", re.MULTILINE)


def not_a_table(post: PostToCheck) -> Iterator[Problem]:
    """The line of hyphens of a table, which is visible if Markdown makes no table of it."""
    if "|" not in post.visible or "--" not in post.visible:
        return
    visible = Counter(line.strip() for line in post.visible.split("\n"))
    lines = [(found, found[0].strip("> \t")) for found in _LINE_OF_HYPHENS.finditer(post.shown)]
    written = Counter(line for _, line in lines)
    for found, line in lines:
        if "|" not in line or "--" not in line or not visible[line]:
            continue
        in_table = written[line] > visible[line] and _fits(line, post.shown, found.start())
        if not in_table:
            message = "This is not shown as a table, because of this line or the one above it."
            hint = (
                "Write the words above the columns in one line, and below it a line with as many "
                "parts: `| --- | --- |` for two columns."
            )
            yield post.at(found.start(), message, hint)


def no_line_of_hyphens(post: PostToCheck) -> Iterator[Problem]:
    """Rows of a table without the line of hyphens, so that Markdown makes no table of them."""
    if "|" not in post.visible:
        return
    visible = {line.strip() for line in post.visible.split("\n")}
    for found in _ROWS.finditer(post.shown):
        rows = [row.strip() for row in found[0].splitlines()]
        if rows[0] not in visible or any(map(_LINE_OF_HYPHENS.match, rows)):
            continue
        above = _ROW_ABOVE.search(post.shown[max(0, found.start() - _LONGEST) : found.start()])
        if above and above[1] not in visible:
            message = "This is not shown in the table above, because of the empty line."
            yield post.at(found.start(), message, "Delete the empty line.")
        elif len(rows) > 1:
            message = "These lines are not shown as a table: the line of hyphens is missing."
            columns = " | ".join(["---"] * max(rows[0].count("|") - 1, 1))
            yield post.at(found.start(), message, f"Write below the first one: `| {columns} |`")


def lost_cells(post: PostToCheck) -> Iterator[Problem]:
    """Rows of a table with more parts than it has columns, which are lost, or with text only."""
    if "|" not in post.shown or not post.root or not post.root.elements({"table"}):
        return
    visible = {line.strip() for line in post.visible.split("\n")}
    shown = {cell.text().strip() for cell in post.root.elements({"td"})}
    start = columns = 0  # columns of the table that the row is in
    for row in post.shown.split("\n"):
        line = row.strip("> \t")
        if not line:
            columns = 0
        elif columns:
            lost = [cell for cell in _cells(line)[columns:] if cell.strip()]
            place = start + len(row) - len(row.lstrip())
            if "|" not in line and line in shown:
                message = "This line is shown as a row of the table above it."
                yield post.at(place, message, "Leave an empty line above it.")
                columns = 0
            elif lost:
                message = f"“{lost[0].strip():.60}” is not shown: the table has {columns} columns."
                hint = r"Add a column to its first two lines; or write `\|` for a sign in the text."
                yield post.at(place, message, hint)
        elif "|" in line and "--" in line and _LINE_OF_HYPHENS.match(row) and line not in visible:
            columns = len(_cells(line))
        start += len(row) + 1


def _cells(row: str) -> list[str]:
    """The parts of a row, as Python-Markdown finds them."""
    return row.removeprefix("|").removesuffix("|").split("|")


def _fits(line: str, text: str, start: int) -> bool:
    """Whether the line before the one at `start` has as many parts as `line`."""
    above = (
        text[max(0, start - _LONGEST) : start].removesuffix("\n").rpartition("\n")[2].strip("> \t")
    )
    return line.strip("|").count("|") == above.strip("|").count("|")


_POST = "---\ntitle: Knees\ndate: 2026-01-02\n---\n"
RULES = (
    Rule(
        id="markup/table",
        severity="error",
        summary="The line of hyphens in a table has as many parts as the line above it.",
        reason="Otherwise readers would see no table, but its signs.",
        bad=f"{_POST}| Day | Time |\n| --- |\n| Monday | nine |\n",
        good=f"{_POST}| Day | Time |\n| --- | --- |\n| Monday | nine |\n",
        check=not_a_table,
    ),
    Rule(
        id="markup/table-without-hyphens",
        severity="error",
        summary="The first line of a table has a line of hyphens below it.",
        reason="Otherwise readers would see no table, but its signs.",
        bad=f"{_POST}| Day | Time |\n| Monday | nine |\n",
        good=f"{_POST}| Day | Time |\n| --- | --- |\n| Monday | nine |\n",
        check=no_line_of_hyphens,
    ),
    Rule(
        id="markup/table-cells",
        severity="error",
        summary="No row of a table has more parts than its first line.",
        reason="Readers would not see the others.",
        bad=f"{_POST}| Day | Time |\n| --- | --- |\n| Monday | nine | ten |\n",
        good=f"{_POST}| Day | From | To |\n| --- | --- | --- |\n| Monday | nine | ten |\n",
        check=lost_cells,
    ),
)
