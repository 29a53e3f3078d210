"""The marks of list items: Markdown's own, and those that word processors paste."""

from __future__ import annotations

import re
from typing import NamedTuple

# Bullets that are nothing else at the start of a line, and those that may also be a separator.
BULLETS = "•‣◦▪●■\uf0a7\uf0b7"
_DASHES = "–—"
_PASTED = re.compile(rf"(?:[{BULLETS}][ \u00a0]*|[·{_DASHES}][ \u00a0]+)(?=[^ \u00a0])")
_BRACKET = re.compile(r"(\d{1,9})\)(?= )")
_MARKER = re.compile(r"([-*+]|(\d{1,9})\.)( +|$)")
_RULE = re.compile(r"([-*_])(?: *\1){2,} *$")
_END = re.compile(r"""[.:;!?…|>][)\]"'”’»*_]*$|[*_]{2}$""")
_MOST_SPACES = 4  # after a mark; more of them begin code
NEAR = 20  # rows in which the next item must begin


class Marker(NamedTuple):
    """The mark of an item: `kind` is `1` or `-`, `number` that of a numbered item.

    `content` is the item's text, which begins `width` columns after the mark.
    """

    kind: str
    number: int
    width: int
    content: str


def marker(text: str) -> Marker | None:
    """The mark at the start of `text`, unless it is a thematic break or no mark."""
    found = _MARKER.match(text)
    if not found or not found[3] or _RULE.match(text):
        return None
    spaces = len(found[3])
    content = text[found.end() :]
    width = found.end() if content and spaces <= _MOST_SPACES else len(found[1]) + 1
    kind = "1" if found[2] else "-"
    return Marker(kind, int(found[2] or 0), width, content)


def is_thematic_break(text: str) -> bool:
    """Whether `text` is a line such as `* * *`."""
    return bool(_RULE.match(text))


def as_markdown(text: str, before: str, after: str) -> str:
    """`text` with Markdown's mark in place of one that a word processor pasted.

    A dash is one only if the line `before` or `after` it begins so too.
    """
    if text[0].isdigit():
        number = _BRACKET.match(text)
        return f"{number[1]}.{text[number.end() :]}" if number else text
    found = _PASTED.match(text)
    if not found:
        return text
    if text[0] in _DASHES:
        near = (before.lstrip(" >"), after.lstrip(" >"))
        if not any(row[:1] == text[0] and _PASTED.match(row) for row in near):
            return text
    return f"- {text[found.end() :]}"


def is_bullet(text: str) -> bool:
    """Whether `text` begins with a bullet that a word processor pasted, and is nothing else."""
    return text[0] in BULLETS


def may_interrupt(item: Marker, row: str, before: str, following: list[str]) -> bool:
    """Whether an item that directly follows the line `before` of a paragraph begins a list.

    In CommonMark each does that has text and is not numbered, or is number 1. But a dash or a
    number may stand at the start of a line by chance: one that is not after the end of a sentence
    needs another item in the `following` lines. `row` is the item's own line.
    """
    if _END.search(before.rstrip()):
        return True
    if item.kind == "-" and not (item.content[0].islower() or item.content[0].isdigit()):
        return True
    indent = len(row) - len(row.lstrip(" >"))
    for later in following[:NEAR]:
        text = later.lstrip(" >")
        if not text:
            return False
        if len(later) - len(text) <= indent and _begins(text, item.kind):
            return True
    return False


def _begins(text: str, kind: str) -> bool:
    found = _PASTED.match(text)
    if found or (found := _BRACKET.match(text)):
        return kind == ("1" if text[0].isdigit() else "-")
    other = marker(text)
    return other is not None and other.kind == kind
