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

    The size of text is that after compression. Files on other hosts are not measured, because each
    of them exceeds another budget.
    """
    tree = parsed(site, page)
    stylesheets = _named(tree, "link[rel~=stylesheet]", "href", (site, page, siteurl))
    scripts = _named(tree, "script", "src", (site, page, siteurl))
    fonts = {font for stylesheet in stylesheets for font in _fonts(site, stylesheet, siteurl)}
    html, css = compressed_size(site / page.file), sum(map(compressed_size, stylesheets))
    code = sum(map(compressed_size, scripts)) + sum(
        len(compressed(c.encode())) for c in inline_code(tree)
    )
    return [
        Measurement(page, "html", html),
        Measurement(page, "css", css),
        Measurement(page, "first flight", html + css),
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


def _fonts(site: Path, stylesheet: Path, siteurl: str) -> list[Path]:
    """The fonts that a stylesheet may load."""
    name = stylesheet.relative_to(site).as_posix()
    named = _URL.findall(stylesheet.read_text("utf-8"))
    found = [local_file(site, name, address, siteurl) for address in named]
    return [path for path in found if path and path.suffix in _FONTS]
