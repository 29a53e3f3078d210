"""Finds tags and comments that are never finished, and makes text or an element of them.

Browsers drop them, and with them the words after them.
"""

from __future__ import annotations

import re

OPEN_COMMENT = "open-comment"  # the element that has the words of a comment without an end

_SPACE = r"[\t\n\f\r ]"
_VALUE = rf"""{_SPACE}*+={_SPACE}*+(?:"[^"]*+"|'[^']*+'|(?!["'])[^\t\n\f\r >]*+)"""
_NAME = r"(?:=[^\t\n\f\r />=]*+|[^\t\n\f\r />=]++)"
_ATTRIBUTES = rf"(?:{_SPACE[:-1]}/]++|{_NAME}(?:{_VALUE}|(?!{_SPACE}*+=)))*+"
# A comment, another declaration, or a tag, as browsers read it.
_COMPLETE = rf"<!--(?:-?>|.*?--!?>)|<[!?][^>]*+>|</?[a-z][^\t\n\f\r />]*+{_ATTRIBUTES}>"
_MARKUP = re.compile(rf"(?:{_COMPLETE})|<(?=[a-z/!?])", re.IGNORECASE | re.DOTALL)
_TAG_START = re.compile("<(?=[a-z/?!](?!--))", re.IGNORECASE)
_COMMENT = re.compile("<!--([^<]*)")


def escape_last(html: str) -> str:
    """`html` with a tag at its end as text if no `>` follows it.

    A comment that no `-->` follows becomes an element OPEN_COMMENT, up to the next tag.
    """
    end = html.rfind(">") + 1
    html = html[:end] + _TAG_START.sub("&lt;", html[end:])
    end = max(html.rfind("-->"), html.rfind("--!>"), 0)
    return html[:end] + _COMMENT.sub(rf"<{OPEN_COMMENT}>\1</{OPEN_COMMENT}>", html[end:])


def escape_unquoted(html: str) -> str:
    """`html` with each tag as text in which a quotation mark is missing."""
    return _MARKUP.sub(lambda match: "&lt;" if match[0] == "<" else match[0], html)
