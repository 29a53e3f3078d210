"""Follows the raw HTML blocks of a Markdown text, in which only pictures are Markdown."""

from __future__ import annotations

import re
from html import escape

from markdown.util import BLOCK_LEVEL_ELEMENTS

_BLOCKS = sorted({*BLOCK_LEVEL_ELEMENTS} - {"hr"})
_OPENS = r"(?=[\s/>]|$)(?![^<>]*/>)"  # after the name of a tag; <div/> has no content
_START = re.compile(
    rf" {{0,3}}<(?:(?P<tag>{'|'.join(_BLOCKS)}){_OPENS}|!--)",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"<[^<>]*\smarkdown(?:=|[\s>])")
_LITERAL = re.compile(r"<(?:code|pre|samp|script|style|template|textarea|title)\b", re.IGNORECASE)
_TAG_OR_PICTURE = re.compile(
    r"<[^<>]*>"
    r"|!\[(?P<alt>[^\[\]\n]*)\]"
    r"""\( *<?(?P<src>[^\s()<>"]+)>? *(?:"(?P<title>[^"\n]*)" *)?\)"""
)


class RawHtml:
    """The state of one text, whose rows are passed in their order.

    `last_comment_end` is the number of the last row that ends a comment.
    """

    def __init__(self, rows: list[str]) -> None:
        ends = (row for row in range(len(rows) - 1, -1, -1) if "-->" in rows[row])
        self.last_comment_end = next(ends, -1)
        self.tag = ""
        self.depth = 0
        self.is_literal = False
        self.in_tag = False

    def begins(self, row: str, number: int) -> bool:
        """Whether row `number` begins a block whose text is not parsed as Markdown.

        A comment that is not closed begins none.
        """
        found = _START.match(row)
        if not found or _MARKDOWN.match(row.lstrip(" ")):
            return False
        tag = found["tag"]
        if not tag and number > self.last_comment_end:
            return False
        self.tag = tag.lower() if tag else "-->"
        self.depth, self.is_literal, self.in_tag = 0, not tag, False
        return True

    def inside(self, row: str) -> str:
        """A row of the block, with its pictures as HTML; ends the block after its last row."""
        lowered = row.lower()
        if self.tag == "-->":
            self.depth = 0 if "-->" in row else 1
        else:
            opened = len(re.findall(rf"<{self.tag}{_OPENS}", lowered))
            self.depth += opened - lowered.count(f"</{self.tag}")
        self.is_literal = self.is_literal or bool(_LITERAL.search(row))
        started_in_tag = self.in_tag
        if "<" in row or ">" in row:
            self.in_tag = row.rfind("<") > row.rfind(">")
        if self.depth <= 0:
            self.tag = ""
        if self.is_literal or started_in_tag or "![" not in row:
            return row
        return _TAG_OR_PICTURE.sub(_as_html, row)


def _as_html(found: re.Match[str]) -> str:
    if found["src"] is None:
        return found[0]
    title = f' title="{escape(found["title"])}"' if found["title"] else ""
    return f'<img alt="{escape(found["alt"])}" src="{escape(found["src"])}"{title}>'
