"""The sitemap and robots.txt, byte for byte."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.publishing.sitemap import NAMESPACE, SitemapEntry, robots, sitemap

SITE = "https://clinic.example.org/repo"


def locations(*entries, siteurl=SITE):
    return [
        node.text for node in ET.fromstring(sitemap(entries, siteurl)).iter(f"{{{NAMESPACE}}}loc")
    ]


def test_a_sitemap_by_value():
    """Sorted by URL; lastmod only where it is known."""
    entries = [
        SitemapEntry("articles/sleep/", date(2026, 3, 14)),
        SitemapEntry("about/"),
        SitemapEntry("", date(2026, 3, 14)),
    ]

    assert sitemap(entries, SITE).decode() == (
        "<?xml version='1.0' encoding='utf-8'?>\n"
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        "<url>\n"
        "<loc>https://clinic.example.org/repo/</loc>\n"
        "<lastmod>2026-03-14</lastmod>\n"
        "</url>\n"
        "<url>\n"
        "<loc>https://clinic.example.org/repo/about/</loc>\n"
        "</url>\n"
        "<url>\n"
        "<loc>https://clinic.example.org/repo/articles/sleep/</loc>\n"
        "<lastmod>2026-03-14</lastmod>\n"
        "</url>\n"
        "</urlset>\n"
    )


@pytest.mark.parametrize(
    ("url", "loc"),
    [
        ("a&b/", f"{SITE}/a&b/"),
        ("a<b>/", f"{SITE}/a%3Cb%3E/"),
        ("søvn/", f"{SITE}/s%C3%B8vn/"),
        ("a b.html", f"{SITE}/a%20b.html"),
        ("50%/", f"{SITE}/50%25/"),
        ("a?b#c/", f"{SITE}/a%3Fb%23c/"),
        ('"quoted"/', f"{SITE}/%22quoted%22/"),
        ("it's-(ok)~/", f"{SITE}/it's-(ok)~/"),
    ],
)
def test_urls_are_encoded_and_escaped(url, loc):
    """A file name is percent-encoded, and then escaped for XML."""
    assert locations(SitemapEntry(url)) == [loc]


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_any_path_gives_valid_xml(url):
    """No file name breaks the XML."""
    (loc,) = locations(SitemapEntry(url))

    assert loc.isascii()


def test_the_order_of_writing_has_no_effect():
    """Pages that were written in another order give the same bytes."""
    entries = [SitemapEntry("b/"), SitemapEntry("a/"), SitemapEntry("c/")]

    assert sitemap(entries, SITE) == sitemap(entries[::-1], SITE)


def test_an_empty_site_has_an_empty_sitemap():
    """It is valid XML."""
    assert locations() == []


def test_robots_txt_allows_everything():
    """It has the URL of the sitemap."""
    assert robots(SITE) == (
        "User-agent: *\nAllow: /\n\nSitemap: https://clinic.example.org/repo/sitemap.xml\n"
    )
