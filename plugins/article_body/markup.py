"""Transform: reports and removes forbidden markup."""

from __future__ import annotations

import re

from plugins.article_body import link_slips
from plugins.article_body.embeds import EMBEDS, is_part, leave_in_place, link_instead
from plugins.article_body.sanitising import SCHEMES, TAGS
from plugins.article_body.transform import BodyDocument
from plugins.article_body.tree import Element
from plugins.article_body.unfinished import OPEN_COMMENT
from plugins.article_body.url_rules import scheme_of

RULE = "article-body/forbidden-markup"
# Elements that run or load something; the content of the first group is not text.
_WITH_CONTENT = frozenset({
    "applet", "audio", "canvas", "iframe", "math", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea", "title", "video", OPEN_COMMENT,
})  # fmt: skip
_ACTIVE = _WITH_CONTENT | {
    "base", "button", "embed", "form", "frame", "input", "link", "meta", "source", "track",
}  # fmt: skip
_ADDRESSES = ("href", "src", "action", "formaction", "poster", "background", "data")
_STYLING = frozenset({"basefont", "big", "blink", "font", "marquee", "nobr"})
_USE_MARKDOWN = "Delete it; use **bold** or *italics*."
# Not about emphasis; docutils makes a style of `:width:`.
_HINTS = {
    "img": "Delete it, and `:width:` or `:scale:`: a picture is as wide as the text, or smaller."
}


def remove_forbidden(document: BodyDocument) -> None:
    """Report and remove active content and styling.

    The text within most elements is kept, and a link in the place of what was embedded. The
    sanitiser removes the attributes.
    """
    for tag in document.root.elements():
        _report_attributes(document, tag)
        if tag.name in TAGS:
            continue
        if tag.name == OPEN_COMMENT:
            _report_comment(document, tag)
        elif not is_part(tag):
            _report_element(document, tag)
        if is_part(tag):
            tag.unwrap()
        elif tag.name in EMBEDS | {"math", "script"}:
            leave_in_place(tag)
        elif tag.name in _WITH_CONTENT:
            tag.remove()
        else:
            tag.unwrap()


def _report_comment(document: BodyDocument, tag: Element) -> None:
    """A note of an editor that the rule `raw-html/open-comment` did not find in the source."""
    note = f"<!--{tag.text()}".partition("\n")[0]
    message = "This comment is never closed."
    document.report("<!--", "raw-html/open-comment", message, "Write `-->` after it.", exactly=note)


def _report_element(document: BodyDocument, tag: Element) -> None:
    words = f"<{tag.name}"
    if tag.name in _STYLING:
        message = f"<{tag.name}> was left out, because the theme decides how pages look."
        _report_styling(document, words, message, _USE_MARKDOWN)
        return
    message = f"<{tag.name}> is not allowed in a post."
    hint = "Delete it: a post may contain only text, pictures and links."
    if link := link_instead(tag):
        hint = f"Write a link instead, such as `{link}`"
    if tag.name.endswith(":"):  # <htp://example.org>
        hint = "If it is an address, begin it with `https://`"
    elif tag.name not in _ACTIVE:
        hint = f"Delete it, or put it between backticks if it is meant as text: `<{tag.name}>`."
    document.report(words, RULE, message, hint)


def _report_attributes(document: BodyDocument, tag: Element) -> None:
    for name, value in tag.attributes.items():
        if name.startswith("on") and re.match("on[a-z]", name):
            message = f"`{name}` with a script in it is not allowed in a post."
            document.report(f"{name}=", RULE, message, "Delete it.")
        # `images` reports the addresses of pictures, `links` those that were mistyped.
        elif name in _ADDRESSES and _is_refused(tag, name, value):
            message = f"`{name}` may not begin with “{scheme_of(value)}:” in a post."
            hint = "Begin it with https:, mailto: or tel:, or write the name of a file."
            document.report(value, RULE, message, hint)
        elif name == "style" and tag.name not in EMBEDS:  # these become links
            what = f"The style of this <{tag.name}> was left out"
            message = f"{what}, because the theme decides how pages look."
            _report_styling(document, "style=", message, _HINTS.get(tag.name, _USE_MARKDOWN))


def _is_refused(tag: Element, name: str, value: str) -> bool:
    if tag.name == "img" or scheme_of(value) in SCHEMES:
        return False
    return (tag.name, name) != ("a", "href") or not link_slips.is_wrong(value)


def _report_styling(document: BodyDocument, words: str, message: str, hint: str) -> None:
    document.report(words, "article-body/inline-style", message, hint, severity="warning")
