"""The JSON-LD of a page, from the variables of its template."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
from markupsafe import Markup

from plugins.clinic.directory import Byline
from plugins.responsive_images.picture import Picture
from plugins.structured_data.page_graph import PageGraph, section_of, topics_of
from tests.structured_data.samples import BASE, NORA, QUAY, SITE
from tests.structured_data.vocabulary import faults

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


def script(**variables):
    """The script of a page with these variables."""
    graph = PageGraph(SITE, "Articles")
    return graph.script(variables, "x/", "A page", "What it says.", "en-gb")


def nodes(**variables):
    """The nodes of the page's graph by type; all are valid."""
    text = script(**variables)
    document = json.loads(text[text.index("{") : text.rindex("}") + 1])
    assert list(faults(document)) == []
    return {
        node["@type"] if isinstance(node["@type"], str) else node["@type"][0]: node
        for node in document["@graph"]
    }


def test_a_script_is_safe_to_insert():
    """Templates escape other text."""
    assert isinstance(script(), Markup)
    assert script().startswith('<script type="application/ld+json">')


def test_a_page_has_its_kind_and_parents():
    """As its template sets them."""
    found = nodes(page_kind="CollectionPage", parents=[{"name": "Topics", "url": "topics/"}])

    assert found["CollectionPage"]["url"] == f"{BASE}/x/"
    crumbs = found["BreadcrumbList"]["itemListElement"]
    assert [crumb["name"] for crumb in crumbs] == ["Home", "Topics", "A page"]


def test_a_page_without_a_kind_is_a_web_page():
    """Templates need not name the usual."""
    assert "WebPage" in nodes()


def test_an_article_has_its_facts():
    """Its category counts unless it is the default one."""
    article = FakeArticle(related_articles=[FakeOther("articles/rest/")])
    article.tags = ["Night", "Day"]

    found = nodes(article=article)["Article"]

    assert found["headline"] == "Sleep"
    assert found["articleSection"] == "Rest"
    assert found["keywords"] == ["Night", "Day"]
    assert found["datePublished"] == "2026-03-14"
    assert "articles/rest/" in script(article=article)
    article.category = "Articles"
    assert "articleSection" not in nodes(article=article)["Article"]


@pytest.mark.parametrize(
    ("picture", "card", "image"),
    [
        ("images/bed.jpg", "social/bed.png", "images/bed.jpg"),
        ("", "social/bed.png", "social/bed.png"),
        ("", "", None),
    ],
)
def test_an_article_has_its_picture_or_its_card(picture, card, image):
    """The lead picture comes first."""
    article = FakeArticle(
        picture=Picture(picture, 4, 3) if picture else None,
        social_card=Picture(card, 4, 3) if card else None,
    )

    found = nodes(article=article)["Article"].get("image")

    assert found == (f"{BASE}/{image}" if image else None)


@pytest.mark.parametrize("name", ["article", "page"])
def test_a_review_makes_a_medical_web_page(name):
    """Of an article and of a page."""
    post = FakeArticle() if name == "article" else FakePage()
    assert "MedicalWebPage" not in nodes(**{name: post})

    post.reviewed, post.reviewed_by = date(2026, 3, 14), "Nora Lind"

    assert nodes(**{name: post})["MedicalWebPage"]["lastReviewed"] == "2026-03-14"


def test_people_and_locations_have_pages_of_their_own():
    """A profile, and a page about the place."""
    assert "ProfilePage" in nodes(person=NORA)
    place = nodes(location=QUAY)["WebPage"]["mainEntity"]
    assert place == {"@id": f"{BASE}/clinics/quay/#place"}


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
