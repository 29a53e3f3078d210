"""Rules of what is noted of pages as they are written."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from plugins.publishing.verify import Source
from plugins.publishing.written import date_empty_feed, note_page
from plugins.structured_data.sitemap import SitemapEntry

OLD, NEW = datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class FakePost:
    """A post as a page is made from it."""

    date: datetime = OLD
    source_path: str = "/site/content/a.md"
    content: str = '<a href="/b/">B</a>'


def context(**variables):
    """The variables of a template."""
    return {"OUTPUT_PATH": "/site/output", "SOURCES": {}, "WRITTEN": [], **variables}


def test_an_articles_page_is_noted_with_its_file_and_links():
    """By its path in the site; the sitemap has the day of its last change."""
    article = FakePost()
    article.modified = NEW
    seen = context(article=article)

    note_page("/site/output/articles/a/index.html", seen)

    source = Source(Path("/site/content/a.md"), frozenset({"/b/"}))
    assert seen["SOURCES"] == {"articles/a/index.html": source}
    assert seen["WRITTEN"] == [SitemapEntry("articles/a/", NEW)]


def test_a_list_is_as_new_as_its_newest_article():
    """And has no source of its own."""
    seen = context(articles=[FakePost(OLD), FakePost(NEW)])

    note_page("/site/output/index.html", seen)
    note_page("/site/output/old.html", context(articles=[]))

    assert seen["SOURCES"] == {}
    assert seen["WRITTEN"] == [SitemapEntry("", NEW)]


@pytest.mark.parametrize(
    ("name", "variables"),
    [("404.html", {}), ("old/index.html", {"redirect_to": FakePost()}), ("data.json", {})],
)
def test_what_nobody_should_find_is_not_for_the_sitemap(name, variables):
    """The error page, redirects and what is no page."""
    seen = context(**variables)

    note_page(f"/site/output/{name}", seen)

    assert seen["WRITTEN"] == []


def test_a_page_whose_place_a_post_has_taken_is_not_noted_again():
    """The sitemap names an address once."""
    seen = context(page=FakePost())
    note_page("/site/output/index.html", seen)
    del seen["page"]

    note_page("/site/output/index.html", seen)

    assert len(seen["WRITTEN"]) == 1


class FakeFeed:
    """A feed with some posts."""

    def __init__(self, posts):
        self._posts = posts

    def num_items(self):
        """How many there are."""
        return self._posts

    def latest_post_date(self):
        """What the library would say."""
        return "the time of day"


def test_only_an_empty_feed_takes_the_builds_clock():
    """Any other is as new as its newest post."""
    empty, full = FakeFeed(0), FakeFeed(1)

    for feed in (empty, full):
        date_empty_feed({"NOW": NEW}, feed)

    assert empty.latest_post_date() == NEW
    assert full.latest_post_date() == "the time of day"
