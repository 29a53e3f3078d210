"""Parses any HTML text into a tree, as browsers do."""

from __future__ import annotations

import itertools
import re
import sys
from collections import Counter
from html import unescape
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from plugins.article_body import plain_html
from plugins.article_body.tree import BLOCKS, ROOT, Element, Text
from plugins.article_body.unfinished import escape_last, escape_unquoted
from plugins.core.yaml_lines import INVISIBLE, has_invisible

# Without the doctype, browsers let a table stay in a paragraph.
_PAGE = "<!DOCTYPE html><div></div>"
# Within a page, browsers ignore these tags. They are parsed under other names, as unknown elements,
# so that they can be reported.
_IGNORED = re.compile(r"<(/?)(?=(?:body|frame|frameset|head|html)[\s/>])", re.IGNORECASE)
# Outside a table, browsers ignore these.
_PARTS = frozenset({"caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"})
_PART = re.compile(rf"<(/?)(?=(?:{'|'.join(sorted(_PARTS))})[\s/>])", re.IGNORECASE)
_HANDLER = re.compile(r"\bon[a-z]+\s*=", re.IGNORECASE)
# The parser's time grows with the square of the number of open elements.
_MOST_OPEN = 10_000
_NOT_VOID = re.compile(
    r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)[a-z]",
    re.IGNORECASE,
)
# Elements that are closed in the wrong order are repeated in each paragraph.
_GROWTH, _MOST_CHARACTERS = 8, 1_000_000


class TooDeepError(RecursionError):
    """HTML whose blocks are nested too deeply."""


class TooLargeError(Exception):
    """HTML that would have `size` characters, many more than it has, as browsers read it."""

    def __init__(self, size: int) -> None:
        super().__init__(f"{size:,} characters")
        self.size = size


def printable(text: str) -> str:
    """`text` without invisible characters that XML or UTF-8 do not allow."""
    return INVISIBLE.sub("", text) if has_invisible(text) else text


def parse(html: str, max_depth: int = sys.maxsize) -> Element:
    """The tree of any HTML, without comments.

    Raises TooDeepError if more than `max_depth` blocks are within each other or, if that is given,
    if thousands of elements are never closed; raises TooLargeError.
    """
    if max_depth < sys.maxsize and html.count("<") > _MOST_OPEN and _unclosed(html) > _MOST_OPEN:
        raise TooDeepError
    html = printable(html)
    if plain := plain_html.parse(html):
        return plain
    html = escape_last(html)
    marks = _marks(html)
    body = _parse(_rename(html, marks), marks)
    if not _is_finished(body, marks):
        marks = marks._replace(in_values=True)
        html = escape_unquoted(html)
        body = _parse(_rename(html, marks), marks)
    size = len(body.inner_html or "")
    if size > max(_MOST_CHARACTERS, _GROWTH * len(html)):
        raise TooLargeError(size)
    root = _copy(body, max_depth, marks)
    if _PART.search(html) and _HANDLER.search(html):
        _add_ignored_handlers(root, html, marks)
    return root


class _Marks(NamedTuple):
    """Marks in the HTML that is parsed, which are not in the HTML itself.

    `prefix` is put before the names of tags that browsers would ignore. `end` is a comment after
    the body; it is no comment where a browser would ignore the rest. Values in the tree may have
    them, if `in_values`, and invisible characters, unless they are `printable`.
    """

    prefix: str
    end: str
    in_values: bool
    printable: bool

    def value(self, text: str | None) -> str:
        """A text or the value of an attribute, as it is in the body."""
        if text and self.in_values:
            text = text.removesuffix(self.end).replace(self.prefix, "")
        return (text if self.printable else printable(text)) if text else ""


def _marks(html: str) -> _Marks:
    known = unescape(html).casefold() if "&" in html else html.casefold()
    name = next(f"mark{n}-" for n in itertools.count() if f"mark{n}-" not in known)
    # Invisible characters may be written as numbers (&#1;).
    return _Marks(name, f"<!--{name}-->", _IGNORED.search(html) is not None, "&#" not in html)


def _rename(html: str, marks: _Marks) -> str:
    return _IGNORED.sub(rf"<\1{marks.prefix}", html) if marks.in_values else html


def _parse(html: str, marks: _Marks) -> LexborNode:
    """An element of a page with `html` as its content; raises TooLargeError."""
    page = LexborHTMLParser(_PAGE)
    body = page.tags("div")[0]
    try:
        body.inner_html = html + marks.end
    except (MemoryError, SelectolaxError) as error:
        raise TooLargeError(_GROWTH * len(html)) from error
    return body


def _is_finished(body: LexborNode, marks: _Marks) -> bool:
    """Whether the end was read as a comment, in the last of the elements that are not closed."""
    node = body.last_child
    while node is not None and node.is_element_node:
        node = node.last_child
    return node is not None and node.is_comment_node and node.html == marks.end


def _unclosed(html: str) -> int:
    """About how many elements are never closed."""
    return len(_NOT_VOID.findall(html)) - html.count("</")


def _copy(body: LexborNode, max_depth: int, marks: _Marks) -> Element:
    """What is in `body`, as a tree of ours."""
    root = Element(ROOT)
    value = _unmarked if marks.printable and not marks.in_values else marks.value
    waiting = [(body.first_child, root, 0)]
    while waiting:
        node, parent, depth = waiting.pop()
        while node is not None:
            name = node.tag
            if name == "-text":
                parent.children.append(Text(value(node.text_content), parent))
            elif name and name[0] != "-":  # neither a comment nor a processing instruction
                attributes = {key: value(written) for key, written in node.attributes.items()}
                element = Element(name.removeprefix(marks.prefix), attributes, parent)
                parent.children.append(element)
                inner = depth + (element.name in BLOCKS)
                if inner > max_depth:
                    raise TooDeepError
                if (first := node.first_child) is not None:
                    waiting.append((first, element, inner))
            node = node.next
    return root


def _unmarked(text: str | None) -> str:
    """What `_Marks.value` returns if there are neither marks nor invisible characters."""
    return text or ""


def _add_ignored_handlers(root: Element, html: str, marks: _Marks) -> None:
    """Add an element for each event handler of a cell outside a table, so that it is reported."""
    marks = marks._replace(in_values=True)
    renamed = _PART.sub(rf"<\1{marks.prefix}", _rename(html, marks))
    everywhere = _copy(_parse(renamed, marks), sys.maxsize, marks)
    for name, handler, value in (_handlers(everywhere) - _handlers(root)).elements():
        root.append(Element(name, {handler: value}))


def _handlers(root: Element) -> Counter[tuple[str, str, str]]:
    """The event handlers of all parts of tables, with the names of their elements."""
    return Counter(
        (part.name, name, value)
        for part in root.elements(_PARTS)
        for name, value in part.attributes.items()
        if name.startswith("on")
    )
