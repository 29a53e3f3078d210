"""Articles of a made-up clinic with the attributes that feeds use."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace

from jinja2 import DictLoader, Environment

from plugins.clinic.directory import Byline, Clinic

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
    lang: str = "en-gb"
    in_default_lang: bool = True


def context(**changes):
    """The template variables."""
    template = "{{ article.content|safe }}"
    known = {
        "SITENAME": "Fjord Clinic",
        "SITEURL": SITE,
        "DEFAULT_LANG": "en-gb",
        "DEFAULT_CATEGORY": "Articles",
        "NOW": LATER,
        "clinic": Clinic("Fjord Clinic", introduction="Calm muscles & minds."),
        "FEED_BODIES": {},
        "FEED_TEMPLATES": Environment(
            loader=DictLoader({"feed_article.html": template}), autoescape=True
        ),
    }
    return known | changes


PICTURE = SimpleNamespace(url="images/bed-1.jpg")
