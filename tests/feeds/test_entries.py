"""What feeds say of an article, field by field."""

from datetime import UTC, datetime

import pytest

from plugins.clinic.directory import Byline, Clinic
from plugins.feeds import entries
from tests.feeds.samples import DAY, LATER, PICTURE, SITE, FakeArticle, context


def begun(**changes):
    """An Atom feed without articles."""
    return entries.begin("atom", None, context(**changes), f"{SITE}/feeds/all.atom.xml")


def added(article, **changes):
    """What a feed keeps of one article."""
    feed = begun(**changes)
    entries.add(feed, article)
    return feed.items[0]


def test_a_feed_of_a_part_of_the_site_says_which():
    """Pelican asks for them where a settings file has CATEGORY_FEED_ATOM or others."""
    feed = entries.begin("rss", "Rest", context(), f"{SITE}/feeds/rest.rss.xml")

    assert feed.feed["title"] == "Fjord Clinic - Rest"


@pytest.mark.parametrize(
    ("clinic", "words"),
    [
        (Clinic("Fjord", introduction="Calm.", headline="Strong."), "Calm."),
        (Clinic("Fjord", headline="Strong."), "Strong."),
        (Clinic("Fjord"), "Fjord Clinic"),
    ],
)
def test_a_feed_is_described_by_what_is_known(clinic, words):
    """RSS asks for a description."""
    assert begun(clinic=clinic).feed["description"] == words


def test_ids_are_those_that_readers_know():
    """Address and day of publication, as Pelican has always made them; a change keeps the id."""
    article = FakeArticle()
    article.modified = LATER

    assert added(article)["unique_id"] == "tag:clinic.example.org,2026-03-01:/repo/articles/sleep/"


@pytest.mark.parametrize(
    ("modified", "updated"), [(None, DAY), (LATER, LATER), (datetime(2026, 1, 1, tzinfo=UTC), DAY)]
)
def test_an_article_never_changed_before_it_was_published(modified, updated):
    """Nor when nobody changed it."""
    article = FakeArticle()
    if modified:
        article.modified = modified

    assert added(article)["updateddate"] == updated


def test_every_author_is_named_with_their_page():
    """A name without a page has no address."""
    article = FakeArticle(
        bylines=[Byline("Nora Lind", "people/nora-lind/"), Byline("Fjord Clinic")]
    )

    assert added(article)["authors"] == [
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
def test_categories_are_the_shelf_and_the_topics(category, tags, wanted):
    """Each once; the shelf of articles that have none is not told."""
    assert list(added(FakeArticle(category=category, tags=tags))["categories"]) == wanted


def test_the_lead_picture_is_named():
    """By the address that every reader can show."""
    assert added(FakeArticle(picture=PICTURE))["image"] == f"{SITE}/images/bed-1.jpg"
    assert added(FakeArticle())["image"] == ""


def test_an_articles_text_is_made_once_for_all_feeds():
    """Three formats cost little more than one."""
    shared = context()
    for kind in ("atom", "rss", "json"):
        entries.add(entries.begin(kind, None, shared, f"{SITE}/feeds/x"), FakeArticle())

    assert shared["FEED_BODIES"] == {f"{SITE}/articles/sleep/": "<p>Sleep <b>well</b>.</p>"}
