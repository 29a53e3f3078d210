"""Care cards: what is in them, what follows them, and how many there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from textwrap import indent

from plugins.article_body.care_cards import CARDS
from plugins.article_body.tree import HEADINGS, Element, Node, Text
from plugins.core.signs import has_any
from plugins.posts.rules.rule import PostToCheck, Problem, Rule

_BOX = re.compile(
    r"^!!! ?[\w-]+[^\n]*\n(?:(?:[ \t]*+\n| {4}[^\n]*(?:\n|\Z)|\t[^\n]*(?:\n|\Z)))++", re.MULTILINE
)
_BARE_BOX = re.compile(r"^!!! ?([\w-]+)[^\n]*\n(?=[^\n]*\S)(?! {4}|\t)", re.MULTILINE)
_KIND = rf"!!! ?(?:{'|'.join(CARDS)})\b"
_AS_CODE = re.compile(rf"^(?: {{4}}|\t)[ \t]*({_KIND}[^\n]*)$", re.MULTILINE)
_CARD = re.compile(rf"^ *{_KIND}", re.MULTILINE)
_EMERGENCY = re.compile(r"^ *!!! ?emergency\b", re.MULTILINE)
_ROW = re.compile(r"[^\n]+")
# A row that is clearly no part of the box above it: a heading, another box, a line or HTML.
_NEW = ("#", "!!!", "<", "---", "***")


def glued_text(post: PostToCheck) -> Iterator[Problem]:
    """Text right below a box that is not indented, so that it is outside."""
    if not has_any(post.shown, ["!!!"]):
        return
    for box in _BOX.finditer(post.shown):
        if row := _glued_row(post, box.start(), box.end()):
            message = "This line is outside the box above it, because it is not indented."
            hint = (
                "Begin it with four spaces if it belongs there; else leave an empty line above it."
            )
            yield post.at(row.start(), message, hint)
    for box in _BARE_BOX.finditer(post.shown):
        row = _ROW.match(post.body, box.end())
        if box[1] not in CARDS and row and not row[0].lstrip().startswith(_NEW):
            message = "This line is outside the box above it, because it is not indented."
            yield post.at(row.start(), message, "Begin it with four spaces.")


def as_code(post: PostToCheck) -> Iterator[Problem]:
    """Cards that are indented like code, so that readers would see their source."""
    if not has_any(post.prose, ["!!!"]):
        return
    for found in _AS_CODE.finditer(post.prose):
        if found[1].rstrip() in post.code_lines:
            message = "This card is shown as code, because of the spaces before it."
            hint = "Delete four spaces at the start of it and of the lines that belong to it."
            yield post.at(found.start(1), message, hint)


def _glued_row(post: PostToCheck, start: int, end: int) -> re.Match[str] | None:
    """The row right below a box, without an empty line between."""
    row = _ROW.match(post.body, end)
    above = post.body[start:end].rstrip("\n")
    is_glued = post.body[end - 2 : end - 1] != "\n" and above[-1:].strip()
    if row is None or not is_glued or row[0].lstrip().startswith(_NEW):
        return None
    return row if above.rpartition("\n")[2].startswith((" ", "\t")) else None


def text_after(post: PostToCheck) -> Iterator[Problem]:
    """Text between the last card and the end or the next heading."""
    cards = [box for box in post.root.elements({"div"}) if _is_card(box)] if post.root else []
    places = [found.start() for found in _CARD.finditer(post.shown)] if cards else []
    if not places or not _is_followed_by_text(cards[-1]):
        return
    message = "Text comes directly after the last care card, as if it were part of it."
    hint = "Write a heading above the text, or move it above the cards."
    box = _BOX.search(post.shown, places[-1])
    if box is None:
        yield post.at(places[-1], message, hint)
    elif _glued_row(post, box.start(), box.end()) is None:
        row = _ROW.search(post.body, box.end())
        yield post.at(row.start() if row else places[-1], message, hint)


def _is_followed_by_text(card: Element) -> bool:
    siblings = card.parent.children if card.parent else []
    for node in siblings[siblings.index(card) + 1 :]:
        if isinstance(node, Element):
            return not _may_follow(node)
        if isinstance(node, Text) and node.value.strip():
            return True
    return False


def _may_follow(node: Node) -> bool:
    return isinstance(node, Element) and (
        node.name in HEADINGS or node.name == "hr" or "footnote" in node.classes
    )


def _is_card(box: Element) -> bool:
    return "care" in box.classes


def many_emergencies(post: PostToCheck) -> Iterator[Problem]:
    """Each emergency card after the first."""
    if not has_any(post.shown, ["!!!"]):
        return
    for found in islice(_EMERGENCY.finditer(post.shown), 1, None):
        message = "This post has more than one emergency card."
        hint = "Put all signs for 999 or A&E into the first one."
        yield post.at(found.start(), message, hint)


_POST = "---\ntitle: Knees\ndate: 2026-01-02\n---\n"
_URGENT = '!!! urgent "Call 111 if:"\n    - your knee is hot\n'
_EMERGENCY_CARD = '!!! emergency "Call 999 if:"\n    - you see bone\n'
RULES = (
    Rule(
        id="care-card/glued-text",
        severity="error",
        summary="The lines of a box are indented by four spaces, and an empty line is below them.",
        reason="A sign that stands outside its card may not be understood.",
        bad=f"{_POST}{_URGENT}or red\n\n## More\n\nRest.\n",
        good=f"{_POST}{_URGENT}    - or red\n\n## More\n\nRest.\n",
        check=glued_text,
    ),
    Rule(
        id="care-card/as-code",
        severity="error",
        summary="A care card begins at the left margin, or at that of its list.",
        reason="Markdown takes what is indented for code; readers would see no card.",
        bad=f"{_POST}Rest.\n\n" + indent(_URGENT, "    "),
        good=f"{_POST}Rest.\n\n{_URGENT}",
        check=as_code,
    ),
    Rule(
        id="care-card/text-after",
        severity="warning",
        summary="After the last care card the post ends, or a heading follows.",
        reason="Readers should see where the card ends.",
        bad=f"{_POST}{_URGENT}\nRest is enough otherwise.\n",
        good=f"{_POST}Rest is often enough.\n\n{_URGENT}",
        check=text_after,
    ),
    Rule(
        id="care-card/many-emergencies",
        severity="warning",
        summary="A post has one emergency card at most.",
        reason="Somebody in an emergency should find all signs in one place.",
        bad=f"{_POST}{_EMERGENCY_CARD}\n{_EMERGENCY_CARD}",
        good=f"{_POST}{_EMERGENCY_CARD}\n{_URGENT}",
        check=many_emergencies,
    ),
)
