"""Posts that are not finished yet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.posts.rules.rule import PostToCheck, Problem, Rule

_MERGE_MARK = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)


def merge_marks(post: PostToCheck) -> Iterator[Problem]:
    """The marks that Git leaves between two versions of a text."""
    for found in _MERGE_MARK.finditer(post.prose):
        message = f"Git left “{found[0].strip()}” here, between two versions of the text."
        yield post.at(found.start(), message, "Keep one version, and delete the marks.")


RULES = (
    Rule(
        id="unfinished/merge-marks",
        severity="error",
        summary="A post has no marks of a merge.",
        reason="Both versions, and the marks between them, would be published.",
        bad="---\ntitle: Knees\ndate: 2026-01-02\n---\n<<<<<<< HEAD\nRest.\n",
        good="---\ntitle: Knees\ndate: 2026-01-02\n---\nRest.\n",
        check=merge_marks,
    ),
)
