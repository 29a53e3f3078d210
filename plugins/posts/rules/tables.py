"""Tables that did not take effect."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from plugins.posts.rules.rule import PostToCheck, Problem, Rule

_LONGEST = 1_000  # characters of a line that are looked at
_LINE_OF_HYPHENS = re.compile(r"^[|:>\t -]{4,}$", re.MULTILINE)


def not_a_table(post: PostToCheck) -> Iterator[Problem]:
    """The line of hyphens of a table, which is visible if Markdown makes no table of it."""
    if "--" not in post.visible or "|" not in post.visible:
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
)
