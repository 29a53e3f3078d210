"""Plain text from HTML: the text of each block, the running text, and the reading time."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import nh3
from bs4.element import NavigableString, Tag

from plugins.article_body.reading import printable

WORDS_A_MINUTE = 200  # less than most people read on a screen, because readers may be in pain

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "figcaption", "figure", "footer", "form", "header", "hgroup", "html", "li",
    "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
}  # fmt: skip
SEPARATORS = BLOCKS | {"br", "hr"}
_SUPPLEMENTARY = frozenset({"aside", "blockquote", "figure", "pre", "table"})
_SUPPLEMENTARY_CLASSES = frozenset({"admonition", "care", "footnote"})
_HIDDEN = frozenset({"script", "style", "template", "title"})
_HIDDEN_CLASSES = frozenset({"footnote-backref", "footnote-ref"})
_BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(sorted(SEPARATORS))})\b", re.IGNORECASE)
_MARKUP = re.compile(r"<|&#?\w+;")
_ROUNDS = 10  # text that was escaped more often than this is not treated as markup


@dataclass(frozen=True)
class TextBlock:
    """The text of a block element `name`; `supplementary` if it is not part of the running text."""

    name: str
    supplementary: bool
    text: str = ""


def blocks(root: Tag) -> Iterator[TextBlock]:
    """The blocks below `root` that have text, in document order; a line break splits a block."""
    parents: dict[int, TextBlock | None] = {id(root): TextBlock(root.name, supplementary=False)}
    current: TextBlock | None = None
    pieces: list[str] = []
    for node in root.descendants:
        block = parents[id(node.parent)]
        if isinstance(node, Tag):
            parents[id(node)] = _block_in(node, block)
        if block is None:
            continue
        separates = isinstance(node, Tag) and node.name in SEPARATORS
        if separates or block is not current:
            yield from _with_text(current, pieces)
            current, pieces = block, []
        if type(node) is NavigableString:
            pieces.append(node)
    yield from _with_text(current, pieces)


def _block_in(tag: Tag, block: TextBlock | None) -> TextBlock | None:
    """The block, still without text, that the text in `tag` belongs to; None if it is hidden."""
    classes = tag.get_attribute_list("class") if "class" in tag.attrs else []
    if block is None or tag.name in _HIDDEN or not _HIDDEN_CLASSES.isdisjoint(classes):
        return None
    if tag.name not in BLOCKS:
        return block
    supplementary = tag.name in _SUPPLEMENTARY or not _SUPPLEMENTARY_CLASSES.isdisjoint(classes)
    return TextBlock(tag.name, block.supplementary or supplementary)


def _with_text(block: TextBlock | None, pieces: list[str]) -> Iterator[TextBlock]:
    text = " ".join("".join(pieces).split())
    if block and text:
        yield replace(block, text=text)


def text_of(tag: Tag) -> str:
    """The text of one element, on one line."""
    return " ".join(block.text for block in blocks(tag))


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
        if not _MARKUP.search(text):
            break
        bare = nh3.clean(_BLOCK_TAG.sub(r" \g<0>", text), tags=set())
        text = printable(html.unescape(bare))
    return " ".join(text.split())


def reading_minutes(text: str) -> int:
    """The time to read `text` in whole minutes, at least 1."""
    return max(1, math.ceil(len(text.split()) / WORDS_A_MINUTE))
