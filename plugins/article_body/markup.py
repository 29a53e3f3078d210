"""Transforms: take out what a post may not have, dead Instagram feeds and forbidden markup."""

from __future__ import annotations

import re

from bs4 import Tag

from plugins.article_body.sanitising import SCHEMES, TAGS
from plugins.article_body.transform import BodyDocument, BodyProblem
from plugins.article_body.url_rules import scheme_of
from plugins.dead_feeds import removal

RULE = "article-body/forbidden-markup"
# Elements that do or load something; what is in the first kind is not for reading.
_WITH_CONTENT = frozenset({
    "applet", "audio", "canvas", "iframe", "math", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea", "title", "video",
})  # fmt: skip
_ACTIVE = _WITH_CONTENT | {
    "base", "button", "embed", "form", "frame", "input", "link", "meta", "source", "track",
}  # fmt: skip
_ADDRESSES = ("href", "src", "action", "formaction", "poster", "background", "data")
_LOOKS = frozenset({"basefont", "big", "blink", "font", "marquee", "nobr"})


def remove_dead_feeds(document: BodyDocument) -> None:
    """Remove and count every dead feed block of the old site; the theme shows the one gallery."""
    document.dead_feeds += removal.remove_dead_feeds(document.soup)


def remove_forbidden(document: BodyDocument) -> None:
    """Report and remove active content, and styling, which the theme decides.

    The words within most elements stay. What is left of attributes is the sanitiser's.
    """
    for tag in document.tags():
        document.problems.extend(_attributes(tag))
        if tag.name in TAGS:
            continue
        document.problems.append(_element(tag))
        if tag.name in _WITH_CONTENT:
            tag.extract()
        elif tag.parent is not None:
            tag.unwrap()


def _element(tag: Tag) -> BodyProblem:
    words = f"<{tag.name}"
    if tag.name in _LOOKS:
        return _styling(words, f"<{tag.name}> was left out: looks are the theme's.")
    message = f"<{tag.name}> is not allowed in a post."
    if tag.name in _ACTIVE:
        return BodyProblem(words, RULE, message, "Delete it: a post is words, pictures and links.")
    hint = f"Delete it, or put it between backticks where it is meant as words: `<{tag.name}>`."
    return BodyProblem(words, RULE, message, hint)


def _attributes(tag: Tag) -> list[BodyProblem]:
    found = []
    for name, value in tag.attrs.items():
        if re.match("on[a-z]", name):
            message = f"`{name}` with a script in it is not allowed in a post."
            found.append(BodyProblem(f"{name}=", RULE, message, "Delete it."))
        # Pictures have words of their own for an address that lies elsewhere.
        elif name in _ADDRESSES and tag.name != "img" and scheme_of(str(value)) not in SCHEMES:
            found.append(_address(name, str(value)))
        elif name == "style":
            message = f"The style of this <{tag.name}> was left out: looks are the theme's."
            found.append(_styling("style=", message))
    return found


def _address(name: str, value: str) -> BodyProblem:
    message = f"`{name}` may not begin with “{scheme_of(value)}:” in a post."
    hint = "Write an address that begins with https:, mailto: or tel:, or the name of a file."
    return BodyProblem(value, RULE, message, hint)


def _styling(words: str, message: str) -> BodyProblem:
    hint = "Delete it; use **bold** or *italics*."
    return BodyProblem(words, "article-body/inline-style", message, hint, "warning")
