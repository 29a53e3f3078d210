"""Which links of the written site lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

_SOURCES = {
    "a": ("href",), "link": ("href",), "img": ("src",), "script": ("src",), "source": ("src",),
    "video": ("src", "poster"), "audio": ("src",), "iframe": ("src",), "track": ("src",),
    "area": ("href",), "use": ("href",), "image": ("href",), "form": ("action",),
}  # fmt: skip


@dataclass
class Page(HTMLParser):
    """The ids of one HTML page and every address it names."""

    ids: set[str] = field(default_factory=set)
    addresses: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the ids and addresses of one tag."""
        values = {name: value or "" for name, value in attrs}
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


def parse(html: str) -> Page:
    """Read one page."""
    page = Page()
    page.feed(html)
    page.close()
    return page


@dataclass(frozen=True)
class DeadLink:
    """A link that leads nowhere: the page's path in the site, the address, and why."""

    page: str
    address: str
    why: str


def dead_links(pages: dict[str, Page], files: Iterable[str], siteurl: str) -> Iterator[DeadLink]:
    """Every dead internal link of `pages`, in their order.

    `pages` are parsed pages by their path in the site, `files` all paths of the site, and `siteurl`
    what internal addresses begin with, possibly empty.
    """
    paths = set(files)
    base = urlsplit(siteurl or "http://site.invalid")
    for path, page in pages.items():
        here = f"{base.geturl().rstrip('/')}/{path.removesuffix('index.html')}"
        for address in dict.fromkeys(page.addresses):
            why = _why_dead(address, here, base.geturl().rstrip("/"), paths, pages)
            if why:
                yield DeadLink(path, address, why)


def _why_dead(address: str, here: str, base: str, paths: set[str], pages: dict[str, Page]) -> str:
    target, root = urlsplit(urljoin(here, address.strip())), urlsplit(base)
    if address.startswith(("{", "|")):
        return "there is no such file"
    if (target.scheme, target.netloc) != (root.scheme, root.netloc):
        return ""
    path = unquote(target.path)
    if not f"{path}/".startswith(root.path.rstrip("/") + "/"):
        return "it leads out of the site"
    inside = path[len(root.path.rstrip("/")) :].lstrip("/")
    file = f"{inside}index.html" if inside.endswith("/") or not inside else inside
    fragment = unquote(target.fragment)
    if file not in paths:
        slash = f"{inside}/index.html" in paths
        return "it needs a slash at its end" if slash else "there is no such page or file"
    if fragment not in {"", "top"} and file in pages and fragment not in pages[file].ids:
        return f"that page has no “#{fragment}”"
    return ""
