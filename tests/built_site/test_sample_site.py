"""The sample's site as a whole: nothing of the repository's clinic, nothing that is not public."""

import re
from itertools import chain
from pathlib import PurePosixPath

import pytest
import yaml
from PIL import Image

from plugins.site_search.index import FOLDER
from tests.building import ROOT, SAMPLE, build
from tests.built_site.built_pages import html_pages, soup

pytestmark = pytest.mark.slow

TEXTS = {".html", ".css", ".js", ".json", ".svg", ".txt", ".xml", ""}
SITEURL = "https://harbour.example.org/site"
# Words and slugs that occur only in posts and pages that are not public, and in notes for reviews.
WITHHELD = (
    "stretching", "half a thought about calves",
    "summer-fair", "summer fair", "bouncy castle", "fairs", "2099",
    "prices", "three shells", "shells counted", "tariff board", "lighthouse keeper", "planned",
)  # fmt: skip
PUBLIC = ("old shoes, new shoes", "a little more walking", "open-on-saturdays", "first-visit")


@pytest.fixture(scope="module")
def published_sample(tmp_path_factory):
    """The sample built for production with its own publishconf.py, below a sub-path."""
    folder = tmp_path_factory.mktemp("published")
    settings = folder / "conf.py"
    settings.write_text(f"from publishconf import *\nTHEME = {str(ROOT / 'theme')!r}\n")
    output = folder / "site"
    done = build(
        "publish", output=output, content=SAMPLE / "content", settings=settings,
        env={"SITEURL": SITEURL},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return output


def texts_by_path(site):
    """The path and the text of every file, in lower case, by path."""
    files = [path for path in sorted(site.rglob("*")) if path.is_file()]
    return {
        (name := path.relative_to(site).as_posix()): f"{name}\n{text_of(path)}".casefold()
        for path in files
    }


def text_of(path):
    """The text of a file, including the search index; "" for images."""
    return path.read_text("utf-8") if path.suffix in TEXTS else ""


def first_clinics_words():
    """Names, places, people and slugs of the repository's own clinic, in lower case."""
    data = ROOT / "content" / "data"
    clinic = yaml.safe_load((data / "clinic.yaml").read_text("utf-8"))
    file = data / "people.yaml"
    people = (yaml.safe_load(file.read_text("utf-8")) if file.is_file() else None) or []
    words = {clinic[key] for key in ("name", "kind", "headline") if clinic.get(key)}
    for place in clinic.get("locations") or []:
        words |= {place[key] for key in ("name", "slug", "introduction") if place.get(key)}
        words |= set(place.get("area", "").split(", ")) - {""}
    for person in people:
        words |= {person["name"], person["slug"], person["name"].split()[-1]}
    return {word.casefold() for word in words}


def test_the_repositorys_clinic_is_not_mentioned(built_sample, previewed_sample, published_sample):
    """No name of the repository's clinic is in any file of the sample, nor in a file name."""
    words = first_clinics_words()

    assert words
    for site in (built_sample, previewed_sample, published_sample):
        texts = texts_by_path(site)
        assert len(texts) > 40
        assert [
            (name, word) for name, text in texts.items() for word in words if word in text
        ] == []


def test_posts_that_are_not_public_leave_no_trace(built_sample, published_sample):
    """Drafts and scheduled posts appear in no page, topic, feed, index or alias."""
    for site in (built_sample, published_sample):
        texts = texts_by_path(site)
        found = [(name, word) for name, text in texts.items() for word in WITHHELD if word in text]

        assert found == []
        assert not (site / "fair").exists()
        assert not (site / "drafts").exists()


def test_a_hidden_post_has_one_page(built_sample, published_sample):
    """No list, topic, category, feed, sitemap or index has it, and search engines must not."""
    words = ("staff-rota", "rota for colleagues", "waters the plants", "backroom")
    for site in (built_sample, published_sample):
        texts = texts_by_path(site)
        found = {name for name, text in texts.items() if any(word in text for word in words)}

        assert found == {"articles/staff-rota/index.html"}
        page = soup(site / "articles/staff-rota/index.html")
        assert page.select_one("meta[name=robots]")["content"] == "noindex"
        assert not page.select(".preview-banner")


@pytest.mark.parametrize("word", PUBLIC)
def test_public_posts_are_in_feeds_sitemap_and_index(published_sample, word):
    """The check above does read text: feed, sitemap and index have the public posts."""
    texts = texts_by_path(published_sample)
    index = "".join(text for name, text in texts.items() if name.startswith(f"{FOLDER}/article."))

    assert word in texts["feeds/all.atom.xml"] + texts["sitemap.xml"]
    assert word in index


@pytest.mark.parametrize(
    ("address", "mark"),
    [
        ("articles/stretching-notes", "Draft."),
        ("articles/summer-fair", "Scheduled for 1 June 2099."),
        ("articles/staff-rota", "Hidden."),
        ("prices", "Ready for approval."),
    ],
)
def test_a_preview_marks_posts_that_are_not_public(previewed_sample, address, mark):
    """In a preview each of them has a page, which says at its top what it is."""
    page = soup(previewed_sample / address / "index.html")

    assert page.select_one("main .preview-banner strong").get_text() == mark
    assert page.select_one("meta[name=robots]")["content"] == "noindex"


def test_a_preview_shows_what_is_planned_and_the_notes_for_a_review(previewed_sample):
    """Notes at the top of public posts too, as many lines as were typed; not in its own index."""
    ready = soup(previewed_sample / "prices/index.html").select_one(".preview-banner")
    public = soup(previewed_sample / "articles/quay-news/index.html").select_one(".preview-banner")

    assert ready.select_one("time")["datetime"] == "2099-05-06"
    assert [[*note.stripped_strings] for note in ready.select(":scope > ul > li")] == [
        ["Otto: are the shells counted right?"], ["Two rows:", "see the tariff board"],
    ]  # fmt: skip
    assert [note.get_text() for note in public.select("li")] == ["Ask the lighthouse keeper again."]
    assert "not on the public site" not in public.get_text()
    assert any("2 notes" in row.get_text() for row in ready.select("details li"))
    assert {"date", "status: ready"} <= {each.string for each in ready.select("details code")}
    assert "`" not in ready.get_text()
    assert not public.select("details")
    others = {name for name, text in texts_by_path(previewed_sample).items() if "keeper" in text}
    assert others == {"articles/quay-news/index.html"}


def test_a_preview_marks_their_cards(previewed_sample):
    """Their cards on the preview's home page have the same marks, and no others do."""
    marks = {
        card.select_one("h3").get_text(): card.select_one(".badge").get_text()
        for card in soup(previewed_sample / "index.html").select("article.card")
        if card.select_one(".badge")
    }

    assert marks == {
        "The summer fair of the far future": "Scheduled for 1 June 2099",
        "Unfinished notes about stretching": "Draft",
        "A rota for colleagues only": "Hidden",
    }


def test_a_preview_relates_only_public_articles(previewed_sample):
    """Related articles are public ones, also in a preview."""
    for page in sorted(previewed_sample.rglob("articles/*/index.html")):
        assert not soup(page).select("#related-articles .badge"), page


def test_extra_files_are_copied_to_the_root(built_sample):
    """Files of content/extra/ are copied unchanged to the root of the site."""
    extra = SAMPLE / "content" / "extra"

    assert (built_sample / "CNAME").read_text("utf-8") == "harbour.example.org\n"
    icon = "apple-touch-icon.png"
    assert (built_sample / icon).read_bytes() == (extra / icon).read_bytes()


def test_the_mark_stands_beside_the_name_and_is_the_icon(built_sample):
    """It is in each page, so that nothing is requested; the words beside it say whose it is."""
    icon = soup(built_sample / "favicon.svg").svg
    paths = [path["d"] for path in icon.select("path")]
    for page in map(soup, html_pages(built_sample)):
        marks = page.select(".wordmark svg, .site-footer h2 svg")
        assert [mark["aria-hidden"] for mark in marks] == (["true"] * 2 if page.header else [])
        assert all([path["d"] for path in mark.select("path")] == paths for mark in marks)
    assert (built_sample / "favicon.ico").is_file()


@pytest.mark.parametrize(
    ("alias", "address"),
    [
        ("2019/05/first-visit/index.html", "guides/first-visit/"),
        ("first-visit.html", "guides/first-visit/"),
        ("kontakt/index.html", "contact/"),
        ("norsk/besok/index.html", "nb/articles/first-visit/"),
        ("fergen/index.html", "nb/articles/med-fergen/"),  # in Norwegian alone
    ],
)
def test_aliases_redirect_to_the_post(built_sample, published_sample, alias, address):
    """At each alias there is a page that redirects, has a link, and is noindex."""
    for site, root in ((built_sample, ""), (published_sample, SITEURL)):
        page = soup(site / alias)

        assert page.select_one("meta[http-equiv=refresh]")["content"] == f"0; url={root}/{address}"
        assert [a["href"] for a in page.select("a")] == [f"{root}/{address}"]
        assert page.select_one("meta[name=robots]")["content"] == "noindex"
    sitemap = (published_sample / "sitemap.xml").read_text("utf-8")
    assert f"<loc>{SITEURL}/{alias.removesuffix('index.html')}</loc>" not in sitemap


def test_pictures_have_no_metadata(built_sample):
    """A published picture has no EXIF and so no GPS data; a rotated photo is upright."""
    published = sorted((built_sample / "images").iterdir())
    pictures = [path for path in published if path.suffix != ".svg"]
    for path in pictures:
        with Image.open(path) as image:
            assert dict(image.getexif()) == {}, path
        assert b"Exif" not in path.read_bytes()
        assert b"Example Camera" not in path.read_bytes()
    shoes = [path for path in pictures if re.match(r"new-shoes-\w+-640\.", path.name)]
    assert {path.suffix for path in shoes} >= {".webp", ".jpg"}
    for path in shoes:
        with Image.open(path) as image:
            sky, floor = (image.convert("L").getpixel((600, y)) for y in (40, 400))

            assert image.size == (640, 427)
            assert sky > floor + 20  # the floor in the drawing is darker, and at the bottom


def test_pagination_visits_every_article_once(built_sample):
    """Following “Older articles” shows every article once, newest first; “Newer” goes back.

    An article that was changed shows the day of that.
    """
    days, address, before = [], "/articles/", None
    while address:
        page = soup(built_sample / address.strip("/") / "index.html")
        days += [time["datetime"] for time in page.select("article.card time:first-of-type")]
        back = page.select_one(".pagination [rel=prev]")
        assert (back["href"] if back else None) == before
        onward = page.select_one(".pagination [rel=next]")
        before, address = address, onward["href"] if onward else None

    assert days == [
        "2024-08-14", "2024-05-02", "2025-02-11", "2023-10-02", "2022-06-30", "2021-01-09",
    ]  # fmt: skip

    assert before == "/articles/page/3/"


def test_year_archives_link_to_each_other(built_sample):
    """Every year that has an article has a page, and each links to all others."""
    years = sorted(path.name for path in (built_sample / "archive").iterdir())
    page = soup(built_sample / "archive/2024/index.html")
    others = [a.get_text() for a in page.select("nav[aria-labelledby=years-title] a")]

    assert years == ["2021", "2022", "2023", "2024"]
    assert sorted([*others, "2024"]) == years
    assert [time["datetime"] for time in page.select("article.card time:first-of-type")] == [
        "2024-08-14", "2024-05-02", "2025-02-11",
    ]  # fmt: skip


def test_a_topic_begins_with_its_introduction(built_sample):
    """Its first page and description have the introduction; other topics have only a name."""
    first = soup(built_sample / "topics/walking/index.html")
    second = soup(built_sample / "topics/walking/page/2/index.html")
    other = soup(built_sample / "topics/first-visit/index.html")
    words = "Feet, stairs & shoes, as far as they can be made up."

    assert first.select_one(".page-head .lead").get_text() == words
    assert first.select_one("meta[name=description]")["content"] == words
    assert second.select(".page-head .lead") == other.select(".page-head .lead") == []
    assert other.select_one("meta[name=description]")["content"].startswith("Articles about First")


def test_the_list_of_topics_has_their_introductions(built_sample):
    """Below the names of those that have one; the search page has names only."""
    items = soup(built_sample / "topics/index.html").select(".topic-index__item")
    introduced = {item.a.get_text(): item.p.get_text() for item in items if item.p}

    assert set(introduced) == {"Walking", "Questions"}
    assert introduced["Walking"].startswith("Feet, stairs")
    assert not soup(built_sample / "search/index.html").select(".topic-index__item p")


def test_topics_and_categories_are_paginated(built_sample):
    """A topic of three articles has two pages when two are shown on each."""
    for name in ("topics/walking", "categories/everyday"):
        page = soup(built_sample / name / "page" / "2" / "index.html")

        assert page.select_one("h2#list-title").get_text() == "3 articles"
        assert page.select_one(".pagination span").get_text() == "Page 2 of 2"
        assert len(page.select("article.card")) == 1
    assert not soup(built_sample / "topics/shoes/index.html").select(".pagination")


def test_no_page_contains_none(built_sample, previewed_sample):
    """An unknown fact is left out: no text and no attribute has the word None in it."""
    for page in chain(html_pages(built_sample), html_pages(previewed_sample)):
        found = soup(page)
        values = [str(value) for tag in found.find_all(True) for value in tag.attrs.values()]

        assert not [v for v in [found.get_text(" "), *values] if re.search(r"\bNone\b", v)], page


def test_no_element_is_empty(built_sample):
    """No heading, list, label or paragraph is empty or without the content that it introduces."""
    blocks = (
        "h1, h2, h3, h4, p, li, ul, ol, dl, dt, dd, figcaption, section, nav, address, a, td, th"
    )
    for page in html_pages(built_sample):
        for tag in soup(page).body.select(blocks):
            text = " ".join(tag.get_text(" ").split())

            assert text or tag.find("img") or tag.get("aria-label"), (page, tag)
            if not tag.find_parent(class_="prose"):
                listed = tag.find_next_sibling(["ul", "ol", "dl"])
                assert listed or not text.endswith(":"), (page, tag)
                assert not re.search(r"^[,;·&]| (and|by|at|in)$|[,;·&]$", text), (page, tag)


def test_no_page_has_a_dead_link(built_sample):
    """Every path below / is a file of the site, and every #fragment an id of its page."""
    for page in html_pages(built_sample):
        found = soup(page)
        for tag in found.select("[href^='/'], [href^='#'], [src^='/']"):
            path, _, fragment = (tag.get("href") or tag.get("src")).partition("#")
            target = built_sample / path.lstrip("/") if path else page
            target = target / "index.html" if path.endswith("/") else target

            assert target.is_file(), (page, tag)
            assert not fragment or soup(target).find(id=fragment), (page, tag)


def test_settings_of_another_clinic_are_few_lines():
    """They only override some of the project's own settings."""
    own = [row for row in (SAMPLE / "siteconf.py").read_text("utf-8").split("\n") if "=" in row]

    assert len(own) <= 7
    assert not (SAMPLE / "theme").exists()
    assert PurePosixPath("../../theme").name in "".join(own)


def test_an_alias_of_a_translation_redirects_to_it(built_sample):
    """Aliases work for translations as for originals."""
    page = soup(built_sample / "norsk" / "besok" / "index.html")

    assert page.select_one("meta[http-equiv=refresh]")["content"] == (
        "0; url=/nb/articles/first-visit/"
    )


def test_a_topic_of_one_language_has_no_page_in_the_other(built_sample):
    """Each language has the topics of its own articles."""
    page = soup(built_sample / "nb" / "articles" / "first-visit" / "index.html")

    assert page.select("a[href$='/nb/topics/pa-norsk/']")
    assert not (built_sample / "topics" / "pa-norsk").exists()
