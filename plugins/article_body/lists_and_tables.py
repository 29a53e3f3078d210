"""Transforms: checklists show their boxes; tables keep alignment and scroll by keyboard too."""

from __future__ import annotations

import re

from bs4.element import NavigableString, Tag

from plugins.article_body.plain_text import text_of
from plugins.article_body.transform import BodyDocument

_BOX = re.compile(r"^\s*\[([ xX])\]\s+")
_ALIGNED = re.compile(r"^\s*text-align:\s*(left|right|center)\s*;?\s*$")


def draw_checkboxes(document: BodyDocument) -> None:
    """Write ☐ or ☑ for `[ ]` and `[x]` at the start of an item, and for a checkbox of HTML."""
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
    """The text that an item, or its first paragraph, begins with."""
    for node in item.children:
        if isinstance(node, Tag):
            return _first_words(node) if node.name == "p" else None
        if type(node) is NavigableString and node.strip():
            return node
    return None


def align_cells(document: BodyDocument) -> None:
    """`---:` in Markdown gives each cell a style; the theme knows it as a class."""
    for cell in document.tags({"td", "th"}):
        match = _ALIGNED.match(str(cell.get("style", "")))
        if match:
            del cell["style"]
            if match[1] != "left":
                cell["class"] = f"{' '.join(_classes(cell))} align-{match[1]}".strip()


def wrap_tables(document: BodyDocument) -> None:
    """Put each table into a region that a keyboard can reach and scroll."""
    number, heading = 0, ""
    for tag in document.tags({"h2", "h3", "h4", "table"}):
        if tag.name != "table":
            heading = text_of(tag)
        elif not tag.find_parent(["table", _is_scroller]):
            number += 1
            _wrap(document, tag, number, heading)


def _is_scroller(tag: Tag) -> bool:
    return "table-scroll" in _classes(tag)


def _classes(tag: Tag) -> list[str]:
    return [str(name) for name in tag.get_attribute_list("class") if name]


def _wrap(document: BodyDocument, table: Tag, number: int, heading: str) -> None:
    caption = table.find("caption", recursive=False)
    words = text_of(caption) if caption else heading
    label = f"Table {number}: {words}" if words else f"Table {number}"
    attributes = {"class": "table-scroll", "role": "region", "tabindex": "0"}
    table.wrap(document.soup.new_tag("div", attrs={**attributes, "aria-label": label}))
    for cell in table.select("thead th"):
        cell.attrs.setdefault("scope", "col")
