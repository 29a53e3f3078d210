"""Plain text from HTML: the words of each block, the running text, the time it takes to read."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import nh3
from bs4.element import NavigableString, Tag

from plugins.article_body.reading import printable

WORDS_A_MINUTE = 200  # slow for prose on a screen: readers here may be in pain or unsure

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
_ROUNDS = 10  # what was escaped more often than this is not markup any more


@dataclass(frozen=True)
class TextBlock:
    """The text of a block element `name`; `supplementary` where it is no running text."""

    name: str
    supplementary: bool
    text: str


@dataclass(frozen=True)
class _BlockContext:
    """The block around some text."""

    name: str
    supplementary: bool


def blocks(root: Tag) -> Iterator[TextBlock]:
    """The blocks below `root` that have words, in the order of the text; a line break parts one."""
    contexts: dict[int, _BlockContext | None] = {
        id(root): _BlockContext(root.name, supplementary=False)
    }
    place: _BlockContext | None = None
    pieces: list[str] = []
    for node in root.descendants:
        context = contexts[id(node.parent)]
        if isinstance(node, Tag):
            contexts[id(node)] = _context_of(node, context)
        if context is None:
            continue
        parting = isinstance(node, Tag) and node.name in SEPARATORS
        if parting or context is not place:
            yield from _text_block(place, pieces)
            place, pieces = context, []
        if type(node) is NavigableString:
            pieces.append(node)
    yield from _text_block(place, pieces)


def _context_of(tag: Tag, context: _BlockContext | None) -> _BlockContext | None:
    """The block around the text in `tag`; None where that text is nothing to read."""
    classes = tag.get_attribute_list("class") if "class" in tag.attrs else []
    if context is None or tag.name in _HIDDEN or not _HIDDEN_CLASSES.isdisjoint(classes):
        return None
    if tag.name not in BLOCKS:
        return context
    supplementary = tag.name in _SUPPLEMENTARY or not _SUPPLEMENTARY_CLASSES.isdisjoint(classes)
    return _BlockContext(tag.name, context.supplementary or supplementary)


def _text_block(place: _BlockContext | None, pieces: list[str]) -> Iterator[TextBlock]:
    text = " ".join("".join(pieces).split())
    if place and text:
        yield TextBlock(place.name, place.supplementary, text)


def text_of(tag: Tag) -> str:
    """The words in one element, on one line."""
    return " ".join(block.text for block in blocks(tag))


def full_text(found: Iterable[TextBlock]) -> str:
    """The words of a body, headings included, each block on a line of its own."""
    return "\n".join(block.text for block in found)


def running_text(found: Iterable[TextBlock]) -> str:
    """The paragraphs outside quotes, tables, notes and figures; other text where there are none."""
    told = [block for block in found if not block.supplementary and block.name not in HEADINGS]
    paragraphs = [block.text for block in told if block.name == "p"]
    return " ".join(paragraphs or [block.text for block in told])


def strip_markup(text: str) -> str:
    """`text` without tags and with entities read, also where they were escaped more than once."""
    text = printable(text)
    for _ in range(_ROUNDS):
        if not _MARKUP.search(text):
            break
        bare = nh3.clean(_BLOCK_TAG.sub(r" \g<0>", text), tags=set())
        text = printable(html.unescape(bare))
    return " ".join(text.split())


def reading_minutes(text: str) -> int:
    """Whole minutes to read `text`, at least one."""
    return max(1, math.ceil(len(text.split()) / WORDS_A_MINUTE))
