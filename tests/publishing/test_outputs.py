"""Records of written pages: their sources, links and sitemap entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

import pytest

from plugins.publishing.outputs import Outputs, note_page
from plugins.publishing.sitemap import SitemapEntry
from plugins.publishing.verify import PageSource

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


def note(name, outputs=None, **variables):
    """Record a page that was written with these template variables; returns the record."""
    outputs = outputs or Outputs()
    site = Path("/site/output")
    note_page(outputs, site, site / name, {"SITEURL": "", **variables})
    return outputs


def lastmod(folder, name, **variables):
    """The date that a page below `folder`, with links to articles, has in the sitemap."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f'<a href="{link}">A</a>' for link in variables.pop("links", [])))
    outputs = Outputs()
    note_page(outputs, folder, path, {"SITEURL": SITE, **variables})
    return outputs.sitemap[0].changed


def test_an_articles_page_is_recorded_with_its_file_and_links():
    """By its path in the site; the sitemap has the date of its last change."""
    noted = note("articles/a/index.html", article=FakePost(modified=NEW))

    source = PageSource(Path("/site/content/a.md"), '<a href="/b/">B</a>')
    assert noted.sources == {"articles/a/index.html": source}
    assert noted.sitemap == [SitemapEntry("articles/a/", date(2026, 1, 1))]


def test_a_list_is_as_new_as_its_newest_article():
    """A list has no source file."""
    noted = note("index.html", articles=[FakePost(OLD), FakePost(NEW)])

    assert noted.sources == {}
    assert noted.sitemap == [SitemapEntry("", date(2026, 1, 1))]


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

    assert noted.sitemap == [SitemapEntry("a/", changed)]


def test_lastmod_is_in_the_posts_time_zone():
    """A change shortly after midnight in London is not one of the day before."""
    london = timezone(timedelta(hours=1))

    noted = note("a/index.html", article=FakePost(datetime(2026, 6, 2, 0, 30, tzinfo=london)))

    assert noted.sitemap == [SitemapEntry("a/", date(2026, 6, 2))]


def test_a_list_changes_with_the_articles_that_it_links_to(tmp_path):
    """A change of an article that is not on the home page does not change the home page."""
    named, other = FakePost(OLD, url="articles/a/"), FakePost(OLD, NEW, url="articles/b/")
    link = f"{SITE}/articles/a/"

    assert lastmod(tmp_path, "index.html", articles=[named, other], links=[link]) == date(
        2025, 1, 1
    )
    named.modified = LATER
    assert lastmod(tmp_path, "index.html", articles=[named, other], links=[link]) == date(
        2026, 2, 1
    )


def test_a_review_changes_no_list(tmp_path):
    """Only the article's own page shows it."""
    post = FakePost(OLD, None, date(2026, 3, 1))
    link = f"{SITE}/{post.url}"

    assert lastmod(tmp_path, "index.html", articles=[post], links=[link]) == date(2025, 1, 1)


def test_a_new_article_changes_every_page_of_a_list(tmp_path):
    """It moves the others down; changes of articles on other pages do not count."""
    new, changed, shown = FakePost(NEW), FakePost(OLD, LATER), FakePost(OLD)
    second = SimpleNamespace(object_list=[shown])

    day = lastmod(
        tmp_path, "page/2/index.html", articles=[new, changed, shown], articles_page=second
    )
    assert day == date(2026, 1, 1)
    shown.modified = LATER
    day = lastmod(tmp_path, "page/2/index.html", articles=[new, shown], articles_page=second)
    assert day == date(2026, 2, 1)


def test_a_persons_page_changes_with_articles_that_credit_them(tmp_path):
    """These articles are listed on it, too."""
    credited = FakePost(NEW, url="articles/c/")
    links = [f"{SITE}/articles/c/"]

    assert lastmod(
        tmp_path, "nora/index.html", articles=[], credited=[credited], links=links
    ) == date(2026, 1, 1)


def test_a_page_without_articles_is_not_dated(tmp_path):
    """It is not known when a place's page changed."""
    assert lastmod(tmp_path, "clinics/quay/index.html", articles=[]) is None


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
    assert note(name, **variables).sitemap == []


def test_a_path_is_recorded_only_once():
    """A post may replace a page of the site; the sitemap lists the URL once."""
    noted = note("index.html", page=FakePost())

    note("index.html", noted, articles=[])

    assert len(noted.sitemap) == 1
