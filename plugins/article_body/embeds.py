"""Which page shows what an old post has embedded, such as a video in an iframe."""

from __future__ import annotations

import re
from urllib.parse import quote

from plugins.article_body.tree import Element
from plugins.article_body.url_rules import as_browsers_read, is_outside, scheme_of

EMBEDS = frozenset({"audio", "embed", "iframe", "object", "video"})
PARTS = frozenset({"embed", "param", "source", "track"})  # of such elements
_ATTRIBUTES = ("src", "data", "data-src")
# The addresses of players, each with that of the page for people.
_PAGES = {
    re.compile(rf"https?://(?:www\.)?{player}([\w-]{{3,40}})", re.IGNORECASE): page
    for player, page in (
        (r"youtube(?:-nocookie)?\.com/(?:embed|v|shorts)/", "https://www.youtube.com/watch?v="),
        (r"youtu\.be/", "https://www.youtube.com/watch?v="),
        (r"player\.vimeo\.com/video/", "https://vimeo.com/"),
        (r"dailymotion\.com/embed/video/", "https://www.dailymotion.com/video/"),
    )
}
_SAFE = "/:%#?=&.-_~,+@!$*;"


def link_instead(element: Element) -> str:
    """The link that a post can have instead of an embedded element, as Markdown; "" if none."""
    if not (address := _address(element)):
        return ""
    video = element.name == "video" or address.startswith(tuple(_PAGES.values()))
    return f"[{'Watch the video: what it shows' if video else 'What it shows'}]({address:.300})"


def is_part(element: Element) -> bool:
    """Whether an element belongs to an embedded one, which is reported as a whole."""
    parent = element.parent
    return element.name in PARTS and parent is not None and parent.name in EMBEDS


def _address(element: Element) -> str:
    if element.name not in EMBEDS:
        return ""
    for tag in (element, *element.elements({"embed", "source"})):
        for name in _ATTRIBUTES:
            if address := as_browsers_read(tag.get(name)):
                return _page(address)
    return ""


def _page(address: str) -> str:
    if address.startswith("//"):
        address = f"https:{address}"
    if is_outside(address) and scheme_of(address) not in {"http", "https"}:
        return ""
    for player, page in _PAGES.items():
        if match := player.match(address):
            return page + match[1]
    return quote(address, safe=_SAFE)
