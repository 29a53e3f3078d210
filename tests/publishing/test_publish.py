"""Whole production builds below a sub-path: absolute URLs, and feeds."""

import re
from xml.etree import ElementTree as ET

import pytest

from plugins.publishing.links import parse
from tests.publishing.small_site import build_site, small_site, write

pytestmark = pytest.mark.slow

SITEURL = "https://clinic.example.org/repo"
ATOM = "{http://www.w3.org/2005/Atom}"
ALIASES = ("old/links/index.html", "older.html", "2021/été/index.html", "2022/fête.html")
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The small site as built for production; SITEURL has a slash at its end."""
    folder = small_site(tmp_path_factory.mktemp("publish") / "project")
    write(
        folder,
        "content/articles/links.md",
        "---\ntitle: Links & <more>\ndate: 2026-01-03\naliases:\n  - /old/links/\n  - /older.html\n"
        "  - /2021/%C3%A9t%C3%A9/\n  - /2021/été/\n  - /2022/f%c3%aate.html\n---\n"
        "[old](/2021/%C3%A9t%C3%A9/) "
        "[post](/articles/warm/) [file](cool.md) [page](/about/) [home](/) [far](https://x.org/)\n"
        "[here](#here) [up](../warm/)\n\n## Here\n\n![A dot](dot.png)\n",
    )
    done = build_site(folder, "publish", env={"SITEURL": f"{SITEURL}/"})
    assert done.returncode == 0, done.stderr
    return folder / "output"


def pages(site):
    """The text of every page, by its path in the site."""
    return {
        path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")
    }


def test_every_address_is_absolute(site):
    """Except fragments, and relative links that an editor wrote."""
    found = {address for text in pages(site).values() for address in parse(text).addresses}

    others = {address for address in found if not address.startswith((f"{SITEURL}/", "#"))}
    assert others == {"https://x.org/", "../warm/", "mailto:hello@fjord.example.org"}


def test_links_in_a_post_get_the_sub_path(site):
    """Both absolute paths and file names."""
    addresses = parse((site / "articles/links/index.html").read_text("utf-8")).addresses

    for address in ("articles/warm/", "articles/cool/", "about/", ""):
        assert f"{SITEURL}/{address}" in addresses


def test_every_page_has_its_canonical_url(site):
    """It is the URL at which the page is served."""
    for name, text in pages(site).items():
        canonical = re.findall(r'<link rel="canonical" href="([^"]*)">', text)
        if "http-equiv" in text or name == "404.html":
            continue
        assert canonical == [f"{SITEURL}/{name.removesuffix('index.html')}"], name


def test_aliases_link_to_the_article(site):
    """Each alias is a page that links to the article."""
    for name in ALIASES:
        assert f"{SITEURL}/articles/links/" in (site / name).read_text("utf-8")


def test_an_alias_is_written_where_hosts_look_for_it(site):
    """In a folder whose name has the letters of the address, not their codes."""
    assert not [path for path in site.rglob("*") if "%" in path.name]


def test_the_sitemap_lists_every_page_once(site):
    """Except redirects and noindex pages; robots.txt has its URL."""
    listed = [node.text for node in ET.parse(site / "sitemap.xml").iter(f"{MAP}loc")]

    assert listed == sorted(set(listed))
    unfound = {"404.html", "search/index.html", *ALIASES}
    wanted = set(pages(site)) - unfound
    assert set(listed) == {f"{SITEURL}/{name.removesuffix('index.html')}" for name in wanted}
    assert f"Sitemap: {SITEURL}/sitemap.xml" in (site / "robots.txt").read_text("utf-8")


def test_the_feed_has_every_article(site):
    """Newest first, with absolute URLs and unescaped titles."""
    feed = ET.parse(site / "feeds/all.atom.xml").getroot()

    entries = feed.findall(f"{ATOM}entry")
    assert [entry.find(f"{ATOM}link").get("href") for entry in entries] == [
        f"{SITEURL}/articles/links/",
        f"{SITEURL}/articles/cool/",
        f"{SITEURL}/articles/warm/",
    ]
    assert entries[0].find(f"{ATOM}title").text == "Links & <more>"
    body = entries[0].find(f"{ATOM}content").text
    assert set(parse(body).addresses) >= {
        f"{SITEURL}/articles/warm/",
        f"{SITEURL}/articles/cool/",
        f"{SITEURL}/",
        f"{SITEURL}/articles/links/#here",
    }
    assert feed.find(f"{ATOM}link[@rel='self']").get("href") == f"{SITEURL}/feeds/all.atom.xml"
