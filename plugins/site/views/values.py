"""The values that several kinds of view have."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from plugins.article_body.transform import Heading
from plugins.clinic.directory import Byline, Location
from plugins.posts.attributes import ReferenceEntry
from plugins.posts.readiness import ReadyPart
from plugins.responsive_images.picture import Picture
from plugins.structured_data.subjects import PageSubject


@dataclass(frozen=True)
class PageLink:
    """A page of the site: the text of a link to it, and its URL below the site.

    `lang` is the language of a page that has no version in that of the page with the link.
    """

    name: str
    url: str
    lang: str = ""


@dataclass(frozen=True)
class Translation:
    """Another language's version of a page; `preview_mark` is empty if it is public."""

    title: str
    url: str
    lang: str
    preview_mark: str = ""


@dataclass(frozen=True)
class ArticleCard:
    """What lists show of an article; `topic` is its category, or empty for the default one."""

    title: str
    url: str
    lang: str
    date: datetime.date
    updated: datetime.date | None = None
    topic: str = ""
    excerpt: str = ""
    picture: Picture | None = None
    preview_mark: str = ""


@dataclass(frozen=True)
class Group:
    """A topic or category, how many articles it has, and the introduction that it may have."""

    name: str
    url: str
    count: int
    introduction: str = ""


@dataclass(frozen=True)
class Paging:
    """The place of one page of a long list among its `count` pages; a URL is empty at the ends."""

    number: int = 1
    count: int = 1
    newer: str = ""
    older: str = ""


@dataclass(frozen=True)
class SeriesPart:
    """An article of a series; `rel` is its relation to the article that is shown, if it has one."""

    title: str
    url: str
    lang: str
    preview_mark: str = ""
    rel: Literal["", "prev", "self", "next"] = ""


@dataclass(frozen=True)
class Series:
    """The series of an article, its parts in order, and its number there; 0 if it has no place."""

    name: str
    number: int
    parts: tuple[SeriesPart, ...]


@dataclass(frozen=True, kw_only=True)
class PostValues:
    """What a page shows of the post that it was made from.

    `content` is sanitised HTML, whose first `introduction` characters are whole blocks before the
    first part. `planned`, `review_notes` and `readiness` are empty but in a preview.
    """

    title: str
    lang: str
    excerpt: str
    content: str
    introduction: int = 0
    headings: tuple[Heading, ...] = ()
    picture: Picture | None = None
    preview_mark: str = ""
    translations: tuple[Translation, ...] = ()
    references: tuple[ReferenceEntry, ...] = ()
    citations: dict[int, tuple[str, ...]]
    reviewed: datetime.date | None = None
    reviewed_by: str = ""
    next_review: datetime.date | None = None
    review_state: str = ""
    planned: datetime.date | None = None
    review_notes: tuple[str, ...] = ()
    readiness: tuple[ReadyPart, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ArticleValues(PostValues):
    """The same of an article; `category` is None if it is the default one.

    `standfirst` is the description; empty if there is none, or if the text begins with it.
    """

    standfirst: str = ""
    date: datetime.date
    updated: datetime.date | None = None
    reading_minutes: int = 0
    bylines: tuple[Byline, ...] = ()
    credit: str = ""
    credit_people: tuple[PageLink, ...] = ()
    category: PageLink | None = None
    topics: tuple[PageLink, ...] = ()
    locations: tuple[Location, ...] = ()
    series: Series | None = None
    related_articles: tuple[ArticleCard, ...] = ()


@dataclass(frozen=True)
class Social:
    """How a page appears where its address is shared (Open Graph)."""

    kind: Literal["website", "article", "profile"] = "website"
    card: Picture | None = None
    published: datetime.date | None = None
    updated: datetime.date | None = None


@dataclass(frozen=True, kw_only=True)
class View:
    """What every page shows, and all that the page of a template of an owner's own gets.

    `template` is the file that renders the page, `output_file` its file in the site, `path` its
    address below the site and `lang` its language.
    """

    template: str
    output_file: str
    path: str
    lang: str
    noindex: bool = False
    subject: PageSubject
    social: Social
    alternates: tuple[Translation, ...] = ()
