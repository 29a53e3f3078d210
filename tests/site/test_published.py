"""What production adds: absolute addresses below a sub-path, a sitemap, robots.txt."""

from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import SITEURL
from tests.site.built_pages import html_pages, soup

pytestmark = pytest.mark.slow
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def pages_to_find(site):
    """Every page that does not ask to stay out of search engines."""
    return [page for page in html_pages(site) if not soup(page).select_one("meta[name=robots]")]


def test_every_address_is_absolute_and_below_the_site(published_site):
    """Each address of the site begins with SITEURL, or stays on its page."""
    for page in html_pages(published_site):
        for tag in soup(page).select("[href], [src]"):
            address = tag.get("href") or tag.get("src")
            inside = address.startswith((f"{SITEURL}/", "#"))
            outside = urlsplit(address).netloc not in {"", urlsplit(SITEURL).netloc}
            assert inside or outside or address.startswith(("mailto:", "tel:")), (page, address)


def test_each_page_is_its_own_canonical(published_site):
    """The canonical address of a page is where it stands."""
    for page in pages_to_find(published_site):
        path = page.relative_to(published_site).as_posix()
        canonical = soup(page).select_one("link[rel=canonical]")["href"]

        assert canonical == f"{SITEURL}/{path.removesuffix('index.html')}"


def test_the_sitemap_has_every_page_that_may_be_found(published_site):
    """The sitemap lists each page that does not ask to stay unfound, and no other."""
    root = ET.parse(published_site / "sitemap.xml").getroot()
    found = {url.find(f"{MAP}loc").text for url in root}
    pages = {
        f"{SITEURL}/{page.relative_to(published_site).as_posix().removesuffix('index.html')}"
        for page in pages_to_find(published_site)
    }

    assert found == pages


def test_the_sitemap_gives_each_article_the_day_of_its_last_change(published_site):
    """The lastmod is the day that the page itself shows as its last: updated, else published."""
    root = ET.parse(published_site / "sitemap.xml").getroot()
    days = {url.find(f"{MAP}loc").text: url.findtext(f"{MAP}lastmod") for url in root}
    for page in sorted((published_site / "articles").glob("*/index.html")):
        shown = [
            time["datetime"] for time in soup(page).select("main header time, .article-head time")
        ]

        assert shown
        assert days[f"{SITEURL}/articles/{page.parent.name}/"] == max(shown)


def test_the_sitemap_does_not_date_what_articles_do_not_change(published_site):
    """A clinic's page is not said to change with each new article."""
    root = ET.parse(published_site / "sitemap.xml").getroot()
    days = {url.find(f"{MAP}loc").text: url.findtext(f"{MAP}lastmod") for url in root}

    assert days[f"{SITEURL}/clinics/"] is None
    assert days[f"{SITEURL}/"] == max(filter(None, days.values()))


def test_robots_may_read_everything_and_find_the_sitemap(published_site):
    """robots.txt names the sitemap by its full address."""
    assert (published_site / "robots.txt").read_text("utf-8") == (
        f"User-agent: *\nAllow: /\n\nSitemap: {SITEURL}/sitemap.xml\n"
    )


def test_a_local_build_has_no_public_addresses(built_site):
    """`make html` writes neither feed nor sitemap, which need the site's address."""
    assert not (built_site / "feeds").exists()
    assert not (built_site / "sitemap.xml").exists()
