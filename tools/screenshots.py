"""Takes screenshots of each kind of page of the built site: `python -m tools.screenshots`.

Writes screenshots/<page>-<width>-<scheme>.png for three widths, light and dark, and
screenshots/<page>-print.pdf for pages that people print; with --readme only the README's pictures.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from plugins.site.__main__ import main as build
from tools import chromium, page_kinds
from tools.audit.pages import title_word
from tools.audit.server import serving

HERE = Path(__file__).resolve().parent.parent
SCREENS = {360: 640, 768: 1024, 1280: 800}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PRINTED = ("article", "clinic")
README = HERE / "docs" / "images"
IN_README = ("home", "article")
_LOAD_PICTURES = """async () => {
    for (const image of document.images) { image.loading = 'eager'; image.decoding = 'sync'; }
    await Promise.all([...document.images].map(image => image.decode()));
}"""


def views(site: Path) -> dict[str, str]:
    """The address of one page of each kind, and of a search with results."""
    found = {kind: page_kinds.address(file) for kind, file in page_kinds.pages(site).items()}
    if "search" in found:
        found["search-found"] = f"{found['search']}?q={quote(title_word(site))}"
    return found


def open_page(browser: Browser, width: int) -> Page:
    """A page of this width, in a browser context of its own."""
    context = browser.new_context(viewport={"width": width, "height": SCREENS[width]})
    return context.new_page()


def visit(page: Page, url: str) -> None:
    """Go to a page, and wait until its lazy pictures and its search results are loaded."""
    page.goto(url, wait_until="networkidle" if "?" in url else "load")
    page.evaluate(_LOAD_PICTURES)


def shoot_all(browser: Browser, base: str, site: Path, target: Path) -> list[Path]:
    """Write a screenshot of each view, at each width and in each colour scheme, and the PDFs."""
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for width in SCREENS:
        page = open_page(browser, width)
        for name, address in views(site).items():
            visit(page, f"{base}/{address}")
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                written.append(target / f"{name}-{width}-{scheme}.png")
                page.screenshot(path=written[-1], full_page=True, animations="disabled")
        page.context.close()
    return written + print_all(browser, base, site, target)


def print_all(browser: Browser, base: str, site: Path, target: Path) -> list[Path]:
    """Write a PDF of each page that people print."""
    page = open_page(browser, 1280)
    found = {name: address for name, address in views(site).items() if name in PRINTED}
    for name, address in found.items():
        visit(page, f"{base}/{address}")
        page.pdf(path=target / f"{name}-print.pdf", format="A4", prefer_css_page_size=True)
    page.context.close()
    return [target / f"{name}-print.pdf" for name in found]


def shoot_readme(browser: Browser, base: str, site: Path) -> list[Path]:
    """Write the README's pictures: the home page and an article on a desktop screen."""
    page = open_page(browser, 1280)
    for name in IN_README:
        visit(page, f"{base}/{views(site)[name]}")
        path = README / f"{name}.png"
        page.screenshot(path=path)
        with Image.open(path) as picture:
            small = picture.convert("RGB").quantize(200)
        small.save(path, optimize=True)
    page.context.close()
    return [README / f"{name}.png" for name in IN_README]


def main() -> int:
    """Build the site into a temporary folder, serve it on this machine and take screenshots."""
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--target", type=Path, default=HERE / "screenshots")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        if code := build(["html", "--output", str(site)]):
            return code
        with serving(site) as base, sync_playwright() as playwright:
            browser = chromium.launch(playwright)
            if options.readme:
                written = shoot_readme(browser, base, site)
            else:
                written = shoot_all(browser, base, site, options.target)
            browser.close()
    print(f"Wrote {len(written)} files to {written[0].parent}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
