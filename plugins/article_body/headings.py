"""Transform: give headings unique ids, and levels below the title's."""

from __future__ import annotations

import re
import unicodedata

from plugins.article_body.plain_text import text_of
from plugins.article_body.transform import BodyDocument, Heading
from plugins.article_body.tree import HEADINGS, Element

# Ids that the theme uses on an article's page.
RESERVED = frozenset({
    "contents", "footer-more", "hurts-title", "main", "menu", "offers-title", "photo-feed",
    "photo-feed-title", "references", "references-title", "related-articles",
    "related-articles-title", "related-topics", "related-topics-title", "visit", "visit-title",
    "where-it-hurts",
})  # fmt: skip
EMPTY_HEADING = "article-body/empty-heading"  # the rule that a heading has words
_LISTED = 3


def anchor_headings(document: BodyDocument) -> None:
    """Move headings down one level if the body has an h1; then add ids."""
    found = document.root.elements(HEADINGS)
    lower_by = 1 if any(tag.name == "h1" for tag in found) else 0
    taken = _make_ids_unique(document)
    for tag in found:
        level = min(int(tag.name[1]) + lower_by, 6)
        tag.name = f"h{level}"
        text = text_of(tag) or " ".join(img.get("alt") for img in tag.elements({"img"}))
        if not text.strip():
            _report_empty(document)
            _forget_citations(document, tag)
            tag.remove()
            continue
        if not tag.get("id"):
            tag.attributes["id"] = unique_id(heading_id(text), taken)
        if level <= _LISTED:
            document.headings.append(Heading(level, tag.get("id"), text))


def _forget_citations(document: BodyDocument, removed: Element) -> None:
    """Leave out the citations in an element that is removed: links to them would lead nowhere."""
    ids = {tag.get("id") for tag in removed.elements({"a"})}
    for number, names in list(document.citations.items()):
        document.citations[number] = [name for name in names if name not in ids]
        if not document.citations[number]:
            del document.citations[number]


def heading_id(text: str) -> str:
    """The id for a heading's text: `What happens next?` becomes `what-happens-next`."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[^\w]+", "-", plain).strip("-_") or "section"


def _make_ids_unique(document: BodyDocument) -> dict[str, int]:
    """Number duplicates of the editor's own ids; return the ids in use, for `unique_id`."""
    references = (f"ref-{number + 1}" for number in range(document.references))
    taken = dict.fromkeys([*RESERVED, *references], 2)
    for tag in document.root.elements():
        if "id" in tag.attributes:
            wanted = "-".join(tag.get("id").split())
            if wanted:
                tag.attributes["id"] = unique_id(wanted, taken)
            else:
                del tag.attributes["id"]
    return taken


def unique_id(wanted: str, taken: dict[str, int]) -> str:
    """`wanted`, with a number if it is taken already; the result is added to `taken`.

    `taken` maps an id to the next number to try, so that thousands of equal headings take linear
    time.
    """
    name, number = wanted, taken.get(wanted, 2)
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    taken[wanted] = number
    taken.setdefault(name, 2)
    return name


def _report_empty(document: BodyDocument) -> None:
    hint = "Write some words after the #, or delete the line."
    document.report("", EMPTY_HEADING, "A heading has no words.", hint, severity="warning")
