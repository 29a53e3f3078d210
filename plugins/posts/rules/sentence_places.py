"""Finds where the sentences of a post stand in its Markdown."""

from __future__ import annotations

import re

from plugins.posts.rules.rule import PostToCheck

_COMPARED = (8, 4, 2)  # words of a sentence by which it is found
_RUN = re.compile(r"[^\W_]+")


def place_of(post: PostToCheck, sentence: str, start: int) -> int:
    """Where a sentence begins in the body, at `start` or later, or -1."""
    runs = _RUN.findall(sentence)
    for count in _COMPARED:
        marks = r"[\W_]{1,40}".join(map(re.escape, runs[:count]))
        wanted = re.compile(rf"(?<![^\W_]){marks}")
        for text in (post.shown, post.body):  # a sentence may have code in it
            if match := wanted.search(text, start):
                return match.start()
    return -1
