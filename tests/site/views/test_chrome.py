"""What all pages share: menu, lists, pages and feeds."""

from dataclasses import replace

import pytest
from jinja2 import Environment

from plugins.clinic.directory import Clinic, Directory
from plugins.photo_feed.gallery import Gallery
from plugins.site.languages import SiteLanguage
from plugins.site.views.chrome import LanguageLink, MenuEntry, chrome
from plugins.site.views.values import PageLink, Translation
from plugins.site.writing import page_queue
from tests.site.builds import SITEURL
from tests.site.views.samples import (
    FakePage,
    articles,
    clinic_build,
    group,
    translated,
    variables,
)


@pytest.fixture
def build(tmp_path):
    """A build of a clinic with people, locations and a menu of its own."""
    return clinic_build(tmp_path)


def with_menu(build, *menu):
    """The same build with this menu in clinic.yaml; without names, it has none."""
    known = build.directory
    build.directory = replace(known, clinic=replace(known.clinic, menu=menu))
    return build


def chrome_of(build, *pages, has_topics=True, search_url="", style_guide_url="", **others):
    """The chrome of a site with these pages; by default it has topics."""
    return chrome(
        build,
        pages,
        has_topics=has_topics,
        search_url=search_url,
        style_guide_url=style_guide_url,
        **others,
    )


PAGES = (FakePage("Prices", "prices"), FakePage("about", "about"))


def test_the_menu_names_the_lists_and_all_pages(build):
    """Without a menu in clinic.yaml; pages come last, by title in any letter case."""
    found = chrome_of(with_menu(build), *PAGES)

    assert found.menu == (
        MenuEntry("articles/", list_name="articles"),
        MenuEntry("topics/", list_name="topics"),
        MenuEntry("clinics/", list_name="clinics"),
        MenuEntry("people/", list_name="people"),
        MenuEntry("about/", "about"),
        MenuEntry("prices/", "Prices"),
    )


def test_the_menu_has_what_clinic_yaml_names(build):
    """In its order; the list of categories, too, which the default menu leaves out."""
    found = chrome_of(with_menu(build, "prices", "categories", "articles"), *PAGES)

    assert found.menu == (
        MenuEntry("prices/", "Prices"),
        MenuEntry("categories/", list_name="categories"),
        MenuEntry("articles/", list_name="articles"),
    )


@pytest.mark.parametrize("menu", [(), ("articles", "topics", "clinics", "people")])
def test_empty_lists_are_left_out(build, menu):
    """They have no page, even if clinic.yaml names them."""
    build.directory = Directory(Clinic("Fjord"))

    found = chrome_of(with_menu(build, *menu), has_topics=False)

    assert found.lists == ("articles", "categories")
    assert found.menu == (MenuEntry("articles/", list_name="articles"),)


def test_all_lists_of_a_full_site_have_a_page(build):
    """In the order of LISTS."""
    assert chrome_of(build).lists == ("articles", "topics", "categories", "clinics", "people")


@pytest.mark.parametrize("menu", [(), ("draft", "about")])
def test_unpublished_pages_are_listed_separately(build, menu):
    """By title, with their marks; the menu and the footer do not have them."""
    public = FakePage("About", "about")
    draft = FakePage("Zebra", "draft", preview_mark="Draft")
    hidden = FakePage("apes", "hidden", lang="de", preview_mark="Hidden")

    found = chrome_of(with_menu(build, *menu), draft, public, hidden)

    assert found.pages == (PageLink("About", "about/"),)
    assert found.unpublished_pages == (
        Translation("apes", "hidden/", "de", "Hidden"),
        Translation("Zebra", "draft/", "en-gb", "Draft"),
    )
    assert [entry.title for entry in found.menu if entry.title] == ["About"]


def test_pages_are_sorted_by_title(build):
    """In any letter case."""
    found = chrome_of(build, *PAGES)

    assert found.pages == (PageLink("about", "about/"), PageLink("Prices", "prices/"))


def test_only_feeds_that_are_set_are_named(tmp_path):
    """Each with its media subtype."""
    settings = {"FEED_ALL_ATOM": "feeds/atom.xml", "FEED_ALL_JSON": "feeds/feed.json"}
    build = clinic_build(tmp_path, **settings)

    assert chrome_of(build).feeds == (
        ("atom+xml", "feeds/atom.xml"),
        ("feed+json", "feeds/feed.json"),
    )


def test_a_site_without_feeds_names_none(build):
    """A setting may be missing, too."""
    del build.settings["FEED_ALL_RSS"]

    assert chrome_of(build).feeds == ()


def test_the_rest_is_that_of_the_build(tmp_path):
    """The site's name is the clinic's."""
    build = clinic_build(tmp_path, preview=True, SITEURL=SITEURL)
    build.gallery = Gallery("From the clinic", ())

    found = chrome_of(build, search_url="search/", style_guide_url="style-guide/")

    assert (found.siteurl, found.sitename, found.site_lang) == (SITEURL, "Harbour Clinic", "en-gb")
    assert (found.clinic, found.photo_feed) == (build.directory.clinic, build.gallery)
    assert (found.search_url, found.style_guide_url) == ("search/", "style-guide/")
    assert found.preview is True


def test_a_public_build_is_no_preview(build):
    """Its pages are not marked."""
    assert chrome_of(build).preview is False


def norwegian(build):
    """The build of a site that has pages and feeds in Norwegian, too."""
    build.settings["FEED_ALL_ATOM"] = "feeds/all.atom.xml"
    build.languages = {"nb": SiteLanguage("nb", "nb/", Directory(Clinic("Fjord", menu=MENU)))}
    build.site = replace(build.site, languages=("nb",))
    return build


MENU = ("about", "articles", "prices")


def test_the_chrome_of_a_language_leads_to_its_own_pages(build):
    """A page that it lacks is that of the site's own language, and says so; it comes last."""
    about = translated(FakePage("About", "about"), FakePage("Om oss", "nb/about", lang="nb"))
    about.translations[0].slug = "about"
    prices = FakePage("Prices", "prices")

    own = chrome_of(norwegian(build), about, prices)
    found = chrome_of(norwegian(build), about, prices, lang="nb")

    assert found.home == "nb/"
    assert found.pages == (
        PageLink("Om oss", "about/"), PageLink("Prices", "prices/", "en-gb")
    )  # fmt: skip
    assert found.menu == (
        MenuEntry("about/", "Om oss"),
        MenuEntry("nb/articles/", list_name="articles"),
        MenuEntry("prices/", "Prices", lang="en-gb"),
    )
    assert found.feeds == (("atom+xml", "nb/feeds/all.atom.xml"),)
    assert [page.name for page in own.pages] == ["About", "Prices"]
    assert own.languages == found.languages == (
        LanguageLink("en-gb", "English", ""), LanguageLink("nb", "Norsk bokmål", "nb/")
    )  # fmt: skip


def test_a_language_without_articles_has_no_feeds(build):
    """They would be empty."""
    assert chrome_of(norwegian(build), lang="nb", has_articles=False).feeds == ()


def test_a_site_of_one_language_names_none(build):
    """There is nothing to choose."""
    assert (chrome_of(build).languages, chrome_of(build).home) == ((), "")


def test_the_chrome_does_not_grow_with_the_articles(build):
    """It is sent to every process and is part of every page: 3 articles or 30, it is the same."""

    def chrome_with(count):
        written = articles(count)
        topics = [(group(f"Topic {number}"), written) for number in range(count)]
        found = variables(articles=written, pages=list(PAGES), topics=topics, categories=topics)
        return page_queue(
            build, found, lambda *_: None, Environment(autoescape=True)
        ).writer.renderer.chrome

    assert chrome_with(3) == chrome_with(30)
    assert chrome_with(3) != chrome_with(0)  # which has no topics
