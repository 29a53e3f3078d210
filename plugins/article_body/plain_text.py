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
PARTING = BLOCKS | {"br", "hr"}
_BESIDE = frozenset({"aside", "blockquote", "figure", "pre", "table"})
_BESIDE_CLASSES = frozenset({"admonition", "care", "footnote"})
_SILENT = frozenset({"script", "style", "template", "title"})
_SILENT_CLASSES = frozenset({"footnote-backref", "footnote-ref"})
_BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(sorted(PARTING))})\b", re.IGNORECASE)
_MARKUP = re.compile(r"<|&#?\w+;")
_ROUNDS = 10  # what was escaped more often than this is not markup any more


@dataclass(frozen=True)
class Block:
    """The words of a block element `name`; `beside` when they are not part of the running text."""

    name: str
    beside: bool
    text: str


@dataclass(frozen=True)
class _Place:
    """The block around some text."""

    name: str
    beside: bool


def blocks(root: Tag) -> Iterator[Block]:
    """The blocks below `root` that have words, in the order of the text; a line break parts one."""
    places: dict[int, _Place | None] = {id(root): _Place(root.name, beside=False)}
    place: _Place | None = None
    pieces: list[str] = []
    for node in root.descendants:
        around = places[id(node.parent)]
        if isinstance(node, Tag):
            places[id(node)] = _within(node, around)
        if around is None:
            continue
        parting = isinstance(node, Tag) and node.name in PARTING
        if parting or around is not place:
            yield from _block(place, pieces)
            place, pieces = around, []
        if type(node) is NavigableString:
            pieces.append(node)
    yield from _block(place, pieces)


def _within(tag: Tag, around: _Place | None) -> _Place | None:
    """The block around the text in `tag`; None where that text is nothing to read."""
    classes = tag.get_attribute_list("class") if "class" in tag.attrs else []
    if around is None or tag.name in _SILENT or not _SILENT_CLASSES.isdisjoint(classes):
        return None
    if tag.name not in BLOCKS:
        return around
    beside = tag.name in _BESIDE or not _BESIDE_CLASSES.isdisjoint(classes)
    return _Place(tag.name, around.beside or beside)


def _block(place: _Place | None, pieces: list[str]) -> Iterator[Block]:
    text = " ".join("".join(pieces).split())
    if place and text:
        yield Block(place.name, place.beside, text)


def words_of(tag: Tag) -> str:
    """The words in one element, on one line."""
    return " ".join(block.text for block in blocks(tag))


def of_body(found: Iterable[Block]) -> str:
    """The words of a body, headings included, each block on a line of its own."""
    return "\n".join(block.text for block in found)


def running_text(found: Iterable[Block]) -> str:
    """The paragraphs outside quotes, tables, notes and figures; other text where there are none."""
    told = [block for block in found if not block.beside and block.name not in HEADINGS]
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
