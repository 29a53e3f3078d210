"""Parses any HTML text into a tree."""

from __future__ import annotations

import re
import warnings

from bs4 import BeautifulSoup, UnusualUsageWarning
from bs4.element import PreformattedString

from plugins.core.yaml_lines import INVISIBLE

_COMMENT = re.compile(r"<!--.*?(?:--!?>|\Z)|<!\[[^>]*>", re.DOTALL)


def printable(text: str) -> str:
    """`text` without invisible characters that XML or UTF-8 do not allow."""
    return INVISIBLE.sub("", text)


def parse(html: str) -> BeautifulSoup:
    """The tree of any HTML, without comments; never raises.

    Browsers end comments such as `<!-->` earlier than Python's parser, so a browser may see an
    element where the parser sees a comment.
    """
    if "<![" in html:
        # Word's `<![if ...]>` is a comment to a browser; Python's parser gives up on it.
        html = _COMMENT.sub("", html).replace("<![", "&lt;![")
    with warnings.catch_warnings():
        # A body may be a single word or address, or begin with <?xml.
        warnings.simplefilter("ignore", UnusualUsageWarning)
        soup = BeautifulSoup(printable(html), "html.parser")
    for node in list(soup.descendants):
        if isinstance(node, PreformattedString):
            node.extract()
    return soup
