"""Rules of what is noted of pages as they are written."""

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
    """A post as a page is made from it."""

    date: datetime | None = OLD
    modified: datetime | None = None
    reviewed: date | None = None
    url: str = "articles/a/"
    source_path: str = "/site/content/a.md"
    content: str = '<a href="/b/">B</a>'


def context(**variables):
    """The variables of a template."""
    known = {"OUTPUT_PATH": "/site/output", "SITEURL": "", "OUTPUTS": Outputs()}
    return known | variables


def noted(folder, name, **variables):
    """The day that a page below `folder`, with links to articles, has in the sitemap."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f'<a href="{link}">A</a>' for link in variables.pop("links", [])))
    seen = context(OUTPUT_PATH=str(folder), SITEURL=SITE, **variables)
    note_page(str(path), seen)
    return seen["OUTPUTS"].sitemap[0].changed


def test_an_articles_page_is_noted_with_its_file_and_links():
    """By its path in the site; the sitemap has the day of its last change."""
    article = FakePost(modified=NEW)
    seen = context(article=article)

    note_page("/site/output/articles/a/index.html", seen)

    source = PageSource(Path("/site/content/a.md"), frozenset({"/b/"}))
    assert seen["OUTPUTS"].sources == {"articles/a/index.html": source}
    assert seen["OUTPUTS"].sitemap == [SitemapEntry("articles/a/", date(2026, 1, 1))]


def test_a_list_is_as_new_as_its_newest_article():
    """And has no source of its own."""
    seen = context(articles=[FakePost(OLD), FakePost(NEW)])

    note_page("/site/output/index.html", seen)
    note_page("/site/output/old.html", context(articles=[]))

    assert seen["OUTPUTS"].sources == {}
    assert seen["OUTPUTS"].sitemap == [SitemapEntry("", date(2026, 1, 1))]


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
def test_a_post_changed_when_its_editor_or_a_clinician_last_did_something(post, changed, kind):
    """Written, changed or reviewed, whichever is last; a page without any of them is not dated."""
    seen = context(**{kind: post})

    note_page("/site/output/a/index.html", seen)

    assert seen["OUTPUTS"].sitemap == [SitemapEntry("a/", changed)]


def test_the_day_is_that_of_the_posts_own_zone():
    """A change shortly after midnight in London is not one of the day before."""
    london = timezone(timedelta(hours=1))
    seen = context(article=FakePost(datetime(2026, 6, 2, 0, 30, tzinfo=london)))

    note_page("/site/output/a/index.html", seen)

    assert seen["OUTPUTS"].sitemap == [SitemapEntry("a/", date(2026, 6, 2))]


def test_a_list_changes_with_the_articles_that_it_names(tmp_path):
    """A change of one that is not on the home page does not change the home page."""
    named, other = FakePost(OLD, url="articles/a/"), FakePost(OLD, NEW, url="articles/b/")
    link = f"{SITE}/articles/a/"

    assert noted(tmp_path, "index.html", articles=[named, other], links=[link]) == date(2025, 1, 1)
    named.modified = LATER
    assert noted(tmp_path, "index.html", articles=[named, other], links=[link]) == date(2026, 2, 1)


def test_a_review_changes_no_list(tmp_path):
    """Only the article's own page tells of it."""
    post = FakePost(OLD, None, date(2026, 3, 1))
    link = f"{SITE}/{post.url}"

    assert noted(tmp_path, "index.html", articles=[post], links=[link]) == date(2025, 1, 1)


def test_a_new_article_changes_every_page_of_a_list(tmp_path):
    """It moves the others down; a change of another page's article does not show."""
    new, changed, shown = FakePost(NEW), FakePost(OLD, LATER), FakePost(OLD)
    second = SimpleNamespace(object_list=[shown])

    day = noted(tmp_path, "page/2/index.html", articles=[new, changed, shown], articles_page=second)
    assert day == date(2026, 1, 1)
    shown.modified = LATER
    day = noted(tmp_path, "page/2/index.html", articles=[new, shown], articles_page=second)
    assert day == date(2026, 2, 1)


def test_a_persons_page_changes_with_articles_that_credit_them(tmp_path):
    """They are named there as well."""
    credited = FakePost(NEW, url="articles/c/")
    person = SimpleNamespace(credited=[credited])
    links = [f"{SITE}/articles/c/"]

    assert noted(tmp_path, "nora/index.html", articles=[], person=person, links=links) == date(
        2026, 1, 1
    )


def test_a_page_without_articles_is_not_dated(tmp_path):
    """Nothing tells when a place's page changed."""
    assert noted(tmp_path, "clinics/quay/index.html", articles=[]) is None


@pytest.mark.parametrize(
    ("name", "variables"),
    [
        ("404.html", {}),
        ("old/index.html", {"redirect_to": FakePost()}),
        ("data.json", {}),
        ("search/index.html", {"noindex": True}),
    ],
)
def test_what_nobody_should_find_is_not_for_the_sitemap(name, variables):
    """The error page, redirects, what is no page and what asks not to be found."""
    seen = context(**variables)

    note_page(f"/site/output/{name}", seen)

    assert seen["OUTPUTS"].sitemap == []


def test_a_page_whose_place_a_post_has_taken_is_not_noted_again():
    """The sitemap names an address once."""
    seen = context(page=FakePost())
    note_page("/site/output/index.html", seen)
    del seen["page"]

    note_page("/site/output/index.html", seen)

    assert len(seen["OUTPUTS"].sitemap) == 1
