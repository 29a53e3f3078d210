"""What markup a page may have; everything else is taken out last of all."""

from __future__ import annotations

import nh3

TAGS = frozenset(nh3.ALLOWED_TAGS | {"address", "section", "tfoot"})
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_EVERYWHERE = {"class", "id", "lang", "dir", "title", "role", "aria-label", "tabindex"}
_CELL = {"colspan", "rowspan", "headers"}
_ATTRIBUTES = {
    "*": _EVERYWHERE,
    "a": {"href", "rel", "hreflang"},
    "col": {"span"},
    "colgroup": {"span"},
    "data": {"value"},
    "del": {"datetime"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "td": _CELL,
    "th": _CELL | {"scope"},
    "time": {"datetime"},
}
_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags={"script", "style", "template", "title"},
    attributes=_ATTRIBUTES,
    url_schemes=set(SCHEMES),
    link_rel=None,
)


def sanitise(html: str) -> str:
    """`html` with nothing in it that could run, load from elsewhere or restyle the page."""
    return _CLEANER.clean(html)
