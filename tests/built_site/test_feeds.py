"""Feeds and sitemaps of published sites: valid, complete, and without dead URLs."""

import html
import json
import re
from copy import copy
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from plugins.publishing.links import ParsedPage, dead_links, parse
from tests.built_site.built_pages import html_pages, soup
from tests.conftest import SITEURL
from tests.feeds.rules import ATOM, CONTENT, breaches

pytestmark = pytest.mark.slow
FEEDS = ("feeds/all.atom.xml", "feeds/all.rss.xml", "feeds/feed.json")
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ADDRESS = re.compile(r"https?://[^\s\"'<>,]+")


@pytest.fixture(params=["published_site", "published_sample"])
def site(request):
    """Both sites: the project's own, and the sample, which uses every feature."""
    return request.getfixturevalue(request.param)


def texts(site, name):
    """Pairs of article URL and HTML for the entries of a feed."""
    written = (site / name).read_text("utf-8")
    if name.endswith(".json"):
        return {item["url"]: item["content_html"] for item in json.loads(written)["items"]}
    root = ET.fromstring(written)
    if name.endswith(".rss.xml"):
        items = root.iter("item")
        return {item.findtext("link"): item.findtext(f"{CONTENT}encoded") for item in items}
    return {
        entry.find(f"{ATOM}link").get("href"): entry.findtext(f"{ATOM}content")
        for entry in root.iter(f"{ATOM}entry")
    }


def addresses(site, name):
    """Every URL in a feed or sitemap, including those in the articles' HTML."""
    written = (site / name).read_text("utf-8")
    if name.endswith(".json"):
        written = json.dumps(json.loads(written), ensure_ascii=False).replace('\\"', '"')
        return ADDRESS.findall(html.unescape(written))
    root = ET.fromstring(written)
    values = [value for node in root.iter() for value in [node.text or "", *node.attrib.values()]]
    return ADDRESS.findall(html.unescape("\n".join(values)))


def dead_urls(site, name, found):
    """The URLs of a file that lead to nothing within the site."""
    files = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    pages = {
        path.relative_to(site).as_posix(): parse(path.read_text("utf-8"))
        for path in html_pages(site)
    }
    own = ParsedPage(addresses=found)
    return [link for link in dead_links({**pages, name: own}, files, SITEURL) if link.page == name]


def soup_of(text):
    """An entry's HTML, parsed."""
    return BeautifulSoup(text, "html.parser")


def text_of(tag):
    """The text of an element."""
    return " ".join(tag.get_text(" ").split())


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_is_valid(site, name):
    """Each feed follows the rules of its format."""
    assert breaches(name, (site / name).read_text("utf-8")) == []


def test_a_feed_has_complete_articles(site):
    """Each entry has the article's text, images and references, and nothing of the theme's."""
    found = texts(site, FEEDS[0])
    listed = [page for page in map(soup, html_pages(site)) if not page.select("meta[name=robots]")]
    published = [page for page in listed if page.select("[property='og:type'][content=article]")]
    published = [page for page in published if page.html["lang"] != "nb"]  # these have their own

    assert len(found) == min(len(published), 20)
    for address, text in found.items():
        page = copy(soup(site / address.removeprefix(f"{SITEURL}/") / "index.html"))
        read = soup_of(text)
        for of_the_page in page.select(".footnote-backref, .contents"):
            of_the_page.decompose()
        lead = [picture.extract() for picture in page.select(".lead-picture")]
        shown = [*lead, *page.select(".prose, .references")]
        assert text_of(read) == " ".join(filter(None, map(text_of, shown)))
        assert [img["src"] for img in read.select("img")] == [
            img["src"] for part in shown for img in part.select("img")
        ]
        assert read.select("[class], [id], [style], [role], script, style") == []


@pytest.mark.parametrize("name", [*FEEDS, "sitemap.xml"])
def test_every_address_is_absolute_and_not_dead(site, name):
    """Each URL leads to a page, an existing anchor or a file; srcset candidates are checked too."""
    found = addresses(site, name)

    assert len(found) > 5
    assert dead_urls(site, name, found) == []
    for text in texts(site, name).values() if name in FEEDS else []:
        for address in parse(text).addresses:
            assert address.startswith(("https://", "http://", "mailto:", "tel:"))


def test_a_dead_address_would_be_found(published_sample):
    """The test above can fail: for a page, an anchor, a srcset candidate and an image."""
    planted = [
        f"{SITEURL}/articles/gone/",
        f"{SITEURL}/about/#gone",
        f"{SITEURL}/images/gone-320.avif",
        f"{SITEURL}/articles/new-shoes/",
    ]

    found = dead_urls(published_sample, "feeds/all.atom.xml", planted)
    assert [link.address for link in found] == planted[:3]


def test_the_three_feeds_are_equal(site):
    """The feeds have the same articles with the same text, newest first."""
    atom, rss, other = (texts(site, name) for name in FEEDS)

    assert list(atom.items()) == list(rss.items()) == list(other.items())
    dates = [item["date_published"] for item in json.loads((site / FEEDS[2]).read_text())["items"]]
    assert dates == sorted(dates, reverse=True)


def test_every_page_names_the_feeds(site):
    """Every page links to the feeds with the media types that feed readers look for."""
    for page in html_pages(site):
        read = soup(page)
        links = read.select("link[rel=alternate][type*='application/']")
        if not read.select_one("meta[http-equiv=refresh]"):
            home = f"{SITEURL}/nb" if read.html["lang"] == "nb" else SITEURL
            assert [(link["type"], link["href"]) for link in links] == [
                ("application/atom+xml", f"{home}/feeds/all.atom.xml"),
                ("application/rss+xml", f"{home}/feeds/all.rss.xml"),
                ("application/feed+json", f"{home}/feeds/feed.json"),
            ]


def test_a_translation_is_in_the_feeds_in_its_own_language(published_sample):
    """Those of the site's own language have none of it."""
    address = f"{SITEURL}/nb/articles/first-visit/"

    assert address in texts(published_sample, f"nb/{FEEDS[0]}")
    assert address not in texts(published_sample, FEEDS[0])


def test_lastmod_of_each_kind_of_page(published_sample):
    """The date is that of the last change of a page, or of the articles that it lists, if any."""
    root = ET.parse(published_sample / "sitemap.xml").getroot()
    days = {
        url.findtext(f"{MAP}loc").removeprefix(SITEURL): url.findtext(f"{MAP}lastmod")
        for url in root
    }

    assert {path: day for path, day in days.items() if not path.startswith("/topics/")} == {
        "/": "2025-02-11",
        "/about/": None,
        "/accessibility/": None,
        "/archive/2021/": "2021-01-09",
        "/archive/2022/": "2022-06-30",
        "/archive/2023/": "2023-10-02",
        "/archive/2024/": "2025-02-11",  # an article of 2024 changed
        "/articles/": "2024-08-14",
        "/articles/a-sore-knee/": "2024-05-02",
        "/articles/new-shoes/": "2024-08-14",
        "/articles/open-on-saturdays/": "2021-01-09",
        "/articles/page/2/": "2025-02-11",  # it is on this page
        "/articles/page/3/": "2024-08-14",  # the newest moves it down
        "/articles/quay-news/": "2022-06-30",
        "/articles/walking-to-work/": "2023-10-02",
        "/categories/": "2024-08-14",
        "/categories/articles/": "2021-01-09",
        "/categories/before-you-come/": "2025-02-11",
        "/categories/everyday/": "2024-08-14",
        "/categories/everyday/page/2/": "2024-08-14",
        "/clinics/": None,
        "/clinics/brindlemouth-quay/": "2025-02-11",
        "/clinics/upper-quillow/": None,  # no article in English is about it
        "/contact/": None,
        "/guides/first-visit/": "2025-02-11",
        "/how-we-make-our-information/": None,
        "/nb/": "2024-05-17",
        "/nb/about/": None,
        "/nb/accessibility/": None,
        "/nb/archive/2023/": "2023-09-18",
        "/nb/archive/2024/": "2024-05-17",
        "/nb/articles/": "2024-05-17",
        "/nb/articles/first-visit/": "2024-03-05",
        "/nb/articles/med-fergen/": "2024-05-17",
        "/nb/articles/page/2/": "2024-05-17",
        "/nb/articles/walking-to-work/": "2023-09-18",
        "/nb/categories/": "2024-05-17",
        "/nb/categories/artikler/": "2024-05-17",
        "/nb/categories/for-du-kommer/": "2024-03-05",
        "/nb/categories/hverdag/": "2023-09-18",
        "/nb/clinics/": None,
        "/nb/clinics/brindlemouth-quay/": "2024-03-05",
        "/nb/clinics/upper-quillow/": "2024-03-05",
        "/nb/contact/": None,
        "/nb/how-we-make-our-information/": None,
        "/nb/people/": None,
        "/nb/people/otto-pebble/": "2024-05-17",
        "/nb/people/wilma-sandpiper/": "2024-03-05",
        "/nb/privacy/": None,
        "/nb/topics/": "2024-05-17",
        "/nb/topics/gaturer/": "2024-03-05",
        "/nb/topics/pa-norsk/": "2024-05-17",
        "/nb/topics/sporsmal/": "2024-03-05",
        "/people/": None,
        "/people/otto-pebble/": "2025-02-11",
        "/people/wilma-sandpiper/": "2025-02-11",
        "/privacy/": None,
    }
    assert days["/topics/"] == "2024-08-14"
    assert days["/topics/habits/"] == "2023-10-02"
