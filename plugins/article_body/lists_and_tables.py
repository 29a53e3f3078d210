"""Transforms: checklists get ☐ and ☑; tables keep their alignment and can be scrolled."""

from __future__ import annotations

import re

from bs4.element import NavigableString, Tag

from plugins.article_body.plain_text import text_of
from plugins.article_body.transform import BodyDocument, classes_of

_BOX = re.compile(r"^\s*\[([ xX])\]\s+")
_ALIGNED = re.compile(r"^\s*text-align:\s*(left|right|center)\s*;?\s*$")


def draw_checkboxes(document: BodyDocument) -> None:
    """Replace `[ ]` and `[x]` at the start of an item, and HTML checkboxes, with ☐ and ☑."""
    for tag in document.tags({"li", "input"}):
        if tag.name == "input":
            if str(tag.get("type", "")).lower() == "checkbox":
                tag.replace_with(_checkbox(tag.has_attr("checked")))
            continue
        first = _first_words(tag)
        match = _BOX.match(first) if first else None
        if first and match:
            first.replace_with(f"{_checkbox(match[1] != ' ')} {first[match.end() :]}")


def _checkbox(ticked: bool) -> str:
    return "☑" if ticked else "☐"


def _first_words(item: Tag) -> NavigableString | None:
    """The text at the start of an item, or of its first paragraph."""
    for node in item.children:
        if isinstance(node, Tag):
            return _first_words(node) if node.name == "p" else None
        if type(node) is NavigableString and node.strip():
            return node
    return None


def align_cells(document: BodyDocument) -> None:
    """Replace the style that Markdown writes for `---:` with a class of the theme."""
    for cell in document.tags({"td", "th"}):
        match = _ALIGNED.match(str(cell.get("style", "")))
        if match:
            del cell["style"]
            if match[1] != "left":
                cell["class"] = f"{' '.join(classes_of(cell))} align-{match[1]}".strip()


def wrap_tables(document: BodyDocument) -> None:
    """Wrap each table in a labelled region that can be scrolled with the keyboard."""
    number, heading = 0, ""
    for tag in document.tags({"h2", "h3", "h4", "table"}):
        if tag.name != "table":
            heading = text_of(tag)
        elif not tag.find_parent(["table", _is_scroller]):
            number += 1
            _wrap(document, tag, number, heading)


def _is_scroller(tag: Tag) -> bool:
    return "table-scroll" in classes_of(tag)


def _wrap(document: BodyDocument, table: Tag, number: int, heading: str) -> None:
    caption = table.find("caption", recursive=False)
    words = text_of(caption) if caption else heading
    label = f"Table {number}: {words}" if words else f"Table {number}"
    attributes = {"class": "table-scroll", "role": "region", "tabindex": "0"}
    table.wrap(document.soup.new_tag("div", attrs={**attributes, "aria-label": label}))
    for cell in table.select("thead th"):
        cell.attrs.setdefault("scope", "col")
