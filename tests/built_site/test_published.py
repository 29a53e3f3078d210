"""What production builds add: absolute URLs below a sub-path, a sitemap, robots.txt."""

from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from tests.built_site.built_pages import html_pages, soup
from tests.conftest import SITEURL

pytestmark = pytest.mark.slow
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def indexable_pages(site):
    """The pages without noindex."""
    return [page for page in html_pages(site) if not soup(page).select_one("meta[name=robots]")]


def test_every_address_is_absolute_and_below_the_site(published_site):
    """Each URL of the site begins with SITEURL; only links within a page are relative."""
    for page in html_pages(published_site):
        for tag in soup(page).select("[href], [src]"):
            address = tag.get("href") or tag.get("src")
            inside = address.startswith((f"{SITEURL}/", "#"))
            outside = urlsplit(address).netloc not in {"", urlsplit(SITEURL).netloc}
            assert inside or outside or address.startswith(("mailto:", "tel:")), (page, address)


def test_each_page_is_its_own_canonical(published_site):
    """The canonical URL of a page is its own URL."""
    for page in indexable_pages(published_site):
        path = page.relative_to(published_site).as_posix()
        canonical = soup(page).select_one("link[rel=canonical]")["href"]

        assert canonical == f"{SITEURL}/{path.removesuffix('index.html')}"


def test_the_sitemap_has_exactly_the_indexable_pages(published_site):
    """The sitemap lists all pages without noindex, and no others."""
    root = ET.parse(published_site / "sitemap.xml").getroot()
    found = {url.find(f"{MAP}loc").text for url in root}
    pages = {
        f"{SITEURL}/{page.relative_to(published_site).as_posix().removesuffix('index.html')}"
        for page in indexable_pages(published_site)
    }

    assert found == pages


def test_lastmod_of_an_article_is_its_last_date(published_site):
    """The lastmod is the last date that the page shows: updated, else published."""
    root = ET.parse(published_site / "sitemap.xml").getroot()
    days = {url.find(f"{MAP}loc").text: url.findtext(f"{MAP}lastmod") for url in root}
    for page in sorted((published_site / "articles").glob("*/index.html")):
        shown = [
            time["datetime"] for time in soup(page).select("main header time, .article-head time")
        ]

        assert shown
        assert days[f"{SITEURL}/articles/{page.parent.name}/"] == max(shown)


def test_new_articles_do_not_change_lastmod_of_other_pages(published_site):
    """A clinic's page does not get a new lastmod with each article."""
    root = ET.parse(published_site / "sitemap.xml").getroot()
    days = {url.find(f"{MAP}loc").text: url.findtext(f"{MAP}lastmod") for url in root}

    assert days.get(f"{SITEURL}/clinics/") is None
    assert days[f"{SITEURL}/"] == max(filter(None, days.values()))


def test_robots_may_read_everything_and_find_the_sitemap(published_site):
    """robots.txt allows everything and has the full URL of the sitemap."""
    assert (published_site / "robots.txt").read_text("utf-8") == (
        f"User-agent: *\nAllow: /\n\nSitemap: {SITEURL}/sitemap.xml\n"
    )


def test_a_local_build_has_no_feeds_and_no_sitemap(built_site):
    """`make html` writes neither, because both need SITEURL."""
    assert not (built_site / "feeds").exists()
    assert not (built_site / "sitemap.xml").exists()
