"""Transform: a list of things to do shows its boxes, ticked or not."""

from __future__ import annotations

import re

from bs4.element import NavigableString, Tag

from plugins.article_body.transform import Draft

_BOX = re.compile(r"^\s*\[([ xX])\]\s+")


def draw_boxes(draft: Draft) -> None:
    """Write ☐ or ☑ for `[ ]` and `[x]` at the start of an item, and for a checkbox of HTML."""
    for tag in draft.tags({"li", "input"}):
        if tag.name == "input":
            if str(tag.get("type", "")).lower() == "checkbox":
                tag.replace_with(_drawn(tag.has_attr("checked")))
            continue
        first = _first_words(tag)
        match = _BOX.match(first) if first else None
        if first and match:
            first.replace_with(f"{_drawn(match[1] != ' ')} {first[match.end() :]}")


def _drawn(ticked: bool) -> str:
    return "☑" if ticked else "☐"


def _first_words(item: Tag) -> NavigableString | None:
    """The text that an item, or its first paragraph, begins with."""
    for node in item.children:
        if isinstance(node, Tag):
            return _first_words(node) if node.name == "p" else None
        if type(node) is NavigableString and node.strip():
            return node
    return None
