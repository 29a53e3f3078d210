"""The search page and the index of built sites."""

import pytest

from plugins.site_search.index import FOLDER
from tests.building import ROOT, SAMPLE, build
from tests.built_site.built_pages import html_pages, soup
from tests.conftest import SITEURL
from tests.site_search.samples import indexed

pytestmark = pytest.mark.slow

PUBLISHED = {
    "article": {
        "/articles/a-sore-knee/", "/guides/first-visit/", "/articles/new-shoes/",
        "/articles/open-on-saturdays/", "/articles/quay-news/", "/articles/walking-to-work/",
        "/nb/articles/first-visit/", "/nb/articles/med-fergen/", "/nb/articles/walking-to-work/",
    },
    "page": {
        "/about/", "/accessibility/", "/contact/", "/how-we-make-our-information/", "/privacy/",
        "/nb/about/", "/nb/accessibility/", "/nb/contact/", "/nb/how-we-make-our-information/",
        "/nb/privacy/",
    },
    "person": {
        "/people/otto-pebble/", "/people/wilma-sandpiper/",
        "/nb/people/otto-pebble/", "/nb/people/wilma-sandpiper/",
    },
    "place": {
        "/clinics/brindlemouth-quay/", "/clinics/upper-quillow/",
        "/nb/clinics/brindlemouth-quay/", "/nb/clinics/upper-quillow/",
    },
    "treatment": {
        "/about/#a-quiet-hour", "/about/#a-walk-and-a-talk", "/nb/about/#en-stille-time",
        "/nb/about/#en-tur-og-en-prat",
    },
}  # fmt: skip


def of_kind(article):
    """The kind of what the index has."""
    return article.get("kind", "article")


@pytest.mark.parametrize("site", ["built_sample", "published_sample", "previewed_sample"])
def test_the_index_has_everything_that_is_published_and_nothing_else(request, site):
    """No draft, hidden or scheduled post, not even in a preview; and no lists."""
    found = indexed(request.getfixturevalue(site))
    words = " ".join(" ".join(article.values()) for article in found.values())
    kinds = {kind: {url for url in found if of_kind(found[url]) == kind} for kind in PUBLISHED}

    assert kinds == PUBLISHED
    assert set(found) == set().union(*PUBLISHED.values())
    assert "Half a thought about calves" not in words
    assert "waters the plants" not in words
    assert "bouncy castle" not in words
    assert "Get off the bus one stop early." in words


def test_each_translation_has_its_language(built_sample):
    """Other articles are in the site's language."""
    languages = {url: article.get("lang") for url, article in indexed(built_sample).items()}

    assert {lang for url, lang in languages.items() if url.startswith("/nb/")} == {"nb"}
    assert {lang for url, lang in languages.items() if not url.startswith("/nb/")} == {None}


def test_every_result_is_a_place_of_the_site(built_site):
    """URLs in the index have a file, and that has the anchor."""
    for url in indexed(built_site):
        path, _, anchor = url.partition("#")
        page = soup(built_site / path.strip("/") / "index.html")
        assert not anchor or page.find(id=anchor), url


def test_only_search_pages_have_a_script(published_sample):
    """Each language has one, with the same script. No other page loads anything for the search."""
    asking = {
        page.relative_to(published_sample).as_posix(): tag["src"]
        for page in html_pages(published_sample)
        for tag in soup(page).select("script[src*=search]")
    }

    assert sorted(asking) == ["nb/search/index.html", "search/index.html"]
    assert len(set(asking.values())) == 1
    assert asking["search/index.html"].startswith(f"{SITEURL}/theme/search.")


def test_the_search_page_is_not_for_search_engines(published_sample):
    """It is noindex, has no JSON-LD and is not in the sitemap."""
    page = soup(published_sample / "search" / "index.html")

    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert not page.select("script[type='application/ld+json'], link[rel=canonical]")
    assert "/search/" not in (published_sample / "sitemap.xml").read_text("utf-8")


def test_every_page_links_to_the_search(published_sample):
    """In its header, to that of its language; the 404 page has a form."""
    for page in html_pages(published_sample):
        if header := (read := soup(page)).select_one(".site-header"):
            home = f"{SITEURL}/nb" if read.html["lang"] == "nb" else SITEURL
            assert header.select(f"a[href='{home}/search/']"), page
            assert len(header.select("a[href$='/search/']:not([hreflang])")) == 1, page
    form = soup(published_sample / "404.html").select_one("form[role=search]")
    assert (form["action"], form["method"]) == (f"{SITEURL}/search/", "get")
    assert form.select_one("input[name=q]")["maxlength"] == "200"


def test_the_search_page_has_topics_and_years(built_sample):
    """With and without JavaScript."""
    page = soup(built_sample / "search" / "index.html")
    links = {tag["href"] for tag in page.select("main a")}

    assert "needs JavaScript" in page.select_one("noscript").text
    assert page.select_one("#search").has_attr("hidden")
    assert {"/topics/walking/", "/archive/2024/", "/archive/2021/", "/articles/"} <= links


def test_a_site_may_have_no_search(tmp_path):
    """No page, no links to it, no index."""
    settings = tmp_path / "settings.py"
    settings.write_text(
        "from pelicanconf import *\n"
        f"THEME = {str(ROOT / 'theme')!r}\n"
        "PHOTO_FEED_MAX_AGE_DAYS = 36_500\n"
        "SITE_SEARCH = False\n"
    )
    site = tmp_path / "site"

    done = build("html", output=site, content=SAMPLE / "content", settings=settings)

    assert done.returncode == 0, done.stderr
    assert not (site / "search").exists()
    assert not (site / FOLDER).exists()
    assert "/search/" not in (site / "404.html").read_text("utf-8")
