"""What a save changes in related links, before the build that finds it."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from plugins.core.findings import Finding
from plugins.posts.model import FrontMatter
from plugins.related_articles.articles import find_related, set_related
from plugins.related_articles.options import RelatedArticlesOptions
from plugins.site.build import FinishedPost, KeptInProcess
from plugins.site.early_links import changed_links

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
OPTIONS = RelatedArticlesOptions(count=1, fairness=0).model_copy(update={"cache": ""})


@dataclass(eq=False)
class FakeArticle:
    """An article of the last build."""

    slug: str
    plain_text: str
    title: str = "Title"
    headings: tuple = ()
    linked: tuple = ()
    description: str = ""
    related: list = field(default_factory=list)
    related_exclude: list = field(default_factory=list)
    field_lines: dict = field(default_factory=dict)
    tags: list = field(default_factory=list)
    category: str = "Running"
    lang: str = "en"
    date: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    status: str = "published"
    preview_mark: str = ""

    def __post_init__(self):
        self.url = f"{self.slug}/"
        self.source_path = f"/site/{self.slug}.md"
        self.source_file = f"{self.slug}.md"

    def values(self):
        """What the reader has returned for it."""
        return {**vars(self)}


WORDS = {
    "ankle": "ankle sprain",
    "foot": "foot arch ankle",
    "neck": "neck turn",
    "back": "neck low",
}


@pytest.fixture
def last():
    """The last build, with related articles."""
    articles = [FakeArticle(slug, text) for slug, text in WORDS.items()]
    set_related(articles, find_related(articles, OPTIONS))
    front = FrontMatter(title="Title", date=datetime(2026, 1, 1))  # noqa: DTZ001  # as it is written
    return SimpleNamespace(
        articles=articles,
        posts={
            Path(each.source_path): FinishedPost("<p>", each.values(), front) for each in articles
        },
        inputs=SimpleNamespace(related=OPTIONS),
        request=SimpleNamespace(lenient=False),
        settings={
            "TYPOGRIFY": False,
            "TIMEZONE": "Europe/London",
            "SLUGIFY_SOURCE": "title",
        },
        now=NOW,
    )


@pytest.fixture(autouse=True)
def at(monkeypatch):
    """Sets the time; an hour after the last build."""

    def at(moment):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", f"{moment.timestamp():.0f}")

    at(NOW + timedelta(hours=1))
    return at


def saved(last, findings=(), **values):
    """The related articles that differ once a post is saved with these values."""
    path = Path("/site/ankle.md")
    old = last.posts[path]
    new = replace(old, values=old.values | values, findings=tuple(findings))
    found = changed_links(KeptInProcess(), last, path, new)
    return {
        file: [other.source_file for other in others]
        for file, links, others in found
        if [link.slug for link in links] == [other.slug for other in others]
    }


def test_new_words_change_the_links_of_the_post_and_those_to_it(last):
    """As if all articles were related again; those of the last build stay as they are."""
    before = [vars(each).copy() for each in last.articles]
    articles = [FakeArticle(slug, text) for slug, text in (WORDS | {"ankle": "neck turn"}).items()]
    set_related(articles, find_related(articles, OPTIONS))
    after = {each.source_file: each for each in articles}

    found = saved(last, plain_text="neck turn")

    files = [each.source_file for each in last.articles]
    assert found == {
        file: [other.source_file for other in after[file].related_articles]
        for file, each in zip(files, last.articles, strict=True)
        if after[file].related_links != each.related_links
    }
    assert (found["ankle.md"], found["neck.md"]) == (["neck.md"], ["ankle.md"])
    assert [vars(each) for each in last.articles] == before


@pytest.mark.parametrize(
    "values",
    [{}, {"excerpt": "Other"}, {"reviewed_by": ["Nora"]}, {"plain_text": "ankle sprain"}],
)
def test_nothing_changes_without_other_words(last, values):
    """Whatever else of its own the post shows."""
    assert saved(last, **values) == {}


def test_a_pin_is_followed_and_a_wrong_one_left_to_the_build(last):
    """Which fails then, unless it is lenient."""
    assert saved(last, related=["back"]) == {"ankle.md": ["back.md"]}
    assert saved(last, plain_text="neck turn", related=["nobody"]) == {}
    last.request.lenient = True
    assert saved(last, plain_text="neck turn", related=["nobody"])["ankle.md"] == ["neck.md"]


@pytest.mark.parametrize(
    "place",
    [
        {"date": datetime(2026, 2, 1, tzinfo=UTC)},
        {"status": "draft"},
        {"preview_mark": "Scheduled"},
        {"slug": "other"},
        {"lang": "nb"},
        {"tags": ["Sleep"]},
        {"category": "Sleep"},
        {"save_as": "x.html"},
    ],
)
def test_what_else_a_save_changes_is_left_to_the_build(last, place):
    """Another place among the articles."""
    assert saved(last, plain_text="neck turn", **place) == {}


def test_a_title_that_makes_the_slug_is_left_to_the_build(last):
    """Of a post without a slug of its own, if Pelican makes slugs of titles."""
    changed = {"title": "Other", "plain_text": "neck turn"}
    assert "ankle.md" in saved(last, **changed)

    del last.posts[Path("/site/ankle.md")].values["slug"]
    assert saved(last, **changed) == {}
    assert "ankle.md" in saved(last, plain_text="neck turn")
    last.settings["SLUGIFY_SOURCE"] = "basename"
    assert "ankle.md" in saved(last, **changed)


def test_a_post_with_errors_or_that_is_no_article_is_left_to_the_build(last):
    """As a page is, or a hidden article."""
    wrong = Finding("ankle.md", 1, "error", "a/b", "Wrong.")

    assert saved(last, plain_text="neck turn", findings=[wrong]) == {}
    last.articles = last.articles[1:]
    assert saved(last, plain_text="neck turn") == {}


def test_another_day_and_a_post_that_is_due_are_left_to_the_build(last, at):
    """Both may change articles that nobody has saved."""
    at(NOW + timedelta(hours=13))
    assert saved(last, plain_text="neck turn") == {}

    at(NOW + timedelta(hours=1))
    path = Path("/site/back.md")
    for minutes, is_due in ((59, True), (61, False)):
        moment = (NOW + timedelta(minutes=minutes)).replace(tzinfo=None)  # London's, in winter
        front = FrontMatter(title="Title", date=moment)
        last.posts[path] = replace(last.posts[path], front=front)
        assert (saved(last, plain_text="neck turn") == {}) == is_due
