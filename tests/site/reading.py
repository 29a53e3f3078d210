"""Reads pages of a built site for its tests."""

from pathlib import Path

import html5lib
from bs4 import BeautifulSoup

# One page of each kind, by a pattern below the site's folder; the last match is taken.
KINDS = {
    "home": "index.html",
    "article": "articles/*/index.html",
    "articles": "articles/index.html",
    "topic": "topics/*/index.html",
    "topics": "topics/index.html",
    "category": "categories/*/index.html",
    "categories": "categories/index.html",
    "year": "archive/*/index.html",
    "person": "people/*/index.html",
    "people": "people/index.html",
    "clinic": "clinics/*/index.html",
    "clinics": "clinics/index.html",
    "page": "about/index.html",
    "404": "404.html",
}


def soup(path):
    """A page, parsed."""
    return BeautifulSoup(Path(path).read_text("utf-8"), "html.parser")


def html_pages(site):
    """The path of every HTML page of a site."""
    return sorted(Path(site).rglob("*.html"))


def page_of_kind(site, kind):
    """The address below the site of one page of a kind."""
    found = sorted(Path(site).glob(KINDS[kind]))
    assert found, f"the site has no {kind} page"
    return found[-1].relative_to(site).as_posix().removesuffix("index.html")


def parse_errors(path):
    """What a strict HTML parser has to say of a page: (position, error) pairs."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(Path(path).read_text("utf-8"))
    return [(position, code) for position, code, _data in parser.errors]
