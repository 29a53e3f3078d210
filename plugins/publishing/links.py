"""Parses the written pages and finds their dead links."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote, urljoin, urlsplit

from plugins.publishing import schemes, third_party_requests
from plugins.publishing.third_party_requests import BrowserRequest

_SOURCES = {
    "a": ("href",), "link": ("href",), "img": ("src",), "script": ("src",), "source": ("src",),
    "video": ("src", "poster"), "audio": ("src",), "iframe": ("src",), "track": ("src",),
    "area": ("href",), "use": ("href",), "image": ("href",), "form": ("action",),
}  # fmt: skip
_NOWHERE = "\0"
_NO_SITE = "http://site.invalid"
_NAMING = _SOURCES.keys() | third_party_requests.TAGS | {"meta"}
_VALUES = r"""(?:[^"'>]++|"[^"]*+"|'[^']*+')*+"""
# Comments, scripts and styles with their content, and tags. Twenty times as fast as html.parser,
# which matters for thousands of pages; our own templates wrote what is parsed here.
_PARTS = re.compile(
    rf"""<!--(?:-?>|.*?--!?>)
       | <script(?=[\s/>]){_VALUES}>.*?</script
       | <style(?=[\s/>]){_VALUES}>[^<]*+(?:<(?!/style)[^<]*+)*+</style
       | <\??[a-z][^\s/>]*+{_VALUES}>""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_TAG = re.compile(
    rf"<\??(?P<name>[a-z][^\s/>]*+)(?P<values>{_VALUES})>(?P<inside>.*)",
    re.DOTALL | re.IGNORECASE,
)
_MOST_PARTS = 2048  # kept; the menu and the footer are on every page
_MOST_ADDRESSES = 20_000  # kept, for a process that builds a site again and again
_OUTSIDE = ("..", "")
NEEDS_SLASH = "it needs a slash at its end"  # why a link is dead
_VALUE = re.compile(r"""([^\s"'>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")
_NOTED = re.compile(  # attributes that are checked in every tag
    rf"\b(?:id|(?:image)?srcset|{'|'.join(sorted(third_party_requests.STYLED))})\b", re.IGNORECASE
)
_ODD = re.compile(r"[\\&\t\r\n]")  # other ways to write //, as browsers read it
# A scheme other than http and https, or one whose colon is written as an entity.
_MAY_BE_REFUSED = re.compile(r":(?<![\s\"'=]https:)(?<![\s\"'=]http:)|&", re.IGNORECASE)

_ANCHOR = re.compile(r"#[\w-]+")  # most links of an article; they need not be resolved


@dataclass(slots=True)
class ParsedPage:
    """One HTML page: its ids, its addresses and its requests to other hosts.

    `refused` are the addresses with a scheme that is not allowed. This is all that the checks and
    the sitemap need of a page, so that each page is parsed once.
    """

    ids: set[str] = field(default_factory=set)
    addresses: list[str] = field(default_factory=list)
    requests: set[BrowserRequest] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)

    def add(self, part: ParsedPage) -> None:
        """Add everything in a part of this page."""
        self.ids |= part.ids
        self.addresses += part.addresses
        self.requests |= part.requests
        self.refused += part.refused

    def intern(self) -> None:
        """Share the strings with all other pages, of which most have the same ids and addresses."""
        self.ids = {*map(sys.intern, self.ids)}
        self.addresses = [*map(sys.intern, self.addresses)]

    def add_tag(self, tag: str, values: dict[str, str]) -> None:
        """Add the ids and addresses of one tag."""
        if "id" in values:
            self.ids.add(values["id"])
        if tag == "a" and "name" in values:
            self.ids.add(values["name"])
        for name in _SOURCES.get(tag, ()):
            if name in values:
                self.addresses.append(values[name])
        for candidate in values.get("srcset", "").split(","):
            if candidate.strip():
                self.addresses.append(candidate.split()[0])
        if tag == "meta" and values.get("property") in {"og:image", "og:url"}:
            self.addresses.append(values.get("content", ""))


def parse(text: str, siteurl: str = "") -> ParsedPage:
    """Parse one page; requests to the host of `siteurl` may be left out."""
    host = urlsplit(siteurl).netloc
    return _parse(text, f"//{host}/" if host else _NOWHERE)


def _parse(text: str, own: str) -> ParsedPage:
    page = ParsedPage()
    for part in _PARTS.findall(text):
        if found := _of_part(part, own):
            page.add(found)
    return page


@lru_cache(_MOST_PARTS)
def _of_part(part: str, own: str) -> ParsedPage | None:
    """What a tag or an element with its content adds to a page; callers must not change it."""
    match = _TAG.match(part)
    if not match:
        return None  # a comment
    tag, written = match["name"].lower().rpartition(":")[2], match["values"]
    found = ParsedPage()
    odd = _MAY_BE_REFUSED.search(written)
    if odd or tag in _NAMING or _NOTED.search(written):
        values = tag_values(written)
        found.add_tag(tag, values)
        if odd:
            found.refused.extend(schemes.in_tag(tag, values))
        if _may_leave(written, own):
            found.requests.update(third_party_requests.in_tag(tag, values))
        if "srcdoc" in values:
            inner = _parse(values["srcdoc"], own)
            found.requests |= inner.requests
            found.refused += inner.refused
    if match["inside"] and "json" not in written:
        read = third_party_requests.in_css if tag == "style" else third_party_requests.in_script
        found.requests.update(read(match["inside"].rpartition("</")[0]))
    return found if any((found.ids, found.addresses, found.requests, found.refused)) else None


def _may_leave(written: str, own: str) -> bool:
    """Whether a tag may name another host than `own`; most tags do not, which saves time."""
    return (
        written.count("//") > written.count(own)
        or written.count(":") > written.count("://")  # https:outside.example
        or _ODD.search(written) is not None
    )


def tag_values(written: str) -> dict[str, str]:
    """The attributes that are written in a tag, by their names in lower case."""
    found: dict[str, str] = {}
    for name, double, single, bare in _VALUE.findall(written):
        found.setdefault(name.lower(), html.unescape(double or single or bare))
    return found


@dataclass(frozen=True)
class DeadLink:
    """A dead link: the page's path in the site, the address, and why it is dead."""

    page: str
    address: str
    why: str


_Pages = Mapping[str, ParsedPage]  # by their path in the site


def target_of(link: DeadLink, siteurl: str) -> tuple[str, str] | None:
    """The path in the site of the file that a link names, and the fragment.

    None if its address names no file of the site.
    """
    base = (siteurl or _NO_SITE).rstrip("/")
    try:
        target = _target(link.address, f"{base}/{link.page.removesuffix('index.html')}", base)
    except ValueError:
        return None
    if target is None or target == _OUTSIDE:
        return None
    path, fragment = target
    return (f"{path}index.html" if path.endswith("/") or not path else path), fragment


def dead_links(pages: _Pages, files: Iterable[str], siteurl: str) -> Iterator[DeadLink]:
    """Every dead internal link of `pages`, in their order.

    The keys of `pages` are paths in the site, `files` are all paths of the site, and `siteurl` is
    what internal addresses begin with; it may be empty.
    """
    paths = set(files)
    base = (siteurl or _NO_SITE).rstrip("/")
    everywhere: dict[str, str] = {}  # most addresses are on every page
    for path, page in pages.items():
        here = f"{base}/{path.removesuffix('index.html')}"
        for address in dict.fromkeys(page.addresses):
            if _ANCHOR.fullmatch(address) and address[1:] in page.ids:
                continue
            known = everywhere if address.startswith(("/", "http")) else {}
            if address not in known:
                known[address] = _why_dead(address, here, base, paths, pages)
            if known[address]:
                yield DeadLink(path, address, known[address])


def _why_dead(address: str, here: str, base: str, paths: set[str], pages: _Pages) -> str:
    if address.startswith(("{", "|")):
        return "there is no such file"
    try:
        target = _target(address, here, base)
    except ValueError:
        return "it is not an address"
    if target is None:
        return ""
    if target == _OUTSIDE:
        return "it leads out of the site"
    return _why_missing(*target, paths, pages)


@lru_cache(_MOST_ADDRESSES)
def _target(address: str, here: str, base: str) -> tuple[str, str] | None:
    """The path in the site and the fragment of an address; None for another site.

    Raises ValueError.
    """
    target, root = urlsplit(urljoin(here, address.strip())), urlsplit(base)
    if (target.scheme, target.netloc) != (root.scheme, root.netloc):
        return None
    path, folder = unquote(target.path), root.path.rstrip("/")
    if not f"{path}/".startswith(f"{folder}/"):
        return _OUTSIDE
    return path[len(folder) :].lstrip("/"), unquote(target.fragment)


def _why_missing(path: str, fragment: str, paths: set[str], pages: _Pages) -> str:
    file = f"{path}index.html" if path.endswith("/") or not path else path
    if file not in paths:
        slash = f"{path}/index.html" in paths
        return NEEDS_SLASH if slash else "there is no such page or file"
    if fragment not in {"", "top"} and file in pages and fragment not in pages[file].ids:
        return f"that page has no “#{fragment}”"
    return ""
