"""The pages of a built site, and the kind of each (edge: disk)."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup

from tools import page_kinds
from tools.audit.compression import compressed_size
from tools.audit.measurements import Page

_LANGUAGE = re.compile(r"\A[a-z]{2,3}(?:-[a-z]+)?/(?=.)")  # pages in further languages are below it


def kind_of(file: str) -> str:
    """The kind of page of a file of the site; "page" if it matches no pattern."""
    kinds = page_kinds.KINDS | page_kinds.RARE
    plain = _LANGUAGE.sub("", file)
    found = [kind for kind, pattern in kinds.items() if pattern in (file, plain)]
    found += [kind for kind, path in kinds.items() if "*" in path and Path(file).match(path)]
    return found[0] if found else "page"


def all_pages(site: Path) -> list[Page]:
    """Every page of the site, sorted by path."""
    files = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    return [Page(file, kind_of(file)) for file in files]


def samples(site: Path) -> list[Page]:
    """One page of each kind that the site has; the largest of its articles."""
    chosen = {kind: Page(file, kind) for kind, file in page_kinds.pages(site).items()}
    articles = [page for page in all_pages(site) if page.kind == "article"]
    if articles:
        chosen["article"] = max(articles, key=lambda page: compressed_size(site / page.file))
    return list(chosen.values())


def parsed(site: Path, page: Page) -> BeautifulSoup:
    """A page as a tree."""
    return BeautifulSoup((site / page.file).read_text("utf-8"), "html.parser")


def local_file(site: Path, page: str, address: str, siteurl: str) -> Path | None:
    """The file of the site to which an address in a page or stylesheet leads, if there is one.

    `page` is the path of the page or stylesheet; the site was built for `siteurl`.
    """
    base = f"{siteurl or 'http://site.invalid'}/"
    target = urljoin(base + page, address)
    path = site / unquote(urlsplit(target.removeprefix(base)).path)
    return path if target.startswith(base) and path.is_file() else None


def title_word(site: Path) -> str:
    """A word to search for: the longest one of an article's title."""
    file = page_kinds.pages(site).get("article", "index.html")
    page = BeautifulSoup((site / file).read_text("utf-8"), "html.parser")
    words = re.findall(r"\w+", page.h1.get_text(" ")) if page.h1 else []
    return max(words, key=len, default="clinic")
