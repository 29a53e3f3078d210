"""HTML text into a tree, whatever the text is."""

from __future__ import annotations

import re
import warnings

from bs4 import BeautifulSoup, Tag, UnusualUsageWarning

MAX_DEPTH = 200  # elements within each other; a list in a list takes two
# What no page or feed should carry: control characters, halves of letters, non-characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_COMMENT = re.compile(r"<!--.*?(?:--!?>|\Z)|<!\[[^>]*>", re.DOTALL)


class NestingError(Exception):
    """HTML that is nested more deeply than a page may be."""


def printable(text: str) -> str:
    """`text` without characters that XML and UTF-8 refuse."""
    return _UNPRINTABLE.sub("", text)


def parse(html: str) -> BeautifulSoup:
    """The tree of any HTML; never raises."""
    if "<![" in html:
        # Word's `<![if ...]>` is a comment to a browser; Python's parser gives up on it.
        html = _COMMENT.sub("", html).replace("<![", "&lt;![")
    with warnings.catch_warnings():
        # A body that is one bare word or address, or begins with <?xml, is still a body.
        warnings.simplefilter("ignore", UnusualUsageWarning)
        return BeautifulSoup(printable(html), "html.parser")


def check_depth(soup: BeautifulSoup) -> None:
    """Raise NestingError where elements lie more than MAX_DEPTH deep."""
    depths = {id(soup): 0}
    for node in soup.descendants:
        if isinstance(node, Tag):
            depths[id(node)] = depths[id(node.parent)] + 1
    if max(depths.values()) > MAX_DEPTH:
        raise NestingError
