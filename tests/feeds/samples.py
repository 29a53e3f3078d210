"""Articles of a made-up clinic with the attributes that feeds use."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace

from plugins.clinic.directory import Byline
from plugins.feeds.entries import FeedSite

SITE = "https://clinic.example.org/repo"
DAY, LATER = datetime(2026, 3, 1, 9, 30, tzinfo=UTC), datetime(2026, 4, 2, tzinfo=UTC)


@dataclass
class FakeArticle:
    """One article."""

    title: str = "Sleep & <rest>"
    url: str = "articles/sleep/"
    date: datetime = DAY
    summary: str = "Why 8 &gt; 5 hours."
    content: str = "<p>Sleep <b>well</b>.</p>"
    category: str = "Articles"
    tags: list = field(default_factory=lambda: ["Sleep"])
    bylines: list = field(default_factory=lambda: [Byline("Nora Lind", "people/nora-lind/")])
    picture: object = None
    social_card: object = None
    lang: str = "en-gb"
    in_default_lang: bool = True


def render(article):
    """The HTML of an article for feeds."""
    return article.content


def feed_site(**changes):
    """The site that the feeds are of."""
    known = {
        "url": SITE,
        "name": "Fjord Clinic",
        "description": "Calm muscles & minds.",
        "lang": "en-gb",
        "default_category": "Articles",
        "now": LATER,
        "render": render,
    }
    return FeedSite(**(known | changes))


PICTURE = SimpleNamespace(url="images/bed-1.jpg")
