"""Requests to other hosts that a browser makes by itself: in tags, stylesheets and scripts."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from plugins.core.findings import Finding, Severity

RULE = "outside-hosts/loaded"

_HREFS = ("href", "xlink:href")
_REQUESTED = {
    "a": ("ping",), "area": ("ping",), "audio": ("src",), "base": ("href",),
    "body": ("background",), "embed": ("src",), "feimage": _HREFS, "frame": ("src",),
    "iframe": ("src",), "image": _HREFS, "img": ("src",), "input": ("src",), "link": ("href",),
    "object": ("data",), "script": ("src", *_HREFS), "source": ("src",), "table": ("background",),
    "td": ("background",), "th": ("background",), "tr": ("background",), "track": ("src",),
    "use": _HREFS, "video": ("src", "poster"), "xml-stylesheet": ("href",),
}  # fmt: skip
# Attributes with CSS, those of SVG too, which request images and filters.
STYLED = frozenset({"clip-path", "cursor", "fill", "filter", "mask", "stroke", "style"})
# The values of rel with which a link element makes a request; with others it only names a page.
_REQUESTING_RELS = frozenset({
    "apple-touch-icon", "apple-touch-icon-precomposed", "apple-touch-startup-image",
    "compression-dictionary", "dns-prefetch", "icon", "manifest", "mask-icon", "modulepreload",
    "preconnect", "prefetch", "preload", "prerender", "stylesheet",
})  # fmt: skip
TAGS = frozenset(_REQUESTED)

# Browsers take any number of slashes after a scheme, and two or more without one.
_HOST = re.compile(r"(?:(?:https?|wss?|ftp):/*|//+)(?:[^/?#@\s]*@)?([^/?#\s]+)", re.IGNORECASE)
_UNREAD = re.compile(r"^[\x00-\x20]+|[\t\n\r]")  # what browsers remove from an address
# Strings are kept, since no comment begins inside one. A namespace is not requested.
_NOT_CSS = re.compile(
    r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|/\*.*?\*/|@namespace\b[^;]*;""",
    re.DOTALL | re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|([^\n]))", re.IGNORECASE)
_IN_CSS = re.compile(r"""(?:url\(|@import(?!\s*url))\s*["']?([^"')\s;]+)""", re.IGNORECASE)
_CHOICE = re.compile(
    r"\b(?:image-set|cross-fade|image|src)\(((?:[^()]|\([^()]*\))*)\)", re.IGNORECASE
)
_STRING = re.compile(r"""["']([^"']+)""")
_TEXT = re.compile(r"""["'`]((?:(?:https?|wss?):)?//[^"'`\s]+)""")
_CALL = re.compile(
    r"""(?: \b(?:fetch|import|importScripts|sendBeacon|EventSource|WebSocket|Worker) \s* \(
          | \b(?:import|from)
          | \.src \s* =
          | \.(?:open|setAttribute) \( \s* ["'`] \w+ ["'`] \s* , ) \s* \Z""",
    re.VERBOSE,
)
_SCRIPT_FILE = re.compile(r"\.m?js(?:[?#]|\Z)")  # passed to a script loader
_BEFORE = 40  # characters before an address in which its function call is searched


@dataclass(frozen=True, order=True)
class BrowserRequest:
    """An absolute address that a browser requests by itself, and where on the page it is."""

    host: str
    address: str
    where: str


def in_tag(tag: str, values: dict[str, str]) -> Iterator[BrowserRequest]:
    """The requests of one tag; `tag` and the names of its attributes, `values`, are lower-case."""
    if tag != "link" or _REQUESTING_RELS & set(values.get("rel", "").lower().split()):
        for name in _REQUESTED.get(tag, ()):
            yield from _request(values.get(name, ""), f"{tag} {name}")
    for name in ("srcset", "imagesrcset"):
        for candidate in values.get(name, "").split(","):
            yield from _request(candidate, f"{tag} {name}")
    for name in values.keys() & STYLED:
        yield from in_css(values[name])
    if tag == "meta" and values.get("http-equiv", "").lower() == "content-security-policy":
        for source in re.split(r"[\s;]+", values.get("content", "")):
            yield from _request(source, "security policy")


def in_css(css: str) -> Iterator[BrowserRequest]:
    """The requests of a stylesheet."""
    plain = _ESCAPE.sub(_unescaped, _NOT_CSS.sub(r"\1", css))
    for address in _IN_CSS.findall(plain):
        yield from _request(address, "CSS")
    for choice in _CHOICE.findall(plain):
        for address in _STRING.findall(choice):
            yield from _request(address, "CSS")


def _unescaped(escape: re.Match[str]) -> str:
    """The character that a CSS escape stands for."""
    number = int(escape[1] or "0", 16)
    return escape[2] or chr(number if number < sys.maxunicode else 0xFFFD)


def in_script(script: str) -> Iterator[BrowserRequest]:
    """The requests of a script whose address is a literal in the call."""
    script = script.replace("\\/", "/")
    for text in _TEXT.finditer(script):
        called = _CALL.search(script, max(0, text.start() - _BEFORE), text.start())
        if called or _SCRIPT_FILE.search(text[1]):
            yield from _request(text[1], "script")


def _request(address: str, where: str) -> Iterator[BrowserRequest]:
    plain = _UNREAD.sub("", address).replace("\\", "/")
    if match := _HOST.match(plain):
        yield BrowserRequest(match[1].lower(), plain.split(maxsplit=1)[0], where)


def to_other_hosts(
    requests: Mapping[str, Iterable[BrowserRequest]], siteurl: str
) -> dict[BrowserRequest, list[str]]:
    """The requests to other hosts than that of `siteurl`, sorted, and the files that make them.

    `requests` has those of each file of the site; `siteurl` may be empty.
    """
    own = urlsplit(siteurl).netloc.lower()
    files: dict[BrowserRequest, list[str]] = {}
    for name, found in requests.items():
        for request in found:
            if request.host != own:
                files.setdefault(request, []).append(name)
    return dict(sorted(files.items()))


def findings(requests: Mapping[BrowserRequest, Sequence[str]], severity: Severity) -> list[Finding]:
    """One finding for each of the `requests` to other hosts, with the files that make them."""
    return [_finding(request, files, severity) for request, files in requests.items()]


def first_and_count(names: Sequence[str]) -> str:
    """The first of `names`, and how many more there are."""
    return f"{names[0]} and {len(names) - 1} more" if len(names) > 1 else names[0]


def _finding(request: BrowserRequest, files: Sequence[str], severity: Severity) -> Finding:
    message = (
        f"Visitors' browsers would ask {request.host} for “{request.address:.120}” "
        f"({request.where}): it is in {first_and_count(files)} of the site."
    )
    hint = "Keep a copy on the site itself, or take it out of the theme or of content/extra/."
    return Finding("", 0, severity, RULE, message, hint)
