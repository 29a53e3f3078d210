"""Transforms: checklists get ☐ and ☑; tables keep their alignment and can be scrolled."""

from __future__ import annotations

import re

from plugins.article_body.plain_text import text_of
from plugins.article_body.transform import BodyDocument
from plugins.article_body.tree import Element, Text

_BOX = re.compile(r"^\s*\[([ xX]?)\](?=\s|$)")
_ALIGNED = re.compile(r"^\s*text-align:\s*(left|right|center)\s*;?\s*$")


def draw_checkboxes(document: BodyDocument) -> None:
    """Replace `[ ]`, `[]` and `[x]` at the start of an item, and HTML checkboxes, with ☐ and ☑."""
    for tag in document.root.elements({"li", "input"}):
        if tag.name == "input":
            if tag.get("type").lower() == "checkbox":
                tag.replace_with(_checkbox("checked" in tag.attributes))
            continue
        first = _first_words(tag)
        if first and (match := _BOX.match(first.value)):
            first.replace_with(_checkbox(match[1] in {"x", "X"}), first.value[match.end() :])


def _checkbox(ticked: bool) -> Element:
    """A picture of a checkbox: screen readers leave out the signs, or have odd names for them."""
    label = "ticked" if ticked else "not ticked"
    box = Element("span", {"role": "img", "aria-label": label})
    box.append("☑" if ticked else "☐")
    return box


def _first_words(item: Element) -> Text | None:
    """The text at the start of an item, or of its first paragraph."""
    for node in item.children:
        if isinstance(node, Element):
            return _first_words(node) if node.name == "p" else None
        if isinstance(node, Text) and node.value.strip():
            return node
    return None


def align_cells(document: BodyDocument) -> None:
    """Replace the style that Markdown writes for `---:` with a class of the theme."""
    for cell in document.root.elements({"td", "th"}):
        match = _ALIGNED.match(cell.get("style"))
        if match:
            del cell.attributes["style"]
            if match[1] != "left":
                cell.attributes["class"] = " ".join([*cell.classes, f"align-{match[1]}"])


def wrap_tables(document: BodyDocument) -> None:
    """Wrap each table in a labelled region that can be scrolled with the keyboard."""
    if not document.root.elements({"table"}):
        return
    number, heading = 0, ""
    for tag in document.root.elements({"h2", "h3", "h4", "table"}):
        if tag.name != "table":
            heading = text_of(tag)
        elif not any(map(_can_scroll, tag.ancestors())):
            number += 1
            _wrap(tag, number, heading)


def _can_scroll(element: Element) -> bool:
    return element.name == "table" or "table-scroll" in element.classes


def _wrap(table: Element, number: int, heading: str) -> None:
    children = [node for node in table.children if isinstance(node, Element)]
    caption = next((child for child in children if child.name == "caption"), None)
    words = text_of(caption) if caption else heading
    label = f"Table {number}: {words}" if words else f"Table {number}"
    attributes = {"class": "table-scroll", "role": "region", "tabindex": "0"}
    table.wrap(Element("div", {**attributes, "aria-label": label}))
    for head in table.elements({"thead"}):
        for cell in head.elements({"th"}):
            cell.attributes.setdefault("scope", "col")
