"""What a page weighs."""

import random

import brotli
import pytest

from tools.audit.measurements import Page
from tools.audit.page_sizes import measure_sizes

PAGE = Page("a/index.html", "page")
NOISE = random.Random(5).randbytes(40_000)


@pytest.fixture
def sizes(tmp_path):
    """Measures a page with these files beside it; returns the measurements by `what`."""

    def measure(html, siteurl="", **files):
        for name, data in {"a__index.html": html.encode(), **files}.items():
            path = tmp_path / name.replace("__", "/")
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        return {
            measurement.what: measurement for measurement in measure_sizes(tmp_path, PAGE, siteurl)
        }

    return measure


def test_html_and_css_have_their_compressed_size(sizes):
    """Both are compressed with brotli, and added; style sheets of other hosts are ignored."""
    html = '<link rel="stylesheet" href="/s.css"><link rel="stylesheet" href="//x.example/s.css">'
    css = b"p { color: red }" * 100
    found = sizes(html, **{"s.css": css})

    assert found["html"].value == len(brotli.compress(html.encode()))
    assert found["css"].value == len(brotli.compress(css)) < 60
    assert found["first flight"].value == found["html"].value + found["css"].value


def test_css_within_a_page_is_sent_with_it(sizes):
    """Both sizes together are those of the file; its own part is what it adds."""
    css, text = "p { color: red } " + NOISE[:200].hex(), NOISE[200:300].hex()
    whole = f"<style>{css}</style><p>{text}"
    found, plain = sizes(whole), sizes(f"<style></style><p>{text}")

    assert found["html"].value == plain["html"].value == plain["first flight"].value
    assert found["css"].value > 150
    assert found["first flight"].value == len(brotli.compress(whole.encode()))
    assert found["html"].value + found["css"].value == found["first flight"].value


def test_scripts_count_from_files_and_within_the_page(sizes):
    """Data that no browser runs is part of the HTML."""
    html = (
        '<script src="../j.js" defer></script><script src="../j.js"></script><script>let a</script>'
        '<script type="application/ld+json">{}</script><script type="speculationrules">{}</script>'
    )
    found = sizes(html, **{"j.js": b"let b"})

    assert found["scripts"].value == 2 * len(brotli.compress(b"let b"))
    assert found["scripts"].details == ("j.js",)


def test_fonts_are_found_in_the_stylesheet_and_not_compressed(sizes):
    """A font is packed already; a picture in a stylesheet is none."""
    css = b"@font-face { src: url('f.woff2') } @font-face { src: url(g.woff2) } b { url(p.png) }"
    files = {"s__s.css": css, "s__f.woff2": NOISE, "s__g.woff2": NOISE[:9], "s__p.png": b"p"}
    found = sizes('<link rel="preload stylesheet" href="https://c.example/s/s.css">',
                    "https://c.example", **files)  # fmt: skip

    assert found["fonts"].value == 40_009
    assert found["font files"].details == ("f.woff2", "g.woff2")


def test_fonts_are_found_in_css_within_a_page(sizes):
    """By its address from the page, or from the host."""
    html = "<style>a { src: url(../f.woff2) } b { src: url(/repo/a/g.woff2) }</style>"
    found = sizes(html, "https://c.example/repo", **{"f.woff2": NOISE, "a__g.woff2": NOISE[:9]})

    assert found["fonts"].value == 40_009
    assert found["font files"].details == ("f.woff2", "g.woff2")
