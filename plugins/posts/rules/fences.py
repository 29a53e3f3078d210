"""Fences of code that do not end where they should."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.posts.rules.rule import PostToCheck, Problem, Rule
from plugins.posts.rules.source_text import Fence


def unclosed(post: PostToCheck) -> Iterator[Problem]:
    """Fences that are never closed, or closed only by the end of another fence."""
    is_open = False
    for fence in post.fences:
        if not fence.closed:
            # After one that never ends, another without words is meant as its end.
            if not _begins_here(fence, post) or (is_open and not fence.words):
                continue
            is_open = True
            message = "The code that begins here never ends."
        elif _has_another(fence, post.body):
            message = "The code that begins here has other code within it."
        else:
            continue
        yield post.at(fence.start, message, "End it with a line of the same signs, and no others.")


def _begins_here(fence: Fence, post: PostToCheck) -> bool:
    """Whether the line is no part of other code: not `` ```code``` `` or a line of a block."""
    row = post.shown[fence.start : fence.end]
    return row.lstrip().startswith(fence.mark) and "`" not in fence.words


def _has_another(fence: Fence, body: str) -> bool:
    """Whether a fence of the same kind, with the name of its language, begins within this one."""
    inside = body[fence.start : fence.end].partition("\n")[2]
    return re.search(rf"^ *{fence.mark}[A-Za-z][\w+-]*[ \t]*$", inside, re.MULTILINE) is not None


_POST = "---\ntitle: Knees\ndate: 2026-01-02\n---\n"
RULES = (
    Rule(
        id="fence/unclosed",
        severity="error",
        summary="A fence of code is closed.",
        reason="Readers would see its signs, or text as code.",
        bad=f"{_POST}~~~\nWarm up\n\nThen run.\n",
        good=f"{_POST}~~~\nWarm up\n~~~\n\nThen run.\n",
        check=unclosed,
    ),
)
