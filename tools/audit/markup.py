"""What a page's HTML must not have: inline styles and scripts, images without size, errors."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import html5lib
from bs4 import BeautifulSoup, Tag

from tools.audit.measurements import Measurement, Page, count
from tools.audit.pages import parsed

_DATA = {"application/ld+json", "speculationrules"}  # types of blocks that are not run as scripts
_STYLES = re.compile(r"(?:^|;)\s*style-src\s([^;]*)")


def read(site: Path, page: Page) -> list[Measurement]:
    """The problems in a page's HTML."""
    tree = parsed(site, page)
    unsized = [tag for tag in tree.find_all("img") if not (_number(tag, "width", "height"))]
    return [
        count(page, "inline styles", map(_words, inline_styles(tree))),
        count(page, "inline scripts", [*inline_code(tree), *_handlers(tree)]),
        count(page, "unsized pictures", map(_words, unsized)),
        count(page, "parse errors", _parse_errors((site / page.file).read_text("utf-8"))),
    ]


def inline_code(tree: BeautifulSoup) -> list[str]:
    """The texts of a page's inline scripts."""
    found = tree.select("script:not([src])")
    return [tag.get_text() for tag in found if tag.get("type") not in _DATA]


def inline_styles(tree: BeautifulSoup) -> list[Tag]:
    """The `style` elements, and the elements with a `style` attribute.

    Not those in the head whose hash is in the page's own policy, if it allows no others.
    """
    allowed = _hashes_of_styles(tree)
    styles = [
        tag
        for tag in tree.find_all("style")
        if tag.parent is not tree.head or _hash(tag.get_text()) not in allowed
    ]
    return [*styles, *tree.find_all(style=True)]


def _hashes_of_styles(tree: BeautifulSoup) -> set[str]:
    """Those in the page's Content Security Policy, if it allows no styles without one."""
    meta = tree.select_one('head > meta[http-equiv="Content-Security-Policy"]')
    found = _STYLES.search(str(meta["content"])) if meta else None
    sources = set(found[1].split()) if found else set()
    return set() if "'unsafe-inline'" in sources else sources


def _hash(text: str) -> str:
    """The source by which a policy allows an element with this text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _handlers(tree: BeautifulSoup) -> list[str]:
    """Attributes that are scripts, such as onclick."""
    tags = tree.find_all(lambda tag: any(name.startswith("on") for name in tag.attrs))
    return [_words(tag) for tag in tags]


def _number(tag: Tag, *names: str) -> bool:
    """Whether attributes are whole numbers above 0."""
    values = [str(tag.get(name, "")) for name in names]
    return all(value.isdecimal() and int(value) > 0 for value in values)


def _words(tag: Tag) -> str:
    """The beginning of a tag, to find it by."""
    return str(tag)[:100]


def _parse_errors(text: str) -> list[str]:
    """The parse errors of html5lib, each with its line."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(text)
    return [f"line {position[0]}: {code}" for position, code, _data in parser.errors]
