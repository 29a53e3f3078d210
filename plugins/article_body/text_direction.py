"""Transform: reports and removes unpaired control characters for text direction."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.article_body.transform import BodyDocument
from plugins.article_body.tree import BLOCKS, SEPARATORS, Element, Text
from plugins.core import bidi

RULE = "article-body/unpaired-direction"
_TEXT_ATTRIBUTES = ("alt", "aria-label", "title")
_ISOLATING = frozenset({"bdi", "bdo"})  # and any element with `dir`: it ends controls within it


def remove_unpaired_directions(document: BodyDocument) -> None:
    """Remove controls that are not paired within their own paragraph or attribute."""
    for tag in document.root.elements():
        for name in _TEXT_ATTRIBUTES if tag.attributes else ():
            value = tag.get(name)
            if value and (found := bidi.unpaired(value)):
                _report(document, value, found[0], value, found[0])
                tag.attributes[name] = bidi.without_unpaired(value)
    text = document.root.text()
    if not text.isascii() and bidi.CONTROLS.search(text):
        for paragraph in list(_paragraphs(document.root)):
            _remove_unpaired(document, paragraph)


def _remove_unpaired(document: BodyDocument, paragraph: list[Text]) -> None:
    """Remove the unpaired controls of a paragraph, and report the first of them."""
    text = "".join(node.value for node in paragraph)
    # In `pre` a line feed ends a paragraph.
    if all(tag.name != "pre" for tag in paragraph[0].ancestors()):
        text = text.replace("\n", " ")
    found = sorted(bidi.unpaired(text))
    start = position = 0
    for node in paragraph:
        first, end = position, start + len(node.value)
        while position < len(found) and found[position] < end:
            position += 1
        if position > first:
            if first == 0:
                _report(document, text, found[0], node.value, found[0] - start)
            removed = {index - start for index in found[first:position]}
            kept = (c for index, c in enumerate(node.value) if index not in removed)
            node.value = "".join(kept)
        start = end


def _report(document: BodyDocument, text: str, index: int, node: str, node_index: int) -> None:
    """Report the control at `index` of a paragraph's text, which is at `node_index` of a node."""
    message, hint = bidi.explain(text, index)
    words, exactly = bidi.words_near(node, node_index)
    document.report(words, RULE, message, hint, exactly=exactly)


def _paragraphs(root: Element) -> Iterator[list[Text]]:
    """The text nodes of each paragraph below `root`; isolating elements are paragraphs too."""
    found: dict[int, list[Text]] = {}
    for node in root.nodes():
        if isinstance(node, Element) and node.name in SEPARATORS:
            yield from found.values()
            found = {}
        elif isinstance(node, Text):
            parent = next((tag for tag in node.ancestors() if _bounds_paragraph(tag)), root)
            found.setdefault(id(parent), []).append(node)
    yield from found.values()


def _bounds_paragraph(tag: Element) -> bool:
    return tag.name in BLOCKS or tag.name in _ISOLATING or "dir" in tag.attributes
