"""The values of feeds and their entries."""

from datetime import UTC, datetime

import pytest

from plugins.clinic.directory import Byline
from plugins.responsive_images.picture import Picture
from tests.feeds.samples import DAY, LATER, PICTURE, SITE, FakeArticle, feed_site


def entry(article):
    """The entry of one article."""
    site = feed_site()
    feed = site.begin("atom", None, f"{SITE}/feeds/all.atom.xml")
    site.add(feed, article)
    return feed.items[0]


def test_a_feed_of_a_part_of_the_site_has_its_name():
    """Pelican writes such feeds for CATEGORY_FEED_ATOM and others."""
    feed = feed_site().begin("rss", "Rest", f"{SITE}/feeds/rest.rss.xml")

    assert feed.feed["title"] == "Fjord Clinic - Rest"


def test_ids_are_those_of_pelican():
    """URL and date of publication; a modification keeps the id."""
    article = FakeArticle()
    article.modified = LATER

    assert entry(article)["unique_id"] == "tag:clinic.example.org,2026-03-01:/repo/articles/sleep/"


@pytest.mark.parametrize(
    ("modified", "updated"), [(None, DAY), (LATER, LATER), (datetime(2026, 1, 1, tzinfo=UTC), DAY)]
)
def test_updated_is_never_before_published(modified, updated):
    """Nor missing without a modification."""
    article = FakeArticle()
    if modified:
        article.modified = modified

    assert entry(article)["updateddate"] == updated


def test_authors_have_their_pages():
    """A name without a page has no URL."""
    article = FakeArticle(
        bylines=[Byline("Nora Lind", "people/nora-lind/"), Byline("Fjord Clinic")]
    )

    assert entry(article)["authors"] == [
        ("Nora Lind", f"{SITE}/people/nora-lind/"),
        ("Fjord Clinic", ""),
    ]


@pytest.mark.parametrize(
    ("category", "tags", "wanted"),
    [
        ("Articles", ["Sleep"], ["Sleep"]),
        ("Rest", ["Sleep", "Rest"], ["Rest", "Sleep"]),
        ("Articles", [], []),
    ],
)
def test_categories_are_category_and_topics(category, tags, wanted):
    """Each once, without the default category."""
    assert list(entry(FakeArticle(category=category, tags=tags))["categories"]) == wanted


def test_the_lead_picture_has_its_url():
    """That of the file that every reader can show."""
    card, drawing = Picture("social/bed.jpg", 4, 3), Picture("images/bed.svg", 4, 3)

    assert entry(FakeArticle(picture=PICTURE))["image"] == f"{SITE}/images/bed-1.jpg"
    shown = [FakeArticle(picture=each, social_card=card) for each in (PICTURE, drawing, None)]
    assert [entry(each)["image"] for each in shown] == [
        f"{SITE}/images/bed-1.jpg", f"{SITE}/social/bed.jpg", ""
    ]  # fmt: skip
    assert entry(FakeArticle())["image"] == ""


def test_an_articles_html_is_rendered_once():
    """For all three formats."""
    rendered = []

    def render(article):
        rendered.append(article)
        return f"<p onclick='x()'>{article.title}</p>"

    site, article = feed_site(render=render), FakeArticle(title="Sleep")
    feeds = [site.begin(kind, None, f"{SITE}/feeds/x") for kind in ("atom", "rss", "json")]
    for feed in feeds:
        site.add(feed, article)

    assert rendered == [article]
    assert len({feed.items[0]["content"] for feed in feeds}) == 1
    assert "Sleep" in feeds[0].items[0]["content"]


def test_another_build_renders_again():
    """Nothing is kept from an earlier one."""
    for words in ("Old", "New"):
        site = feed_site(render=lambda _article, words=words: f"<p>{words}</p>")
        feed = site.begin("atom", None, f"{SITE}/feeds/x")
        site.add(feed, FakeArticle())
        assert feed.items[0]["content"] == f"<p>{words}</p>"
