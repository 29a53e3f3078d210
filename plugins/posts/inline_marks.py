"""Inline Markdown that Python-Markdown leaves as text: bare addresses, ~~struck~~ words, notes."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import (
    InlineProcessor,
    SimpleTagInlineProcessor,
    SimpleTextInlineProcessor,
)
from markdown.util import ETX, INLINE_PLACEHOLDER, STX, AtomicString

from plugins.article_body.unfinished import OPEN_COMMENT

# Where a character is escaped, Python-Markdown has put a placeholder before it tries this pattern.
_PLACEHOLDER = re.compile(INLINE_PLACEHOLDER % r"(\d+)")
_CHARACTER = rf"(?:[^\s<>\"“”«»`|\[\]{STX}{ETX}]|{_PLACEHOLDER.pattern})"
_HOST = r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}"
_LITERAL = "a|code|kbd|pre|samp|script|style|textarea|tt"
_LINK_OR_MARKUP = re.compile(
    rf"""
    </?(?:(?P<literal>{_LITERAL})(?=[\s>])|[a-z!])[^<>]*>  # a tag, whose attributes are no text
    | \{{[^{{}}\n]*\}}  # attributes
    | (?<![\w/.@:+-])(?P<url>https?://|www\.)(?={_HOST}){_CHARACTER}+
    | (?<![\w/.@:+-])(?P<mail>[a-z0-9][a-z0-9.+_-]*@{_HOST})(?![\w@-])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_COMMENT = re.compile(r"<!--((?:(?!<!--|-->).)*+)(-->)?", re.DOTALL)
_FILE = re.compile(r"\.(?:avif|gif|jpe?g|pdf|png|svg|webp)$", re.IGNORECASE)
_ENTITY = re.compile(r"&[a-z0-9]+;$", re.IGNORECASE)
# Python-Markdown makes no words bold within emphasised ones, and emphasises a line to write on.
_BOLD_WITHIN = (
    r"(\*)(?<![*\\\w]\*)(?=[^\s*])((?:[^*]*\*\*(?=[^\s*])[^*]+(?<=\S)\*\*)+[^*]*)(?<=\S)\*(?![*\w])"
)
_LINE_TO_WRITE_ON = r"(?<!\w)(_{4,})(?!\w)"
_STRUCK = r"(?<![~\\])(~~)(?![~\s])((?:[^~]|~(?!~))+?)(?<!\s)~~(?!~)"


class BareLinks(InlineProcessor):  # type: ignore[misc]  # Python-Markdown has no types
    """Links web and e-mail addresses in running text, by the rules of GitHub Flavored Markdown."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__("", md)
        self.compiled_re = _LINK_OR_MARKUP

    def handleMatch(  # noqa: N802  # Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """The link for an address, or what to skip."""
        if m["mail"] and not _FILE.search(m["mail"]):
            return _link(f"mailto:{m['mail']}", m["mail"]), m.start(), m.end()
        if not m["url"]:
            return None, m.start(), _end_of_markup(m, data)
        found = _without_trailing(self._until_element(m[0]))
        address = self.unescape(found)
        scheme = "https://" if m["url"].lower() == "www." else ""
        return _link(scheme + address, address), m.start(), m.start() + len(found)

    def _until_element(self, found: str) -> str:
        """The part of an address before anything but text, such as code."""
        stashed = self.md.treeprocessors["inline"].stashed_nodes
        for placeholder in _PLACEHOLDER.finditer(found):
            if not isinstance(stashed.get(placeholder[1]), str):
                return found[: placeholder.start()]
        return found


class OpenComments(InlineProcessor):  # type: ignore[misc]  # Python-Markdown has no types
    """Makes an element of a comment that does not end in its paragraph: it would be shown."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__("", md)
        self.compiled_re = _COMMENT

    def handleMatch(  # noqa: N802  # Python-Markdown's name
        self, m: re.Match[str], _data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """The element, or what to skip."""
        if m[2]:
            return None, m.start(), m.end()
        note = Element(OPEN_COMMENT)
        note.text = AtomicString(m[1].partition(STX)[0])  # what is before code and escapes
        return note, m.start(), m.end()


class InlineMarks(Extension):  # type: ignore[misc]  # Python-Markdown has no types
    """Adds these patterns to a converter."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  # Python-Markdown's name
        """After code, escapes and notes; after links, before HTML: an address has no emphasis."""
        md.inlinePatterns.register(OpenComments(md), "open_comments", 174)
        md.inlinePatterns.register(BareLinks(md), "bare_links", 95)
        line = SimpleTextInlineProcessor(_LINE_TO_WRITE_ON)
        md.inlinePatterns.register(line, "line_to_write_on", 67)
        bold = SimpleTagInlineProcessor(_BOLD_WITHIN, "em")
        md.inlinePatterns.register(bold, "bold_within", 66)
        struck = SimpleTagInlineProcessor(_STRUCK, "del")
        md.inlinePatterns.register(struck, "struck", 65)


def _link(href: str, text: str) -> Element:
    link = Element("a", {"href": href})
    link.text = AtomicString(text)
    return link


def _end_of_markup(found: re.Match[str], data: str) -> int:
    """Where a tag or attributes end, or the text of a link or of code in HTML."""
    if not found["literal"] or found[0][1] == "/":
        return found.end()
    closing = re.compile(f"</{found['literal']}", re.IGNORECASE).search(data, found.end())
    return closing.start() if closing else len(data)


def _without_trailing(address: str) -> str:
    """`address` without the punctuation of the sentence that it is in."""
    end = len(address)
    unopened = address.count(")") - address.count("(")
    while True:
        if entity := _ENTITY.search(address, max(0, end - 10), end):
            end = entity.start()
        elif address[end - 1] in "?!.,:;*_~'’‘":
            end -= 1
        elif address[end - 1] == ")" and unopened > 0:
            end -= 1
            unopened -= 1
        else:
            return address[:end]
