"""Posts and lists of Pelican's as views are made from them, after the build has joined them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace

from plugins.site.views.site_values import SiteValues
from tests.clinic.samples import directory
from tests.site.builds import new_build

DEFAULT_CATEGORY = "Articles"


def group(name, folder="topics"):
    """A topic or category of Pelican's."""
    slug = name.lower().replace(" ", "-")
    return FakeGroup(name, f"{folder}/{slug}/", slug)


@dataclass(frozen=True)
class FakeGroup:
    """A topic or category with the attributes of Pelican's."""

    name: str
    url: str
    slug: str

    def __str__(self):
        return self.name


@dataclass(eq=False)
class FakePage:
    """A page of Pelican's with all attributes that views read."""

    title: str = "About"
    slug: str = "about"
    lang: str = "en-gb"
    excerpt: str = "Who we are."
    content: str = "<p>Words.</p>"
    headings: tuple = ()
    first_part: str = ""
    picture: object = None
    preview_mark: str = ""
    status: str = "published"
    translations: list = field(default_factory=list)
    references: tuple = ()
    citations: dict = field(default_factory=dict)
    reviewed: object = None
    reviewed_by: str = ""
    next_review: object = None
    review_state: str = ""
    planned: object = None
    review_notes: tuple = ()
    readiness: tuple = ()
    source_path: str = "/site/content/about.md"

    @property
    def url(self):
        """As our settings file has it."""
        return f"{self.slug}/"


@dataclass(eq=False)
class FakeArticle(FakePage):
    """An article of Pelican's with all attributes that views read.

    As in Pelican, an article without topics has no `tags`.
    """

    title: str = "Sleep"
    slug: str = "sleep"
    standfirst: str = ""
    date: datetime = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
    updated: object = None
    reading_minutes: int = 2
    bylines: tuple = ()
    credit: str = ""
    credit_people: tuple = ()
    category: FakeGroup = field(default_factory=lambda: group(DEFAULT_CATEGORY, "categories"))
    locations: tuple = ()
    series: str = ""
    series_index: int | None = None

    @property
    def metadata(self):
        """What was read of it, and other plugins do not change."""
        values = {"series": self.series, "series_index": self.series_index}
        return {name: value for name, value in values.items() if value not in (None, "")}

    related_articles: tuple = ()
    social_card: object = None

    @property
    def url(self):
        """As our settings file has it."""
        return f"articles/{self.slug}/"


def articles(count, **values):
    """Articles of different days, the newest first, as Pelican has them."""
    days = [
        datetime(2020 + number // 12, number % 12 + 1, 3, tzinfo=UTC) for number in range(count)
    ]
    return [
        FakeArticle(f"Article {number}", f"article-{number}", date=day, **values)
        for number, day in enumerate(days)
    ][::-1]


def translated(original, *translations):
    """Make posts the translations of each other, as Pelican does; returns the original."""
    versions = [original, *translations]
    for post in versions:
        post.translations = [other for other in versions if other is not post]
    return original


def year(number):
    """A year of Pelican's period archives."""
    return {"period": (number,), "period_num": (number,), "url": f"archive/{number}/"}


def variables(**changes):
    """Those that Pelican gives to every template of a site without posts, and `changes`."""
    return {
        "articles": [],
        "pages": [],
        "topics": [],
        "topic_introductions": {},
        "categories": [],
        "period_archives": {},
        "style_guide_url": "",
        **changes,
    }


def clinic_build(folder, *, preview=False, **settings):
    """A build of a clinic that has two locations and two people."""
    build = new_build(folder, preview=preview, **settings)
    build.directory = directory()
    return build


def site_values(folder, *, preview=False, settings=None, **changes):
    """The values of a clinic's site, from Pelican's variables with these changes."""
    build = clinic_build(folder, preview=preview, **(settings or {}))
    return SiteValues(build, variables(**changes))


def page_of(shown, number, count, *, newer="", older=""):
    """The variables of one page of a long list."""
    return {
        "articles_page": SimpleNamespace(number=number, object_list=shown),
        "articles_paginator": SimpleNamespace(num_pages=count),
        "articles_previous_page": SimpleNamespace(url=newer) if newer else None,
        "articles_next_page": SimpleNamespace(url=older) if older else None,
    }
