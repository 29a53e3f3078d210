"""The failures of the old WordPress page do not occur on its new page."""

import re

import pytest

from tests.built_site.built_pages import html_pages, soup

pytestmark = pytest.mark.slow

OLD_ERRORS = (
    "No feed with the ID",
    "Please go to the Instagram Feed",
    "only visible to WordPress admins",
    "Loading, Please wait",
    "[instagram-feed",
)


@pytest.fixture(scope="module")
def dry_needling(built_site):
    """The dry-needling article, parsed."""
    return soup(built_site / "articles" / "what-is-dry-needling" / "index.html")


def test_no_page_shows_a_dead_feed_or_a_spinner(built_site):
    """No page has the texts of the feed's errors or the endless spinner."""
    words = {page: page.read_text("utf-8") for page in html_pages(built_site)}

    assert len(words) > 40
    assert not [(page, old) for page, text in words.items() for old in OLD_ERRORS if old in text]


def test_no_page_has_markup_of_the_old_feed(built_site):
    """No page has ids or classes of the old plugin."""
    for page in html_pages(built_site):
        found = soup(page)

        assert not found.select("#sb_instagram, #sbi_mod_error, [class^=sbi], [class*=' sbi']")


def test_an_article_has_three_cards_with_clean_excerpts(dry_needling):
    """Three other articles are linked, each with a date, a title and an excerpt without markup."""
    cards = dry_needling.select("#related-articles article.card")

    assert len(cards) == 3
    for card in cards:
        excerpt = card.select_one(".card__excerpt").get_text()
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", card.time["datetime"])
        assert re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4}", card.time.get_text(strip=True))
        assert card.select_one("h3 a").get_text(strip=True)
        assert len(excerpt.split()) > 8
        assert not re.search(r"[<>]|&\w+;|span|style|text-decoration", excerpt)


def test_cards_link_to_other_articles_of_this_site(dry_needling, built_site):
    """Each card leads to a different existing article, never to the article itself."""
    links = [a["href"] for a in dry_needling.select("#related-articles article.card h3 a")]

    assert len(set(links)) == 3
    assert "/articles/what-is-dry-needling/" not in links
    assert all((built_site / link.strip("/") / "index.html").is_file() for link in links)


def test_every_article_has_three_cards(built_site):
    """Every article links to three others."""
    articles = sorted((built_site / "articles").glob("*/index.html"))

    assert len(articles) >= 12
    assert {len(soup(page).select("#related-articles article.card")) for page in articles} == {3}


def test_related_topics_are_links(dry_needling, built_site):
    """“Related topics” is never empty, and each topic links to its page."""
    section = dry_needling.select_one("#related-topics")
    links = [a["href"] for a in section.select("a")]

    assert section.find(["h2", "h3"]).get_text(strip=True) == "Related topics"
    assert links
    assert all((built_site / link.strip("/") / "index.html").is_file() for link in links)


def test_the_gallery_has_local_pictures(dry_needling, built_site):
    """The gallery shows the site's own files, each with size and alternative text."""
    section = dry_needling.select_one("#photo-feed")
    pictures = section.select("img")

    assert len(pictures) >= 3
    for picture in pictures:
        assert picture["src"].startswith("/images/")
        assert (built_site / picture["src"].lstrip("/")).is_file()
        assert int(picture["width"]) > 0
        assert int(picture["height"]) > 0
        assert picture["alt"].strip()
    assert "Instagram" not in section.get_text()


def test_the_byline_and_the_credit(dry_needling):
    """The clinic is the author of the text; the credit names the original's author."""
    text = " ".join(dry_needling.main.get_text(" ").split())

    assert "Nordic Balance" in text
    assert "Based on an article by Loic Lefevre" in text
    assert "last reviewed" not in text


@pytest.mark.parametrize(
    ("slug", "published"),
    [
        ("5-top-tips-for-marathon-training", "2021-09-28"),
        ("the-benefits-of-sports-massage-for-runners", "2021-09-28"),
        ("5-tips-to-reduce-the-risk-of-running-injuries", "2021-09-28"),
    ],
)
def test_old_articles_keep_their_dates(built_site, slug, published):
    """The three old articles keep their publication dates and have a date of update."""
    page = soup(built_site / "articles" / slug / "index.html")
    times = [time["datetime"] for time in page.main.find_all("time")]

    assert published in times
    assert "28 September 2021" in page.main.get_text(" ")
    assert "Updated" in page.main.get_text(" ")
