"""Pages that are sure to exceed a budget are found, without a browser."""

import random

import brotli
import pytest

from plugins.core.findings import Finding
from plugins.publishing import budget_findings, budgets
from plugins.publishing.link_findings import PageSource
from plugins.publishing.page_weights import Excess, PageScale
from tests.publishing.small_site import build_site, small_site, write

SITEURL = "https://www.example.org/clinic"
PAGE = "a/index.html"


def noise(size):
    """Text of about `size` bytes after compression."""
    return random.Random(5).randbytes(size).hex()


def binary(size):
    return random.Random(6).randbytes(size)


@pytest.fixture
def weigh(tmp_path):
    """What a page exceeds: by rule, size and largest file; `files` are beside its folder."""

    def weighed(html, *, searching=(), **files):
        for name, data in {PAGE: html, **files}.items():
            write(tmp_path, name.replace("__", "/"), data)
        found = PageScale(tmp_path, SITEURL, searching).excesses([PAGE, "gone.html"])
        return {each.rule.removeprefix("budgets/"): (each.size, each.largest) for each in found}

    return weighed


def test_a_page_within_the_budgets_exceeds_nothing(weigh):
    """However large it is before compression."""
    assert weigh("<style>p{}</style><p>" + "word " * 50_000) == {}
    assert weigh(f"<p>{noise(12_500)}") == {}


def test_html_and_css_count_together(weigh):
    """Those within the page, and the site's own stylesheets; nothing of another host."""
    half = noise(7_000)
    css = f"/* {noise(9_000)} */"
    sheets = (
        f'<link rel="stylesheet" href="{SITEURL}/s.css"><link rel=stylesheet href=//x.example/a>'
    )

    within = weigh(f"<style>{css}</style><p>{half[::-1]}")
    linked = weigh(f"{sheets}<p>{half[::-1]}", **{"s.css": css})

    assert within.keys() == linked.keys() == {"html"}
    assert linked["html"][1] == "s.css"
    assert all(budgets.FIRST_FLIGHT < size < 16_500 for size, _ in (within["html"], linked["html"]))


@pytest.mark.parametrize("size", [11_000, 12_900, 14_000, 20_000])
def test_what_is_reported_exceeds_the_budget_with_brotli(weigh, size):
    """The size is never more than that which the audit measures."""
    words = random.Random(7).choices([noise(4)[n : n + 6] for n in range(900)], k=size)
    html = "<p>" + " ".join(words)

    found = weigh(html)

    measured = len(brotli.compress(html.encode()))
    assert found.get("html", (0, ""))[0] <= measured
    assert "html" not in found or measured > budgets.FIRST_FLIGHT


def test_scripts_count_from_files_and_within_the_page(weigh):
    """Data that no browser runs is part of the HTML, and a search may have more."""
    html = (
        '<script src="../big.js" defer></script><script type="module">let a</script>'
        f'<script type="application/ld+json">{noise(4_000)}</script>'
    )

    found = weigh(html, **{"big.js": noise(4_000)})

    assert found["scripts"][1] == "big.js"
    assert weigh(html, searching={PAGE}) == {}
    assert weigh(f'<script type="application/ld+json">{noise(4_000)}</script>') == {}
    assert "scripts" in weigh(f"<script>{noise(4_000)}</script>")


def test_fonts_are_counted_and_weighed(weigh):
    """Those that the CSS names, within the page or in a stylesheet."""
    html = "<style>@font-face{src:url(/clinic/a.woff2)}</style><link rel=stylesheet href=../s.css>"
    css = '@font-face { src: url("b.woff2") } p { background: url(c.png) }'
    files = {"s.css": css, "a.woff2": binary(10_000), "c.png": binary(90_000)}

    assert weigh(html, **files, **{"b.woff2": binary(25_000)}) == {
        "fonts": (35_000, "b.woff2"),
        "font-files": (2, "b.woff2"),
    }


def picture(loading):
    return (
        '<picture><source type="image/avif" srcset="/clinic/s.avif 320w, /clinic/l.avif 1080w" '
        'sizes="100vw"><source type="image/webp" srcset="/clinic/l.webp 1080w" sizes="100vw">'
        f'<img src="/clinic/l.jpg" alt="" loading="{loading}"></picture>'
    )


def test_pictures_count_as_a_phone_loads_them(weigh):
    """In the first format, and without those that wait until somebody scrolls."""
    sizes = {"s.avif": 10, "l.avif": 121_000, "l.webp": 200_000, "l.jpg": 300_000}
    files = {name: binary(size) for name, size in sizes.items()}

    assert weigh(picture("eager"), **files)["pictures"][1] == "l.avif"
    assert weigh(picture("lazy")) == {}
    assert weigh(picture("eager"), **{"l.avif": binary(119_000)}) == {}


def excess(number, share=2, rule="budgets/scripts"):
    return Excess(f"p{number}/index.html", rule, round(3_000 * share), 3_000)


def test_a_finding_names_the_post(tmp_path):
    """Or the page in its message; ten pages have one each."""
    source = {"p1/index.html": PageSource(tmp_path / "one.md", "")}

    found = budget_findings.findings(map(excess, range(10)), source, "error")

    assert len(found) == 10
    assert {each.severity for each in found} == {"error"}
    assert [each.path for each in found if each.path] == [str(tmp_path / "one.md")]
    assert all(isinstance(each, Finding) and each.rule == "budgets/scripts" for each in found)


def test_a_long_list_is_only_a_warning(tmp_path):
    """A year's articles are on one page, however many they are; a post can be divided."""
    source = {"p1/index.html": PageSource(tmp_path / "one.md", "")}

    found = budget_findings.findings(
        [excess(n, rule="budgets/html") for n in (1, 2)], source, "error"
    )

    assert [each.severity for each in found] == ["warning", "error"]
    assert [bool(each.path) for each in found] == [False, True]


def test_what_is_on_many_pages_is_told_once():
    """By the heaviest of them."""
    heavy = [*map(excess, range(500)), excess(500, share=3)]

    (found,) = budget_findings.findings(heavy, {}, "error")

    assert "p500/index.html" in found.message
    assert "500 more" in found.message


@pytest.mark.parametrize(
    ("why", "severity"), [("Our group's own theme.", "warning"), (" ", "error"), (True, "error")]
)
def test_a_reason_makes_warnings(why, severity):
    """In words; there is no other way to switch the budgets off."""
    (found,) = budget_findings.findings([excess(1)], {}, "error", why)

    assert found.severity == severity


@pytest.mark.slow
def test_publishing_is_refused_over_budget(tmp_path):
    """With the post; a lenient build, one with a reason, and a local build only warn or pass."""
    folder = small_site(tmp_path)
    words = " ".join(noise(14_000)[n : n + 7] for n in range(0, 28_000, 7))
    text = (folder / "content/articles/warm.md").read_text("utf-8")
    write(folder, "content/articles/warm.md", f"{text}\n{words}\n")
    site = {"SITEURL": "https://www.example.org"}

    refused = build_site(folder, "publish", env=site)
    lenient = build_site(folder, "publish", env=site, options=["--lenient"])
    local = build_site(folder)
    write(folder, "publishconf.py", (folder / "publishconf.py").read_text() + 'HEAVY_PAGES = "x"\n')
    excused = build_site(folder, "publish", env=site)

    assert refused.returncode == 1
    assert "content/articles/warm.md: error: " in refused.stderr
    assert [each.returncode for each in (lenient, local, excused)] == [0, 0, 0]
    for each in (lenient, excused):
        assert "content/articles/warm.md: warning: " in each.stderr
    assert "warning" not in local.stderr
