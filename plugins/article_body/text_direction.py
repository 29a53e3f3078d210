"""Transform: reports and removes unpaired control characters for text direction."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag
from bs4.element import NavigableString

from plugins.article_body.plain_text import BLOCKS, SEPARATORS
from plugins.article_body.transform import BodyDocument
from plugins.core import bidi

RULE = "article-body/unpaired-direction"
_TEXT_ATTRIBUTES = ("alt", "aria-label", "title")
_ISOLATING = frozenset({"bdi", "bdo"})  # and any element with `dir`: it ends controls within it


def remove_unpaired_directions(document: BodyDocument) -> None:
    """Remove controls that are not paired within their own paragraph or attribute."""
    for tag in document.tags():
        for name in _TEXT_ATTRIBUTES:
            value = str(tag.attrs.get(name, ""))
            if found := bidi.unpaired(value):
                _report(document, value, found[0], value, found[0])
                tag[name] = bidi.without_unpaired(value)
    if any(bidi.CONTROLS.search(text) for text in document.soup.strings):
        for paragraph in list(_paragraphs(document.soup)):
            _remove_unpaired(document, paragraph)


def _remove_unpaired(document: BodyDocument, paragraph: list[NavigableString]) -> None:
    """Remove the unpaired controls of a paragraph, and report the first of them."""
    text = "".join(paragraph)
    if paragraph[0].find_parent("pre") is None:  # in `pre` a line feed ends a paragraph
        text = text.replace("\n", " ")
    found = bidi.unpaired(text)
    start = 0
    for node in paragraph:
        indexes = [index - start for index in found if start <= index < start + len(node)]
        if indexes and found[0] >= start:
            _report(document, text, found[0], node, indexes[0])
        start += len(node)
        if indexes:
            kept = "".join(c for index, c in enumerate(node) if index not in indexes)
            node.replace_with(NavigableString(kept))


def _report(document: BodyDocument, text: str, index: int, node: str, node_index: int) -> None:
    """Report the control at `index` of a paragraph's text, which is at `node_index` of a node."""
    message, hint = bidi.explain(text, index)
    words, exactly = bidi.words_near(str(node), node_index)
    document.report(words, RULE, message, hint, exactly=exactly)


def _paragraphs(root: Tag) -> Iterator[list[NavigableString]]:
    """The text nodes of each paragraph below `root`; isolating elements are paragraphs too."""
    found: dict[int, list[NavigableString]] = {}
    for node in root.descendants:
        if isinstance(node, Tag) and node.name in SEPARATORS:
            yield from found.values()
            found = {}
        elif type(node) is NavigableString:
            parent = next((tag for tag in node.parents if _bounds_paragraph(tag)), root)
            found.setdefault(id(parent), []).append(node)
    yield from found.values()


def _bounds_paragraph(tag: Tag) -> bool:
    return tag.name in BLOCKS or tag.name in _ISOLATING or "dir" in tag.attrs
