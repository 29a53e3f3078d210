"""Parses the pages of built sites for tests."""

import functools
from pathlib import Path

import html5lib
from bs4 import BeautifulSoup

from tools import page_kinds


def soup(path):
    """The parsed page, which may not be changed: all tests that ask for it get the same."""
    return _parsed(Path(path).read_text("utf-8"))


@functools.lru_cache(maxsize=150)  # the pages of three sites
def _parsed(text):
    return BeautifulSoup(text, "html.parser")


def html_pages(site):
    """The paths of all HTML pages of a site."""
    return sorted(Path(site).rglob("*.html"))


def page_of_kind(site, kind):
    """The path below the site of one page of a kind."""
    found = page_kinds.pages(Path(site))
    assert kind in found, f"the site has no {kind} page"
    return page_kinds.address(found[kind])


def parse_errors(path):
    """The errors that a strict HTML parser reports for a page: (position, error) pairs."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(Path(path).read_text("utf-8"))
    return [(position, code) for position, code, _data in parser.errors]
