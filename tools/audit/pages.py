"""The pages of a built site, and the kind of each (edge: disk)."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup

from tools import page_kinds
from tools.audit.packing import packed_size
from tools.audit.readings import Page


def kind_of(file: str) -> str:
    """The kind of page that a file of the site is; one like no other is a plain page."""
    kinds = page_kinds.KINDS | page_kinds.RARE
    found = [kind for kind, pattern in kinds.items() if pattern == file]
    found += [kind for kind, path in kinds.items() if "*" in path and Path(file).match(path)]
    return found[0] if found else "page"


def all_pages(site: Path) -> list[Page]:
    """Every page of the site, in the order of their names."""
    files = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    return [Page(file, kind_of(file)) for file in files]


def samples(site: Path) -> list[Page]:
    """One page of each kind that the site has; of its articles the heaviest."""
    chosen = {kind: Page(file, kind) for kind, file in page_kinds.pages(site).items()}
    articles = [page for page in all_pages(site) if page.kind == "article"]
    if articles:
        chosen["article"] = max(articles, key=lambda page: packed_size(site / page.file))
    return list(chosen.values())


def parsed(site: Path, page: Page) -> BeautifulSoup:
    """A page as a tree."""
    return BeautifulSoup((site / page.file).read_text("utf-8"), "html.parser")


def local_file(site: Path, page: str, address: str, siteurl: str) -> Path | None:
    """The file of the site that an address on a page (or in a stylesheet) names, if it is one.

    `page` is the path of the file in which it stands, `siteurl` what the site was built for.
    """
    base = f"{siteurl or 'http://site.invalid'}/"
    target = urljoin(base + page, address)
    path = site / unquote(urlsplit(target.removeprefix(base)).path)
    return path if target.startswith(base) and path.is_file() else None


def title_word(site: Path) -> str:
    """A word that visitors may look for: the longest of an article's heading, without its marks."""
    file = page_kinds.pages(site).get("article", "index.html")
    page = BeautifulSoup((site / file).read_text("utf-8"), "html.parser")
    words = re.findall(r"\w+", page.h1.get_text(" ")) if page.h1 else []
    return max(words, key=len, default="clinic")
