"""Splits an HTML tree into runs of text, which readers see as paragraphs, and their lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from bs4.element import NavigableString, PageElement, PreformattedString, Tag


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


PAGE = _names("body head html")
TABLE = _names("tbody td tfoot th thead tr")
TITLES = _names("caption dt figcaption h1 h2 h3 h4 h5 h6 summary th")
BLOCKS = (
    PAGE
    | TABLE
    | TITLES
    | _names("address article aside center dd details div dl fieldset figure footer form header")
    | _names("li main nav ol p section table ul")
)
INLINE = _names(
    "a abbr b bdi bdo big br del em font i ins label mark s small span strike strong sub sup time "
    "tt u wbr"
)
CODE = _names("code pre template textarea")
_SEPARATORS = BLOCKS | _names("blockquote hr pre")
_MEDIA = _names(
    "audio canvas embed iframe img link meta noscript object picture script style svg video"
)


@dataclass(frozen=True)
class Leaf:
    """A piece of a line.

    It is text, the line's end (`break`), media without text, or an `opaque` element, such as code
    or a quotation, which is left as it is.
    """

    node: PageElement
    kind: Literal["text", "break", "media", "opaque"]

    @property
    def text(self) -> str:
        """Its text; a line feed for any other kind."""
        return str(self.node) if self.kind == "text" else "\n"


@dataclass
class Run:
    """Consecutive leaves of `block` with no other block between them."""

    block: Tag
    leaves: list[Leaf] = field(default_factory=list)

    def lines(self) -> Iterator[list[Leaf]]:
        """Its lines, each with the break that ends it."""
        line: list[Leaf] = []
        for leaf in self.leaves:
            line.append(leaf)
            if leaf.kind == "break":
                yield line
                line = []
        if line:
            yield line


def runs(root: Tag) -> Iterator[Run]:
    """The runs below `root` in reading order; not within code, quotations and unknown elements."""
    # The block around the content of each tag; None where all content is left as it is.
    around: dict[int, Tag | None] = {id(root): None if root.name in CODE else root}
    run = Run(root)
    for node in root.descendants:
        block = around[id(node.parent)]
        if isinstance(node, Tag):
            around[id(node)] = _block_within(node, block)
        if block is None or isinstance(node, PreformattedString):
            continue
        separates = isinstance(node, Tag) and node.name in _SEPARATORS
        if separates or run.block is not block:
            yield run
            run = Run(block)
        if not separates and (leaf := _leaf(node)):
            run.leaves.append(leaf)
    yield run


def _block_within(tag: Tag, around: Tag | None) -> Tag | None:
    if around is None or tag.name not in BLOCKS | INLINE:
        return None
    return tag if tag.name in BLOCKS else around


def _leaf(node: PageElement) -> Leaf | None:
    if isinstance(node, NavigableString):
        return Leaf(node, "text")
    if not isinstance(node, Tag) or node.name in INLINE - {"br"}:
        return None
    if node.name == "br":
        return Leaf(node, "break")
    return Leaf(node, "media" if node.name in _MEDIA else "opaque")
