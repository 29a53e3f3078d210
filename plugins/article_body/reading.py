"""HTML text into a tree, whatever the text is."""

from __future__ import annotations

import re
import warnings

from bs4 import BeautifulSoup, UnusualUsageWarning
from bs4.element import PreformattedString

from plugins.core.yaml_lines import INVISIBLE

_COMMENT = re.compile(r"<!--.*?(?:--!?>|\Z)|<!\[[^>]*>", re.DOTALL)


def printable(text: str) -> str:
    """`text` without characters that XML and UTF-8 refuse."""
    return INVISIBLE.sub("", text)


def parse(html: str) -> BeautifulSoup:
    """The tree of any HTML, without its comments; never raises.

    Browsers end comments such as `<!-->` earlier than Python's parser does, so that what it takes
    for a comment may be an element.
    """
    if "<![" in html:
        # Word's `<![if ...]>` is a comment to a browser; Python's parser gives up on it.
        html = _COMMENT.sub("", html).replace("<![", "&lt;![")
    with warnings.catch_warnings():
        # A body that is one bare word or address, or begins with <?xml, is still a body.
        warnings.simplefilter("ignore", UnusualUsageWarning)
        soup = BeautifulSoup(printable(html), "html.parser")
    for node in list(soup.descendants):
        if isinstance(node, PreformattedString):
            node.extract()
    return soup
