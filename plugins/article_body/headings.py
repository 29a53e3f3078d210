"""Transform: headings get ids and a link to themselves, and never compete with the title."""

from __future__ import annotations

import re
import unicodedata

from bs4 import Tag

from plugins.article_body.transform import Draft, Heading

_LISTED = 3


def anchor_headings(draft: Draft) -> None:
    """Lower the headings by one level where the body has an h1, then give each id and anchor."""
    found = draft.soup.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
    lower_by = 1 if any(tag.name == "h1" for tag in found) else 0
    taken = {str(tag["id"]) for tag in draft.soup.find_all(id=True)}
    for tag in found:
        level = min(int(tag.name[1]) + lower_by, 6)
        tag.name = f"h{level}"
        text = " ".join(tag.get_text().split())
        if not text:
            continue
        if not tag.get("id"):
            tag["id"] = _unique(heading_id(text), taken)
        taken.add(str(tag["id"]))
        if level <= _LISTED:
            draft.headings.append(Heading(level, str(tag["id"]), text))
            if not tag.find("a"):
                tag.append(_anchor(draft, str(tag["id"]), text))


def heading_id(text: str) -> str:
    """The id for a heading's text: `What happens next?` becomes `what-happens-next`."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[^\w]+", "-", plain).strip("-_") or "section"


def _unique(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name


def _anchor(draft: Draft, target: str, text: str) -> Tag:
    """An empty link; the theme draws its sign, so that feeds and excerpts have none."""
    return draft.soup.new_tag(
        "a",
        attrs={
            "class": "heading-anchor",
            "href": f"#{target}",
            "aria-label": f"Link to this section: {text}",
        },
    )
