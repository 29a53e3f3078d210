"""What a page weighs."""

import random

import brotli
import pytest

from tools.audit.measurements import Page
from tools.audit.page_sizes import weigh

PAGE = Page("a/index.html", "page")
NOISE = random.Random(5).randbytes(40_000)


@pytest.fixture
def weights(tmp_path):
    """Weighs a page with these files beside it: readings by what they are of."""

    def weigh_it(html, siteurl="", **files):
        for name, data in {"a__index.html": html.encode(), **files}.items():
            path = tmp_path / name.replace("__", "/")
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        return {reading.what: reading for reading in weigh(tmp_path, PAGE, siteurl)}

    return weigh_it


def test_html_and_css_weigh_what_is_sent_for_them(weights):
    """Both are packed with brotli, and count together; another host's sheet is not weighed."""
    html = '<link rel="stylesheet" href="/s.css"><link rel="stylesheet" href="//x.example/s.css">'
    css = b"p { color: red }" * 100
    found = weights(html, **{"s.css": css})

    assert found["html"].value == len(brotli.compress(html.encode()))
    assert found["css"].value == len(brotli.compress(css)) < 60
    assert found["first flight"].value == found["html"].value + found["css"].value


def test_scripts_count_from_files_and_within_the_page(weights):
    """Data that no browser runs is part of the HTML."""
    html = (
        '<script src="../j.js" defer></script><script src="../j.js"></script><script>let a</script>'
        '<script type="application/ld+json">{}</script><script type="speculationrules">{}</script>'
    )
    found = weights(html, **{"j.js": b"let b"})

    assert found["scripts"].value == 2 * len(brotli.compress(b"let b"))
    assert found["scripts"].details == ("j.js",)


def test_fonts_are_found_in_the_stylesheet_and_not_packed(weights):
    """A font is packed already; a picture in a stylesheet is none."""
    css = b"@font-face { src: url('f.woff2') } @font-face { src: url(g.woff2) } b { url(p.png) }"
    files = {"s__s.css": css, "s__f.woff2": NOISE, "s__g.woff2": NOISE[:9], "s__p.png": b"p"}
    found = weights('<link rel="preload stylesheet" href="https://c.example/s/s.css">',
                    "https://c.example", **files)  # fmt: skip

    assert found["fonts"].value == 40_009
    assert found["font files"].details == ("f.woff2", "g.woff2")
