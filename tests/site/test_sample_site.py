"""The made-up clinic's site as a whole: nobody else's words, nothing that is not public."""

import gzip
import re
from itertools import chain
from pathlib import PurePosixPath

import pytest
import yaml
from PIL import Image

from tests.building import ROOT, SAMPLE, build
from tests.site.built_pages import html_pages, soup

pytestmark = pytest.mark.slow

TEXTS = {".html", ".css", ".js", ".json", ".svg", ".txt", ".xml", ""}
INDEX = {".pf_fragment", ".pf_index", ".pf_meta"}  # the search's words, compressed
ENGINE = "pagefind/pagefind.js"  # knows no site: it tells that a ZIP file has no day after 2099
SITEURL = "https://harbour.example.org/site"
# What only the draft, the scheduled and the hidden post and the draft page have, and their slugs.
WITHHELD = (
    "stretching", "half a thought about calves",
    "summer-fair", "summer fair", "bouncy castle", "fairs", "2099",
    "staff-rota", "rota for colleagues", "waters the plants", "backroom",
    "prices", "three shells",
)  # fmt: skip
PUBLIC = ("old shoes, new shoes", "a little more walking", "open-on-saturdays", "first-visit")


@pytest.fixture(scope="module")
def published_sample(tmp_path_factory):
    """The made-up clinic as its own publishconf.py would build it, below a sub-path."""
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


def written(site):
    """Every file's path and, for a text, its words, all in small letters, by path."""
    files = [path for path in sorted(site.rglob("*")) if path.is_file()]
    return {
        (name := path.relative_to(site).as_posix()): f"{name}\n{text(path)}".casefold()
        for path in files
    }


def text(path):
    """The words of a file, those of the search's index too; none of a picture or a program."""
    if path.suffix in INDEX:
        return gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
    return path.read_text("utf-8") if path.suffix in TEXTS else ""


def first_clinics_words():
    """The names, places, people and slugs of the repository's own clinic, in small letters."""
    data = ROOT / "content" / "data"
    clinic = yaml.safe_load((data / "clinic.yaml").read_text("utf-8"))
    people = yaml.safe_load((data / "people.yaml").read_text("utf-8"))
    words = {clinic["name"], clinic["kind"], clinic["headline"]}
    for place in clinic["locations"]:
        words |= {place["name"], place["slug"], place["introduction"]}
        words |= set(place["area"].split(", "))
    for person in people:
        words |= {person["name"], person["slug"], person["name"].split()[-1]}
    return {word.casefold() for word in words}


def test_the_first_clinic_stands_nowhere(built_sample, previewed_sample, published_sample):
    """No word of the first clinic is in any file of the sample, nor in a file's name."""
    words = first_clinics_words()

    assert {"nordic balance", "lefevre", "wimbledon", "clapham"} <= words
    for site in (built_sample, previewed_sample, published_sample):
        texts = written(site)
        assert len(texts) > 40
        assert [
            (name, word) for name, text in texts.items() for word in words if word in text
        ] == []


def test_what_is_not_public_stands_nowhere(built_site, built_sample, published_sample):
    """Drafts, hidden and scheduled posts leave no trace: no page, topic, feed, index, alias.

    Only the search's own script is not looked into; it is the same file in every site.
    """
    engine = (built_site / ENGINE).read_bytes()
    for site in (built_sample, published_sample):
        texts = written(site)
        assert (site / ENGINE).read_bytes() == engine
        del texts[ENGINE]
        found = [(name, word) for name, text in texts.items() for word in WITHHELD if word in text]

        assert found == []
        assert not (site / "fair").exists()
        assert not (site / "drafts").exists()


@pytest.mark.parametrize("word", PUBLIC)
def test_what_is_public_stands_in_feed_or_sitemap(published_sample, word):
    """The check above looks at files that do have words: feed, sitemap and index list the rest."""
    texts = written(published_sample)
    index = "".join(text for name, text in texts.items() if name.startswith("pagefind/fragment/"))

    assert word in texts["feeds/all.atom.xml"] + texts["sitemap.xml"]
    assert word in index


@pytest.mark.parametrize(
    ("address", "mark"),
    [
        ("articles/stretching-notes", "Draft."),
        ("articles/summer-fair", "Scheduled for 1 June 2099."),
        ("articles/staff-rota", "Hidden."),
        ("prices", "Draft."),
    ],
)
def test_a_preview_marks_what_is_not_public(previewed_sample, address, mark):
    """In a preview each of them has its page, which says what it is, above everything else."""
    page = soup(previewed_sample / address / "index.html")

    assert page.select_one("main .preview-banner strong").get_text() == mark
    assert page.select_one("meta[name=robots]")["content"] == "noindex"


def test_a_preview_marks_their_cards(previewed_sample):
    """On the preview's home page their cards carry the same marks, and no other card does."""
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


def test_a_preview_offers_only_what_is_public_after_an_article(previewed_sample):
    """Related articles are public ones, also in a preview."""
    for page in sorted(previewed_sample.rglob("articles/*/index.html")):
        assert not soup(page).select("#related-articles .badge"), page


def test_files_of_the_top_are_at_the_top(built_sample):
    """Files of content/extra/ are copied to the top of the site as they are."""
    extra = SAMPLE / "content" / "extra"

    assert (built_sample / "CNAME").read_text("utf-8") == "harbour.example.org\n"
    for name in ("favicon.svg", "favicon.ico", "apple-touch-icon.png"):
        assert (built_sample / name).read_bytes() == (extra / name).read_bytes()


@pytest.mark.parametrize(
    ("alias", "address"),
    [
        ("2019/05/first-visit/index.html", "guides/first-visit/"),
        ("first-visit.html", "guides/first-visit/"),
        ("kontakt/index.html", "contact/"),
    ],
)
def test_old_addresses_lead_to_the_new(built_sample, published_sample, alias, address):
    """At each alias stands a page that leads on, by itself and by a link, and is not indexed."""
    for site, root in ((built_sample, ""), (published_sample, SITEURL)):
        page = soup(site / alias)

        assert page.select_one("meta[http-equiv=refresh]")["content"] == f"0; url={root}/{address}"
        assert [a["href"] for a in page.select("a")] == [f"{root}/{address}"]
        assert page.select_one("meta[name=robots]")["content"] == "noindex"
    sitemap = (published_sample / "sitemap.xml").read_text("utf-8")
    assert f"<loc>{SITEURL}/{alias.removesuffix('index.html')}</loc>" not in sitemap


def test_pictures_say_nothing_of_camera_or_place(built_sample):
    """A published picture has no EXIF, and so no place; what lay on its side stands upright."""
    pictures = sorted((built_sample / "images").iterdir())
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
            assert sky > floor + 20  # the drawing's floor is darker, and below


def test_lists_turn_their_pages(built_sample):
    """Following “Older articles” passes every article once, newest first, and back again."""
    days, address, before = [], "/articles/", None
    while address:
        page = soup(built_sample / address.strip("/") / "index.html")
        days += [time["datetime"] for time in page.select("article.card time")]
        back = page.select_one(".pagination [rel=prev]")
        assert (back["href"] if back else None) == before
        onward = page.select_one(".pagination [rel=next]")
        before, address = address, onward["href"] if onward else None

    assert days == [
        "2024-08-14", "2024-05-02", "2024-03-05", "2023-09-18", "2022-06-30", "2021-01-09",
    ]  # fmt: skip

    assert before == "/articles/page/3/"


def test_a_year_lists_its_articles_and_leads_to_the_other_years(built_sample):
    """Every year that has an article has a page, and each page leads to all others."""
    years = sorted(path.name for path in (built_sample / "archive").iterdir())
    page = soup(built_sample / "archive/2024/index.html")
    others = [a.get_text() for a in page.select("nav[aria-labelledby=years-title] a")]

    assert years == ["2021", "2022", "2023", "2024"]
    assert sorted([*others, "2024"]) == years
    assert [time["datetime"] for time in page.select("article.card time")] == [
        "2024-08-14", "2024-05-02", "2024-03-05",
    ]  # fmt: skip


def test_a_topic_begins_with_its_introduction(built_sample):
    """On its first page, and in what search engines read; other topics have their name only."""
    first = soup(built_sample / "topics/walking/index.html")
    second = soup(built_sample / "topics/walking/page/2/index.html")
    other = soup(built_sample / "topics/first-visit/index.html")
    words = "Feet, stairs & shoes, as far as they can be made up."

    assert first.select_one(".page-head .lead").get_text() == words
    assert first.select_one("meta[name=description]")["content"] == words
    assert second.select(".page-head .lead") == other.select(".page-head .lead") == []
    assert other.select_one("meta[name=description]")["content"].startswith("Articles about First")


def test_long_topics_and_categories_turn_their_pages_too(built_sample):
    """A topic of three articles has two pages when two are shown on each, and says so."""
    for name in ("topics/walking", "categories/everyday"):
        page = soup(built_sample / name / "page" / "2" / "index.html")

        assert page.select_one("h2#list-title").get_text() == "3 articles"
        assert page.select_one(".pagination span").get_text() == "Page 2 of 2"
        assert len(page.select("article.card")) == 1
    assert not soup(built_sample / "topics/shoes/index.html").select(".pagination")


def test_nothing_is_called_none(built_sample, previewed_sample):
    """A fact that is not known is left out: no text and no attribute has the word None in it."""
    for page in chain(html_pages(built_sample), html_pages(previewed_sample)):
        found = soup(page)
        values = [str(value) for tag in found.find_all(True) for value in tag.attrs.values()]

        assert not [v for v in [found.get_text(" "), *values] if re.search(r"\bNone\b", v)], page


def test_nothing_is_empty_or_left_dangling(built_sample):
    """No heading, list, label or paragraph stands without what it announces."""
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


def test_every_link_and_picture_of_the_site_is_there(built_sample):
    """Whatever a page names below / is a file of the site, and each #fragment an id of its page."""
    for page in html_pages(built_sample):
        found = soup(page)
        for tag in found.select("[href^='/'], [href^='#'], [src^='/']"):
            path, _, fragment = (tag.get("href") or tag.get("src")).partition("#")
            target = built_sample / path.lstrip("/") if path else page
            target = target / "index.html" if path.endswith("/") else target

            assert target.is_file(), (page, tag)
            assert not fragment or soup(target).find(id=fragment), (page, tag)


def test_the_settings_say_only_what_differs():
    """Another clinic's settings are a few lines on top of the project's own."""
    own = [row for row in (SAMPLE / "siteconf.py").read_text("utf-8").split("\n") if "=" in row]

    assert len(own) <= 6
    assert not (SAMPLE / "theme").exists()
    assert PurePosixPath("../../theme").name in "".join(own)


def test_an_old_address_of_a_translation_leads_to_it(built_sample):
    """Aliases work on a translation as on an original."""
    page = soup(built_sample / "norsk" / "besok" / "index.html")

    assert page.select_one("meta[http-equiv=refresh]")["content"] == (
        "0; url=/nb/articles/first-visit/"
    )


def test_a_translation_shows_no_topic_without_a_page(built_sample):
    """Topic pages are made for originals; a topic that only a translation has is left out."""
    page = soup(built_sample / "nb" / "articles" / "first-visit" / "index.html")

    assert not page.select("a[href*='pa-norsk']")
    assert not (built_sample / "topics" / "pa-norsk").exists()
