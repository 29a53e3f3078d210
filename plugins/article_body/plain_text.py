"""Plain text from HTML: the text of each block, the running text, and the reading time."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterable
from typing import NamedTuple

import nh3

from plugins.article_body.reading import printable
from plugins.article_body.tree import BLOCKS, HEADINGS, SEPARATORS, Element, Text

WORDS_A_MINUTE = 200  # less than most people read on a screen, because readers may be in pain

_SUPPLEMENTARY = frozenset({"aside", "blockquote", "figure", "pre", "table"})
_SUPPLEMENTARY_CLASSES = frozenset({"admonition", "care", "footnote"})
_HIDDEN = frozenset({"script", "style", "template", "title"})
_HIDDEN_CLASSES = frozenset({"footnote-backref", "footnote-ref"})
_BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(sorted(SEPARATORS))})\b", re.IGNORECASE)
_MARKUP = re.compile(r"<|&#?\w+;")
_ROUNDS = 10  # text that was escaped more often than this is not treated as markup


class TextBlock(NamedTuple):
    """The text of a block element `name`; `supplementary` if it is not part of the running text."""

    name: str
    supplementary: bool
    text: str


def blocks(root: Element) -> list[TextBlock]:
    """The blocks below `root` that have text, in document order; a line break splits a block."""
    found: list[TextBlock] = []
    pieces: list[str] = []  # of the text of the block that is being read
    waiting = [(iter(root.children), (root.name, False))]
    while waiting:
        nodes, block = waiting[-1]
        for node in nodes:
            if isinstance(node, Text):
                pieces.append(node.value)
            elif isinstance(node, Element):
                if node.name in SEPARATORS:
                    _add_text(found, block, pieces)
                if inner := _block_in(node, block):
                    waiting.append((iter(node.children), inner))
                    break
        else:
            waiting.pop()
            if not waiting or waiting[-1][1] is not block:
                _add_text(found, block, pieces)
    return found


def _block_in(element: Element, block: tuple[str, bool]) -> tuple[str, bool] | None:
    """The block to which the text in `element` belongs, another object for each; None if hidden.

    It has its name, and whether it is supplementary.
    """
    classes = element.classes
    if element.name in _HIDDEN or (classes and not _HIDDEN_CLASSES.isdisjoint(classes)):
        return None
    if element.name not in BLOCKS:
        return block
    supplementary = element.name in _SUPPLEMENTARY or not _SUPPLEMENTARY_CLASSES.isdisjoint(classes)
    return element.name, block[1] or supplementary


def _add_text(found: list[TextBlock], block: tuple[str, bool], pieces: list[str]) -> None:
    """Move the text in `pieces` to a block."""
    if text := " ".join("".join(pieces).split()):
        found.append(TextBlock(*block, text))
    pieces.clear()


def text_of(element: Element) -> str:
    """The text of one element, on one line."""
    return " ".join(block.text for block in blocks(element))


def full_text(found: Iterable[TextBlock]) -> str:
    """The text of a body with its headings, one block per line."""
    return "\n".join(block.text for block in found)


def running_text(found: Iterable[TextBlock]) -> str:
    """The paragraphs outside quotes, tables, notes and figures; if there are none, other text."""
    running = [block for block in found if not block.supplementary and block.name not in HEADINGS]
    paragraphs = [block.text for block in running if block.name == "p"]
    return " ".join(paragraphs or [block.text for block in running])


def strip_markup(text: str) -> str:
    """`text` without tags and with decoded entities, even if they were escaped several times."""
    text = printable(text)
    for _ in range(_ROUNDS):
        if not ("<" in text or "&" in text) or not _MARKUP.search(text):
            break
        bare = nh3.clean(_BLOCK_TAG.sub(r" \g<0>", text), tags=set())
        text = printable(html.unescape(bare))
    return " ".join(text.split())


def reading_minutes(text: str) -> int:
    """The time to read `text` in whole minutes, at least 1."""
    return max(1, math.ceil(len(text.split()) / WORDS_A_MINUTE))
