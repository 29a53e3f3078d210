"""The last step: removes all markup that is not explicitly allowed."""

from __future__ import annotations

import re
from html import unescape

import nh3

from plugins.article_body import intrasite

TAGS = frozenset(nh3.ALLOWED_TAGS | {"address", "section", "tfoot"})  # allowed in a post
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
    "img": {"src", "alt"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "td": _CELL,
    "th": _CELL | {"scope"},
    "time": {"datetime"},
}


def _filter_attribute(_tag: str, name: str, value: str) -> str | None:
    """The value of an attribute, or None for an address that no transform can have written."""
    if name == "href" and not intrasite.is_normal(value):
        return None
    return value


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags={"script", "style", "template", "title"},
    attributes=_ATTRIBUTES,
    url_schemes=set(SCHEMES),
    attribute_filter=_filter_attribute,
    link_rel=None,
)


# As the sanitiser writes it: a quotation mark within a value is &quot;, a `<` in text is &lt;.
_LINK = re.compile(r"""<a(?: (?!href=)[^ "=>]+="[^"]*")* href="([^"]*)\"""")


def sanitise(html: str) -> str:
    """`html` without anything that could run, load from another site or restyle the page."""
    return _CLEANER.clean(html)


def links(html: str) -> tuple[str, ...]:
    """The addresses of the links in sanitised HTML, in document order, each once."""
    return tuple(dict.fromkeys(all_links(html)))


def all_links(html: str) -> list[str]:
    """The address of each link in sanitised HTML, in document order."""
    return list(map(unescape, _LINK.findall(html)))
