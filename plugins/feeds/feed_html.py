"""Converts an article's HTML for feeds: absolute URLs, and nothing that needs our stylesheet."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from plugins.article_body.reading import parse, printable

_KEPT = frozenset({
    "alt", "cite", "colspan", "datetime", "dir", "headers", "height", "href", "hreflang", "lang",
    "open", "reversed", "rowspan", "scope", "sizes", "span", "src", "srcset", "start", "title",
    "type", "value", "width",
})  # fmt: skip
_MAY_BE_EMPTY = frozenset({"alt", "open", "reversed"})
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,]|[^\s,])(?:[ \t\n\f\r]+([^,]*))?")


def to_feed_html(html: str, address: str) -> str:
    """`html` of the page at `address`, for a feed; characters that XML forbids are left out.

    URLs become absolute, including links within the page. Classes, ids, attributes for the site's
    own styles and scripts, and the back links of footnotes are removed.
    """
    root = parse(html)
    for tag in root.elements():
        if tag.name == "a" and "footnote-backref" in tag.classes:
            tag.remove()
        values = {name: value for name, value in tag.attributes.items() if name in _KEPT}
        for name, make in _ADDRESSES:
            if name in values:
                values[name] = make(values[name], address)
        tag.attributes = {
            name: value for name, value in values.items() if value or name in _MAY_BE_EMPTY
        }
    return printable(root.inner_html()).strip()


def absolute(address: str, page: str) -> str:
    """`address` resolved against the URL `page`; "" if it is not a URL."""
    try:
        return urljoin(page, address.strip())
    except ValueError:
        return ""


def absolute_candidates(srcset: str, page: str) -> str:
    """A `srcset` with absolute URLs."""
    found = ((absolute(url, page), size) for url, size in _CANDIDATE.findall(srcset))
    return ", ".join(f"{url} {size}".strip() for url, size in found if url)


_ADDRESSES = (
    ("href", absolute),
    ("src", absolute),
    ("cite", absolute),
    ("srcset", absolute_candidates),
)
