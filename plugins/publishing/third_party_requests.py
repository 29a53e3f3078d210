"""What a browser asks other hosts for by itself: addresses in tags, styles and scripts."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from plugins.core.findings import Finding, Severity

RULE = "outside-hosts/loaded"

_HREFS = ("href", "xlink:href")
_LOADED = {
    "a": ("ping",), "area": ("ping",), "audio": ("src",), "base": ("href",),
    "body": ("background",), "embed": ("src",), "feimage": _HREFS, "frame": ("src",),
    "iframe": ("src",), "image": _HREFS, "img": ("src",), "input": ("src",), "link": ("href",),
    "object": ("data",), "script": ("src", *_HREFS), "source": ("src",), "table": ("background",),
    "td": ("background",), "th": ("background",), "tr": ("background",), "track": ("src",),
    "use": _HREFS, "video": ("src", "poster"), "xml-stylesheet": ("href",),
}  # fmt: skip
# Attributes that hold CSS: those of SVG too, which fetch pictures and filters.
_STYLED = frozenset({"clip-path", "cursor", "fill", "filter", "mask", "stroke", "style"})
# A link element loads for these purposes; for others, such as canonical or next, it names a page.
_PURPOSES = frozenset({
    "apple-touch-icon", "apple-touch-icon-precomposed", "apple-touch-startup-image",
    "compression-dictionary", "dns-prefetch", "icon", "manifest", "mask-icon", "modulepreload",
    "preconnect", "prefetch", "preload", "prerender", "stylesheet",
})  # fmt: skip
TAGS = frozenset(_LOADED)

# Browsers take any number of slashes after a scheme, and two or more without one.
_HOST = re.compile(r"(?:(?:https?|wss?|ftp):/*|//+)(?:[^/?#@\s]*@)?([^/?#\s]+)", re.IGNORECASE)
_UNREAD = re.compile(r"^[\x00-\x20]+|[\t\n\r]")  # what browsers leave out of an address
# Strings are kept: a comment does not begin within one. A namespace is a name.
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
_SCRIPT_FILE = re.compile(r"\.m?js(?:[?#]|\Z)")  # handed to some loader
_BEFORE = 40  # characters of a script in which the call before an address is looked for


@dataclass(frozen=True, order=True)
class BrowserRequest:
    """One address with a host in it that a browser asks by itself, and where it stands."""

    host: str
    address: str
    where: str


def in_tag(tag: str, values: dict[str, str]) -> Iterator[BrowserRequest]:
    """What one tag loads; `tag` and the names in `values` are in small letters."""
    if tag != "link" or _PURPOSES & set(values.get("rel", "").lower().split()):
        for name in _LOADED.get(tag, ()):
            yield from _load(values.get(name, ""), f"{tag} {name}")
    for name in ("srcset", "imagesrcset"):
        for candidate in values.get(name, "").split(","):
            yield from _load(candidate, f"{tag} {name}")
    for name in values.keys() & _STYLED:
        yield from in_css(values[name])
    if tag == "meta" and values.get("http-equiv", "").lower() == "content-security-policy":
        for source in re.split(r"[\s;]+", values.get("content", "")):
            yield from _load(source, "security policy")


def in_css(css: str) -> Iterator[BrowserRequest]:
    """What a stylesheet loads."""
    plain = _ESCAPE.sub(_meant, _NOT_CSS.sub(r"\1", css))
    for address in _IN_CSS.findall(plain):
        yield from _load(address, "CSS")
    for choice in _CHOICE.findall(plain):
        for address in _STRING.findall(choice):
            yield from _load(address, "CSS")


def _meant(escape: re.Match[str]) -> str:
    """The character that a CSS escape stands for."""
    number = int(escape[1] or "0", 16)
    return escape[2] or chr(number if number < sys.maxunicode else 0xFFFD)


def in_script(script: str) -> Iterator[BrowserRequest]:
    """What a script asks for by an address that is spelt out in the call."""
    script = script.replace("\\/", "/")
    for text in _TEXT.finditer(script):
        called = _CALL.search(script, max(0, text.start() - _BEFORE), text.start())
        if called or _SCRIPT_FILE.search(text[1]):
            yield from _load(text[1], "script")


def _load(address: str, where: str) -> Iterator[BrowserRequest]:
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


def _finding(request: BrowserRequest, files: Sequence[str], severity: Severity) -> Finding:
    more = f" and {len(files) - 1} more" if len(files) > 1 else ""
    message = (
        f"Visitors' browsers would ask {request.host} for “{request.address:.120}” "
        f"({request.where}): it stands in {files[0]}{more} of the site."
    )
    hint = "Keep a copy on the site itself, or take it out of the theme or of content/extra/."
    return Finding("", 0, severity, RULE, message, hint)
