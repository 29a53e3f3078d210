"""Parses HTML into a tree for the removal."""

from __future__ import annotations

import re
import warnings

from bs4 import BeautifulSoup, UnusualUsageWarning
from bs4.element import PreformattedString

# Browsers end `<!-->` at once, and a comment with `--!>`; Python's parser does not.
_EMPTY, _OTHER_END = re.compile("<!--(?:-?>)"), re.compile(r"(<!--(?:(?!-->).)*?)--!>", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:--!?>|\Z)|<!\[[^>]*>", re.DOTALL)


def parse(html: str) -> BeautifulSoup:
    """The tree of any HTML, without comments; never raises.

    Comments end where browsers end them.
    """
    if "<!--" in html:
        html = _OTHER_END.sub(r"\1-->", _EMPTY.sub("", html))
    if "<![" in html:
        # Word's `<![if ...]>` is a comment to a browser; Python's parser gives up on it.
        html = _COMMENT.sub("", html).replace("<![", "&lt;![")
    with warnings.catch_warnings():
        # A body may be a single word or address, or begin with <?xml.
        warnings.simplefilter("ignore", UnusualUsageWarning)
        soup = BeautifulSoup(html, "html.parser")
    for node in list(soup.descendants):
        if isinstance(node, PreformattedString):
            node.extract()
    return soup
