"""What the graph of a page needs, from what is read of an article or a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest

from plugins.clinic.directory import Byline
from plugins.responsive_images.picture import Picture
from plugins.structured_data.page_graph import graph_article, review_of, section_of, topics_of
from plugins.structured_data.subjects import GraphArticle, Review

DAY = datetime(2026, 3, 14, tzinfo=UTC)


@dataclass
class FakeOther:
    """A related article."""

    url: str


@dataclass
class FakeArticle:
    """What is read of an article."""

    title: str = "Sleep"
    category: str = "Rest"
    bylines: list = field(default_factory=lambda: [Byline("Nora Lind", "people/nora-lind/")])
    date: datetime = DAY
    updated: date | None = None
    credit: str = ""
    picture: Picture | None = None
    social_card: Picture | None = None
    related_articles: list = field(default_factory=list)
    reviewed: date | None = None
    reviewed_by: str = ""


@dataclass
class FakePage:
    """What is read of a page."""

    reviewed: date | None = None
    reviewed_by: str = ""


def of(article):
    """The article as it is in its page's graph."""
    return graph_article(article, "sleep/", "en-gb", "What it says.", default_category="Articles")


def test_an_article_has_its_facts():
    """Its category counts unless it is the default one."""
    article = FakeArticle(
        updated=date(2026, 4, 1),
        credit="With Ann Lee",
        related_articles=[FakeOther("articles/rest/")],
    )
    article.tags = ["Night", "Day"]

    assert of(article) == GraphArticle(
        path="sleep/",
        title="Sleep",
        description="What it says.",
        lang="en-gb",
        authors=("Nora Lind",),
        published=DAY,
        updated=date(2026, 4, 1),
        credit="With Ann Lee",
        section="Rest",
        topics=("Night", "Day"),
        related=("articles/rest/",),
    )
    article.category = "Articles"
    assert of(article).section == ""


@pytest.mark.parametrize(
    ("picture", "card", "image"),
    [
        ("images/bed.jpg", "social/bed.png", "images/bed.jpg"),
        ("images/bed.svg", "social/bed.png", "social/bed.png"),
        ("images/bed.svg", "", "images/bed.svg"),
        ("", "social/bed.png", "social/bed.png"),
        ("", "", ""),
    ],
)
def test_an_article_has_its_picture_or_its_card(picture, card, image):
    """The lead picture comes first, unless it is a drawing that few programs can show."""
    article = FakeArticle(
        picture=Picture(picture, 4, 3) if picture else None,
        social_card=Picture(card, 4, 3) if card else None,
    )

    assert of(article).image == image


@pytest.mark.parametrize("post", [FakeArticle(), FakePage()])
def test_a_post_may_have_a_review(post):
    """An article or a page."""
    assert review_of(post) is None

    post.reviewed, post.reviewed_by = date(2026, 3, 14), "Nora Lind"

    assert review_of(post) == Review(date(2026, 3, 14), "Nora Lind")


def test_the_default_category_is_no_section():
    """Nobody has chosen it."""
    assert section_of(FakeArticle(category="Rest"), "Articles") == "Rest"
    assert section_of(FakeArticle(category="Articles"), "Articles") == ""


def test_pelican_may_set_no_tags():
    """It does not if a post has none."""
    article = FakeArticle()
    assert topics_of(article) == []
    article.tags = ["Night"]
    assert topics_of(article) == ["Night"]
