"""Parses the written pages and finds their dead links."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

from plugins.publishing import schemes, third_party_requests
from plugins.publishing.third_party_requests import BrowserRequest

_SOURCES = {
    "a": ("href",), "link": ("href",), "img": ("src",), "script": ("src",), "source": ("src",),
    "video": ("src", "poster"), "audio": ("src",), "iframe": ("src",), "track": ("src",),
    "area": ("href",), "use": ("href",), "image": ("href",), "form": ("action",),
}  # fmt: skip
_NOWHERE = "\0"
_NAMING = _SOURCES.keys() | third_party_requests.TAGS | {"meta"}
# Comments, scripts and styles with their content, and tags. Ten times as fast as html.parser, which
# matters for thousands of pages; our own templates wrote what is parsed here.
_PARTS = re.compile(
    r"""<!--(?:-?>|.*?--!?>)
      | <(?P<raw>script|style)\b(?P<raw_values>(?:[^"'>]++|"[^"]*+"|'[^']*+')*+)>
        (?P<inside>.*?)</(?P=raw)
      | <\??(?P<tag>[a-z][^\s/>]*+)(?P<values>(?:[^"'>]++|"[^"]*+"|'[^']*+')*+)>""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_VALUE = re.compile(r"""([^\s"'>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")
_NOTED = re.compile(r"\b(?:id|srcset|style)\b|url\(", re.IGNORECASE)
_ODD = re.compile(r"[\\&\t\r\n]")  # other ways to write //, as browsers read it
# A scheme other than http and https, or one whose colon is written as an entity.
_MAY_BE_REFUSED = re.compile(r"(?<![\s\"'=]https)(?<![\s\"'=]http):|&", re.IGNORECASE)
_FAR = re.compile(r"//|\\")


@dataclass
class ParsedPage:
    """One HTML page: its ids, its addresses and its requests to other hosts.

    `refused` are the addresses with a scheme that is not allowed.
    """

    ids: set[str] = field(default_factory=set)
    addresses: list[str] = field(default_factory=list)
    requests: set[BrowserRequest] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)

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
    own = f"//{host}/" if host else _NOWHERE
    page = ParsedPage()
    for part in _PARTS.finditer(text):
        tag = (part["tag"] or part["raw"] or "").lower().rpartition(":")[2]
        written = part["values"] or part["raw_values"] or ""
        odd = _MAY_BE_REFUSED.search(written)
        if odd or tag in _NAMING or _NOTED.search(written):
            values = _values(written)
            page.add_tag(tag, values)
            if odd:
                page.refused.extend(schemes.in_tag(tag, values))
            if _may_leave(written, own):
                page.requests.update(third_party_requests.in_tag(tag, values))
            if "srcdoc" in values:
                inner = parse(values["srcdoc"], siteurl)
                page.requests.update(inner.requests)
                page.refused.extend(inner.refused)
        if part["inside"] and _FAR.search(part["inside"]) and "json" not in written:
            read = third_party_requests.in_css if tag == "style" else third_party_requests.in_script
            page.requests.update(read(part["inside"]))
    return page


def _may_leave(written: str, own: str) -> bool:
    """Whether a tag may name another host than `own`; most tags do not, which saves time."""
    return (
        written.count("//") > written.count(own)
        or written.count(":") > written.count("://")  # https:outside.example
        or _ODD.search(written) is not None
    )


def _values(written: str) -> dict[str, str]:
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


_Pages = dict[str, ParsedPage]  # by their path in the site


def dead_links(pages: _Pages, files: Iterable[str], siteurl: str) -> Iterator[DeadLink]:
    """Every dead internal link of `pages`, in their order.

    The keys of `pages` are paths in the site, `files` are all paths of the site, and `siteurl` is
    what internal addresses begin with; it may be empty.
    """
    paths = set(files)
    base = (siteurl or "http://site.invalid").rstrip("/")
    everywhere: dict[str, str] = {}  # most addresses are on every page
    for path, page in pages.items():
        here = f"{base}/{path.removesuffix('index.html')}"
        for address in dict.fromkeys(page.addresses):
            known = everywhere if address.startswith(("/", "http")) else {}
            if address not in known:
                known[address] = _why_dead(address, here, base, paths, pages)
            if known[address]:
                yield DeadLink(path, address, known[address])


def _why_dead(address: str, here: str, base: str, paths: set[str], pages: _Pages) -> str:
    if address.startswith(("{", "|")):
        return "there is no such file"
    try:
        target, root = urlsplit(urljoin(here, address.strip())), urlsplit(base)
    except ValueError:
        return "it is not an address"
    if (target.scheme, target.netloc) != (root.scheme, root.netloc):
        return ""
    path, folder = unquote(target.path), root.path.rstrip("/")
    if not f"{path}/".startswith(f"{folder}/"):
        return "it leads out of the site"
    inside = path[len(folder) :].lstrip("/")
    return _why_missing(inside, unquote(target.fragment), paths, pages)


def _why_missing(path: str, fragment: str, paths: set[str], pages: _Pages) -> str:
    file = f"{path}index.html" if path.endswith("/") or not path else path
    if file not in paths:
        slash = f"{path}/index.html" in paths
        return "it needs a slash at its end" if slash else "there is no such page or file"
    if fragment not in {"", "top"} and file in pages and fragment not in pages[file].ids:
        return f"that page has no “#{fragment}”"
    return ""
