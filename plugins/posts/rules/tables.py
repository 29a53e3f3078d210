"""Tables that did not take effect."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.posts.rules.rule import PostToCheck, Problem, Rule

_LINE_OF_HYPHENS = re.compile(r"^[|:>\t -]{4,}$", re.MULTILINE)


def not_a_table(post: PostToCheck) -> Iterator[Problem]:
    """The line of hyphens of a table, which is visible if Markdown makes no table of it."""
    if "--" not in post.visible or "|" not in post.visible:
        return
    visible = {line.strip() for line in post.visible.split("\n")}
    for found in _LINE_OF_HYPHENS.finditer(post.shown):
        line = found[0].strip("> \t")
        if "|" in line and "--" in line and line in visible:
            message = "This is not shown as a table, because of this line or the one above it."
            hint = (
                "Write the words above the columns in one line, and below it a line with as many "
                "parts: `| --- | --- |` for two columns."
            )
            yield post.at(found.start(), message, hint)


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
