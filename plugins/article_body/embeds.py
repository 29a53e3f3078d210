"""What stands in the place of what an old post has embedded, such as a video in an iframe."""

from __future__ import annotations

import re
from urllib.parse import quote

from plugins.article_body.intrasite import PREFIXES
from plugins.article_body.tree import ROOT, Element
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
_PREFIX = re.compile(rf"[{{|](?:{'|'.join(PREFIXES)})[}}|]")  # {static}/film.mp4
_GIST = re.compile(r"(https://gist\.github\.com/[\w-]+/\w+)\.js\b.*", re.IGNORECASE)
_TEX = re.compile(r"math/tex\b|application/x-tex\Z", re.IGNORECASE)
_LONGEST = 300  # characters of an address or a title


def link_instead(element: Element) -> str:
    """The link that a post can have instead of an embedded element, as Markdown; "" if none."""
    if not (address := _address(element)):
        return ""
    video = element.name == "video" or address.startswith(tuple(_PAGES.values()))
    words = "Watch the video: what it shows" if video else "What it shows"
    return f"[{words}]({address:.{_LONGEST}})"


def leave_in_place(element: Element) -> None:
    """Replace an element that a post may not have by a link to what it shows, or by its formula.

    The words of the link are its title, or else the address. Other elements are removed.
    """
    if formula := _formula(element):
        element.replace_with(with_text("code", formula))
    else:
        replace_by_link(element, _address(element), element.get("title"))


def replace_by_link(element: Element, address: str, words: str) -> None:
    """Replace `element` by a link to `address`, or by the words alone if there is no address.

    Within a link, which cannot have another one, the words are enough.
    """
    name = address.partition("//")[2] or address
    text = words.strip()[:_LONGEST] or name[:_LONGEST]
    is_link = address and all(around.name != "a" for around in element.ancestors())
    link = with_text("a", text, {"href": address}) if is_link else None
    if text and element.parent is not None and element.parent.name == ROOT:
        paragraph = Element("p")
        paragraph.append(link or text)
        element.replace_with(paragraph)
    else:
        element.replace_with(link or text)


def with_text(name: str, text: str, attributes: dict[str, str] | None = None) -> Element:
    """An element with a text in it."""
    element = Element(name, attributes)
    element.append(text)
    return element


def _formula(element: Element) -> str:
    """A formula as it was written, in TeX if possible; "" if the element is none."""
    if element.name == "script" and _TEX.match(element.get("type")):
        return element.text().strip()
    if element.name != "math":
        return ""
    for note in element.elements({"annotation"}):
        if _TEX.match(note.get("encoding")):
            return note.text().strip()
    return element.get("alttext").strip() or " ".join(element.text().split())


def is_part(element: Element) -> bool:
    """Whether an element belongs to an embedded one, which is reported as a whole."""
    parent = element.parent
    return element.name in PARTS and parent is not None and parent.name in EMBEDS


def _address(element: Element) -> str:
    if element.name == "script" and (gist := _GIST.match(as_browsers_read(element.get("src")))):
        return gist[1]
    if element.name not in EMBEDS:
        return ""
    for tag in (element, *element.elements({"embed", "source"})):
        for name in _ATTRIBUTES:
            if address := as_browsers_read(tag.get(name)):
                return page_of(address)
    return ""


def page_of(address: str) -> str:
    """The address of the page for people that shows what is at `address`; "" if there is none."""
    if address.startswith("//"):
        address = f"https:{address}"
    if is_outside(address) and scheme_of(address) not in {"http", "https"}:
        return ""
    for player, page in _PAGES.items():
        if match := player.match(address):
            return page + match[1]
    prefix = _PREFIX.match(address)
    start = prefix.end() if prefix else 0
    return address[:start] + quote(address[start:], safe=_SAFE)
