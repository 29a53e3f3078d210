"""Pictures every kind of page of the built site: `python -m tools.screenshots [--readme]`.

Writes screenshots/<page>-<width>-<scheme>.png; with --readme only the one that the README shows.
"""

import argparse
import functools
import http.server
import sys
import tempfile
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from plugins.publishing.__main__ import main as build
from tools import chromium

HERE = Path(__file__).resolve().parent.parent
PAGES = {
    "home": "index.html",
    "article": "articles/*/index.html",
    "articles": "articles/index.html",
    "topic": "topics/*/index.html",
    "topics": "topics/index.html",
    "category": "categories/*/index.html",
    "person": "people/*/index.html",
    "people": "people/index.html",
    "clinic": "clinics/*/index.html",
    "clinics": "clinics/index.html",
    "page": "treatments/index.html",
    "404": "404.html",
}
WIDTHS = {360: 640, 1280: 800}
SCHEMES = ("light", "dark")
_LOAD_PICTURES = """async () => {
    for (const image of document.images) { image.loading = 'eager'; image.decoding = 'sync'; }
    await Promise.all([...document.images].map(image => image.decode()));
}"""
README = HERE / "docs" / "images" / "article.png"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Stay silent."""


def first_pages(site: Path) -> dict[str, str]:
    """The first page of each kind that the site has, by kind."""
    found = {kind: sorted(site.glob(pattern)) for kind, pattern in PAGES.items()}
    return {kind: paths[-1].relative_to(site).as_posix() for kind, paths in found.items() if paths}


def shoot(browser: Browser, url: str, target: Path, *, width: int, scheme: str, full: bool) -> None:
    """Write one picture of a page, with its lazy pictures loaded."""
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme
    )
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    page.evaluate(_LOAD_PICTURES)
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target, full_page=full)
    context.close()


def shoot_all(browser: Browser, base: str, site: Path, target: Path) -> None:
    """Write a picture for each kind of page, width and colour scheme."""
    for kind, path in first_pages(site).items():
        for width in WIDTHS:
            for scheme in SCHEMES:
                name = target / f"{kind}-{width}-{scheme}.png"
                shoot(browser, f"{base}/{path}", name, width=width, scheme=scheme, full=True)
                print(name)


def shoot_readme(browser: Browser, base: str, site: Path) -> None:
    """Write the README's picture: the newest article as a desk shows it."""
    path = first_pages(site)["article"]
    shoot(browser, f"{base}/{path}", README, width=1280, scheme="light", full=False)
    with Image.open(README) as picture:
        small = picture.convert("RGB").quantize(96)
    small.save(README, optimize=True)
    print(README.relative_to(HERE))


def main() -> int:
    """Build the site into a temporary folder, serve it on this machine and picture it."""
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--target", type=Path, default=HERE / "screenshots")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        if code := build(["html", "--output", str(site)]):
            return code
        handler = functools.partial(_Quiet, directory=str(site))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium.find(), args=list(chromium.FLAGS)
            )
            if options.readme:
                shoot_readme(browser, base, site)
            else:
                shoot_all(browser, base, site, options.target)
            browser.close()
        server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
