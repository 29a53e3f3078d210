"""What a browser asks other hosts for by itself: addresses in tags, styles and scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HREFS = ("href", "xlink:href")
_LOADED = {
    "a": ("ping",), "audio": ("src",), "body": ("background",), "embed": ("src",),
    "feimage": _HREFS, "frame": ("src",), "iframe": ("src",), "image": _HREFS, "img": ("src",),
    "input": ("src",), "link": ("href",), "object": ("data",), "script": ("src",),
    "source": ("src",), "track": ("src",), "use": _HREFS, "video": ("src", "poster"),
}  # fmt: skip
# A link element loads for these purposes; for others, such as canonical or next, it names a page.
_PURPOSES = frozenset({
    "apple-touch-icon", "dns-prefetch", "icon", "manifest", "mask-icon", "modulepreload",
    "preconnect", "prefetch", "preload", "prerender", "stylesheet",
})  # fmt: skip
TAGS = frozenset(_LOADED)

_HOST = re.compile(r"\s*(?:(?:https?|wss?):)?//(?:[^/?#@\s]*@)?([^/?#\s]+)", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IN_CSS = re.compile(r"""(?:url\(|@import(?!\s*url))\s*["']?([^"')\s;]+)""", re.IGNORECASE)
_TEXT = re.compile(r"""["'`]((?:(?:https?|wss?):)?//[^"'`\s]+)""")
_CALL = re.compile(
    r"""(?: \b(?:fetch|import|importScripts|sendBeacon|EventSource|WebSocket|Worker) \s* \(
          | \b(?:import|from)
          | \.open \( \s* ["'`] \w+ ["'`] \s* , ) \s* \Z""",
    re.VERBOSE,
)
_BEFORE = 40  # characters of a script in which the call before an address is looked for


@dataclass(frozen=True, order=True)
class Load:
    """One address with a host in it that a browser asks by itself, and where it stands."""

    host: str
    address: str
    where: str


def in_tag(tag: str, values: dict[str, str]) -> Iterator[Load]:
    """What one tag loads; `tag` and the names in `values` are in small letters."""
    if tag != "link" or _PURPOSES & set(values.get("rel", "").lower().split()):
        for name in _LOADED.get(tag, ()):
            yield from _load(values.get(name, ""), f"{tag} {name}")
    for name in ("srcset", "imagesrcset"):
        for candidate in values.get(name, "").split(","):
            yield from _load(candidate, f"{tag} {name}")
    if "style" in values:
        yield from in_css(values["style"])
    if tag == "meta" and values.get("http-equiv", "").lower() == "content-security-policy":
        for source in re.split(r"[\s;]+", values.get("content", "")):
            yield from _load(source, "security policy")


def in_css(css: str) -> Iterator[Load]:
    """What a stylesheet loads."""
    for address in _IN_CSS.findall(_COMMENT.sub("", css)):
        yield from _load(address, "CSS")


def in_script(script: str) -> Iterator[Load]:
    """What a script asks for by an address that is spelt out in the call."""
    for text in _TEXT.finditer(script):
        if _CALL.search(script, max(0, text.start() - _BEFORE), text.start()):
            yield from _load(text[1], "script")


def _load(address: str, where: str) -> Iterator[Load]:
    if match := _HOST.match(address):
        yield Load(match[1].lower(), address.split(maxsplit=1)[0], where)
