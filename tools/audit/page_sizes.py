"""The size of a page's files as they are sent: HTML, CSS, scripts and fonts (edge: disk)."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup

from tools.audit.compression import compressed, compressed_size
from tools.audit.markup import inline_code
from tools.audit.measurements import Measurement, Page
from tools.audit.pages import local_file, parsed

_URL = re.compile(r"""url\(\s*["']?([^"')]+)""")
_FONTS = {".woff2", ".woff", ".ttf", ".otf"}


def measure_sizes(site: Path, page: Page, siteurl: str) -> list[Measurement]:
    """The sizes of a page's files, in bytes; the site was built for `siteurl`, possibly empty.

    The size of text is that after compression; that of CSS within a page is what the page would be
    smaller without it. Files on other hosts are not measured, because each of them exceeds another
    budget.
    """
    tree = parsed(site, page)
    within = [tag.get_text() for tag in tree.find_all("style")]
    stylesheets = _named(tree, "link[rel~=stylesheet]", "href", (site, page, siteurl))
    scripts = _named(tree, "script", "src", (site, page, siteurl))
    styles = [(page.file, css) for css in within]
    styles += [(path.relative_to(site).as_posix(), path.read_text("utf-8")) for path in stylesheets]
    fonts = {font for file, css in styles for font in _fonts(site, file, css, siteurl)}
    sent = compressed_size(site / page.file) + sum(map(compressed_size, stylesheets))
    html = len(compressed(_without((site / page.file).read_bytes(), within)))
    code = sum(map(compressed_size, scripts)) + sum(
        len(compressed(c.encode())) for c in inline_code(tree)
    )
    return [
        Measurement(page, "html", html),
        Measurement(page, "css", sent - html),
        Measurement(page, "first flight", sent),
        Measurement(page, "scripts", code, tuple(path.name for path in scripts)),
        Measurement(page, "fonts", sum(font.stat().st_size for font in fonts)),
        Measurement(page, "font files", len(fonts), tuple(sorted(font.name for font in fonts))),
    ]


def _named(
    tree: BeautifulSoup, selector: str, attribute: str, place: tuple[Path, Page, str]
) -> list[Path]:
    """The site's own files named by an attribute of the selected elements, without duplicates."""
    site, page, siteurl = place
    named = [tag[attribute] for tag in tree.select(f"{selector}[{attribute}]")]
    found = [local_file(site, page.file, str(address), siteurl) for address in named]
    return list(dict.fromkeys(path for path in found if path))


def _without(data: bytes, texts: list[str]) -> bytes:
    """`data` without these texts, each of which it has."""
    for text in texts:
        data = data.replace(text.encode(), b"", 1)
    return data


def _fonts(site: Path, file: str, css: str, siteurl: str) -> list[Path]:
    """The fonts that the CSS in this file of the site may load."""
    found = [local_file(site, file, address, siteurl) for address in _URL.findall(css)]
    return [path for path in found if path and path.suffix in _FONTS]
