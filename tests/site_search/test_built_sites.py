"""What a built site has for searching, read back from its files."""

from itertools import chain

import pytest

from tests.building import ROOT, SAMPLE, build
from tests.conftest import SITEURL
from tests.site.reading import html_pages, soup
from tests.site_search.samples import indexed

pytestmark = pytest.mark.slow

PUBLISHED = {
    "/articles/a-sore-knee/", "/guides/first-visit/", "/nb/articles/first-visit/",
    "/articles/new-shoes/", "/articles/open-on-saturdays/", "/articles/quay-news/",
    "/articles/walking-to-work/",
}  # fmt: skip


@pytest.mark.parametrize("site", ["built_sample", "published_sample", "previewed_sample"])
def test_the_index_has_every_published_article_and_nothing_else(request, site):
    """No draft, no hidden and no scheduled post is in it, not even in a preview; and no list."""
    found = indexed(request.getfixturevalue(site))
    words = " ".join(
        chain.from_iterable([page["content"], *page["meta"].values()] for page in found.values())
    )

    assert set(found) == PUBLISHED
    assert "Half a thought about calves" not in words
    assert "waters the plants" not in words
    assert "bouncy castle" not in words
    assert "Get off the bus one stop early." in words


def test_each_article_is_known_by_its_own_language(built_sample):
    """A translation says which it is; the others are in the site's."""
    languages = {url: page["meta"].get("lang") for url, page in indexed(built_sample).items()}

    assert languages.pop("/nb/articles/first-visit/") == "nb"
    assert set(languages.values()) == {None}


def test_every_result_leads_to_a_page_of_the_site(built_site):
    """The addresses in the index are those of its pages."""
    for url in indexed(built_site):
        assert (built_site / url.strip("/") / "index.html").is_file()


def test_only_the_search_page_has_a_script_of_its_own(published_sample):
    """No other page loads anything for the search."""
    asking = {
        page.relative_to(published_sample).as_posix(): tag["src"]
        for page in html_pages(published_sample)
        for tag in soup(page).select("script[src*=search]")
    }

    assert list(asking) == ["search/index.html"]
    assert asking["search/index.html"].startswith(f"{SITEURL}/theme/search.")


def test_search_engines_leave_the_search_page_out(published_sample):
    """It says noindex, has no JSON-LD and is in no sitemap."""
    page = soup(published_sample / "search" / "index.html")

    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert not page.select("script[type='application/ld+json'], link[rel=canonical]")
    assert "/search/" not in (published_sample / "sitemap.xml").read_text("utf-8")


def test_every_page_leads_to_the_search(published_sample):
    """By a link in its header, and on the page for wrong addresses by a form."""
    for page in html_pages(published_sample):
        if header := soup(page).select_one(".site-header"):
            assert header.select_one(f"a[href='{SITEURL}/search/']").text == "Search", page
    form = soup(published_sample / "404.html").select_one("form[role=search]")
    assert (form["action"], form["method"]) == (f"{SITEURL}/search/", "get")
    assert form.select_one("input[name=q]")["maxlength"] == "200"


def test_the_search_page_offers_topics_and_years(built_sample):
    """With and without scripts."""
    page = soup(built_sample / "search" / "index.html")
    links = {tag["href"] for tag in page.select("main a")}

    assert "needs JavaScript" in page.select_one("noscript").text
    assert page.select_one("#search").has_attr("hidden")
    assert {"/topics/walking/", "/archive/2024/", "/archive/2021/", "/articles/"} <= links


def test_a_site_that_does_not_list_the_plugin_has_no_search(tmp_path):
    """No page, no link to it, no index; the rest is as it was."""
    settings = tmp_path / "settings.py"
    settings.write_text(
        "from pelicanconf import *\n"
        f"THEME = {str(ROOT / 'theme')!r}\n"
        "PHOTO_FEED_MAX_AGE_DAYS = 36_500\n"
        "PLUGINS = [name for name in PLUGINS if 'site_search' not in name]\n"
    )
    site = tmp_path / "site"

    done = build("html", output=site, content=SAMPLE / "content", settings=settings)

    assert done.returncode == 0, done.stderr
    assert not (site / "search").exists()
    assert not (site / "pagefind").exists()
    assert "/search/" not in (site / "404.html").read_text("utf-8")


def test_a_build_without_the_program_fails_and_leaves_the_old_site(tmp_path):
    """It says what to do."""
    (tmp_path / "pagefind_bin.py").write_text("raise ImportError\n")
    site = tmp_path / "site"
    site.mkdir()

    done = build(
        "html",
        output=site,
        content=SAMPLE / "content",
        settings=SAMPLE / "siteconf.py",
        env={"PYTHONPATH": str(tmp_path)},
    )

    assert done.returncode == 1
    assert "Pagefind, which makes the index for the search, is not installed." in done.stderr
    assert list(site.iterdir()) == []
