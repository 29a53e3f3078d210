"""Records of written pages: their sources, links and sitemap entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

import pytest

from plugins.publishing.link_findings import PageSource
from plugins.publishing.links import parse
from plugins.publishing.outputs import Outputs, note_page
from plugins.publishing.sitemap import SitemapEntry

OLD, NEW = datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
LATER = datetime(2026, 2, 1, tzinfo=UTC)
SITE = "https://clinic.example.org/repo"


@dataclass
class FakePost:
    """The attributes of a post that are recorded."""

    date: datetime | None = OLD
    modified: datetime | None = None
    reviewed: date | None = None
    url: str = "articles/a/"
    source_path: str = "/site/content/a.md"
    content: str = '<a href="/b/">B</a>'


def note(name, outputs=None, *, html="", **variables):
    """Record a page that was written with these template variables; returns the record."""
    outputs = outputs or Outputs()
    note_page(outputs, name, {"SITEURL": "", **variables}, parse(html))
    return outputs


def listed(outputs):
    """The entries of the sitemap."""
    return [*outputs.sitemap.values()]


def lastmod(name, links=(), **variables):
    """The date that a page with links to articles has in the sitemap."""
    html = "".join(f'<a href="{link}">A</a>' for link in links)
    return listed(note(name, html=html, SITEURL=SITE, **variables))[0].changed


def test_an_articles_page_is_recorded_with_its_file_and_links():
    """By its path in the site; the sitemap has the date of its last change."""
    noted = note("articles/a/index.html", article=FakePost(modified=NEW))

    source = PageSource(Path("/site/content/a.md"), '<a href="/b/">B</a>')
    assert noted.sources == {"articles/a/index.html": source}
    assert listed(noted) == [SitemapEntry("articles/a/", date(2026, 1, 1))]


def test_a_list_is_as_new_as_its_newest_article():
    """A list has no source file."""
    noted = note("index.html", articles=[FakePost(OLD), FakePost(NEW)])

    assert noted.sources == {}
    assert listed(noted) == [SitemapEntry("", date(2026, 1, 1))]


@pytest.mark.parametrize(
    ("post", "changed"),
    [
        (FakePost(OLD), date(2025, 1, 1)),
        (FakePost(OLD, NEW), date(2026, 1, 1)),
        (FakePost(OLD, NEW, date(2026, 3, 1)), date(2026, 3, 1)),
        (FakePost(OLD, NEW, date(2025, 6, 1)), date(2026, 1, 1)),
        (FakePost(None, None, date(2026, 3, 1)), date(2026, 3, 1)),
        (FakePost(None, NEW), date(2026, 1, 1)),
        (FakePost(None), None),
    ],
)
@pytest.mark.parametrize("kind", ["article", "page"])
def test_lastmod_is_the_latest_of_date_modified_and_reviewed(post, changed, kind):
    """A page without any of them has no date."""
    noted = note("a/index.html", **{kind: post})

    assert listed(noted) == [SitemapEntry("a/", changed)]


def test_lastmod_is_in_the_posts_time_zone():
    """A change shortly after midnight in London is not one of the day before."""
    london = timezone(timedelta(hours=1))

    noted = note("a/index.html", article=FakePost(datetime(2026, 6, 2, 0, 30, tzinfo=london)))

    assert listed(noted) == [SitemapEntry("a/", date(2026, 6, 2))]


def test_a_list_changes_with_the_articles_that_it_links_to():
    """A change of an article that is not on the home page does not change the home page."""
    named, other = FakePost(OLD, url="articles/a/"), FakePost(OLD, NEW, url="articles/b/")
    link = f"{SITE}/articles/a/"

    assert lastmod("index.html", articles=[named, other], links=[link]) == date(2025, 1, 1)
    named.modified = LATER
    assert lastmod("index.html", articles=[named, other], links=[link]) == date(2026, 2, 1)


def test_a_review_changes_no_list():
    """Only the article's own page shows it."""
    post = FakePost(OLD, None, date(2026, 3, 1))
    link = f"{SITE}/{post.url}"

    assert lastmod("index.html", articles=[post], links=[link]) == date(2025, 1, 1)


def test_a_new_article_changes_every_page_of_a_list():
    """It moves the others down; changes of articles on other pages do not count."""
    new, changed, shown = FakePost(NEW), FakePost(OLD, LATER), FakePost(OLD)
    second = SimpleNamespace(object_list=[shown])

    day = lastmod("page/2/index.html", articles=[new, changed, shown], articles_page=second)
    assert day == date(2026, 1, 1)
    shown.modified = LATER
    day = lastmod("page/2/index.html", articles=[new, shown], articles_page=second)
    assert day == date(2026, 2, 1)


def test_a_persons_page_changes_with_articles_that_credit_them():
    """These articles are listed on it, too."""
    credited = FakePost(NEW, url="articles/c/")
    links = [f"{SITE}/articles/c/"]

    changed = lastmod("nora/index.html", articles=[], credited=[credited], links=links)
    assert changed == date(2026, 1, 1)


def test_a_page_without_articles_is_not_dated():
    """It is not known when a place's page changed."""
    assert lastmod("clinics/quay/index.html", articles=[]) is None


@pytest.mark.parametrize(
    ("name", "variables"),
    [
        ("404.html", {}),
        ("old/index.html", {"redirect_to": FakePost()}),
        ("data.json", {}),
        ("search/index.html", {"noindex": True}),
    ],
)
def test_pages_that_are_not_in_the_sitemap(name, variables):
    """The 404 page, redirects, other files and pages with noindex."""
    assert listed(note(name, **variables)) == []


def test_a_path_is_recorded_only_once():
    """A post may replace a page of the site; the sitemap lists the URL once."""
    noted = note("index.html", page=FakePost())

    note("index.html", noted, articles=[])

    assert len(noted.sitemap) == 1


def test_a_post_that_replaces_a_written_page_replaces_its_record():
    """Its `save_as` is the path of a page that the site generates."""
    noted = note("index.html", articles=[FakePost(NEW)], html='<p id="list">')

    note("index.html", noted, page=FakePost(OLD), html='<p id="post">')

    assert noted.pages == {"index.html": parse('<p id="post">')}
    assert listed(noted) == [SitemapEntry("", date(2025, 1, 1))]


def test_a_page_that_a_post_has_replaced_leaves_its_record():
    """The site generates it later, and it is not written."""
    noted = note("index.html", page=FakePost(OLD), html='<p id="post">')

    note("index.html", noted, articles=[FakePost(NEW)], html='<p id="list">')

    assert noted.pages == {"index.html": parse('<p id="post">')}
    assert listed(noted) == [SitemapEntry("", date(2025, 1, 1))]


def test_a_page_that_replaces_a_listed_one_may_be_unlisted():
    """A post with noindex in the place of a list."""
    noted = note("index.html", articles=[FakePost(NEW)])

    note("index.html", noted, page=FakePost(OLD), noindex=True)

    assert listed(noted) == []


@pytest.mark.parametrize("name", ["404.html", "old/index.html"])
def test_a_page_that_is_not_in_the_sitemap_is_recorded(name):
    """Its links are checked too."""
    assert note(name, html='<a href="/a/">', redirect_to=FakePost()).pages == {
        name: parse('<a href="/a/">')
    }


@pytest.mark.parametrize("name", ["data.json", "feed.xml", "robots.txt", "logo.svg"])
def test_another_file_than_a_page_is_read_later(name):
    """It is checked in another way, or not at all."""
    assert note(name, html="<a href='/a/'>").pages == {}
