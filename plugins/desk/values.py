"""What the desk knows of a site: plain values that a build collects and sends as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from pydantic import TypeAdapter

from plugins.core.findings import Finding

PostKind = Literal["article", "page"]
LinkReason = Literal["pin", "text", "fairness", "category", "newest", "copy"]


@dataclass(frozen=True)
class RelatedLink:
    """A related article that a page shows: its file, and the score and reason of the choice."""

    path: str
    score: float
    source: LinkReason


@dataclass(frozen=True)
class DeskPost:
    """One article or page.

    `path` is its file as the editor would type it; `url` is below the site, and empty if there is
    no page. `status` is that of the front matter, and `shown` whether visitors would see the post
    in lists at the time of the build. `moment` is that of publication, with its time zone. `due` is
    the day of the next review, and `unreviewed` says that the rules want a review and there was
    none. `size` and `compressed` are bytes of the page's HTML, as it is and by gzip. `linked` are
    the files of posts to which the text links.
    """

    path: str
    kind: PostKind
    title: str
    slug: str
    lang: str
    url: str = ""
    status: str = "published"
    shown: bool = True
    moment: datetime | None = None
    planned: date | None = None
    authors: tuple[str, ...] = ()
    category: str = ""
    reviewed: date | None = None
    due: date | None = None
    unreviewed: bool = False
    words: int = 0
    size: int = 0
    compressed: int = 0
    related: tuple[RelatedLink, ...] = ()
    linked: tuple[str, ...] = ()


@dataclass(frozen=True)
class EarlyRow:
    """What a saved post and its page say before the build; see DeskPost."""

    path: str
    title: str
    status: str
    shown: bool
    moment: datetime | None
    planned: date | None
    authors: tuple[str, ...]
    reviewed: date | None
    due: date | None
    unreviewed: bool
    words: int
    linked: tuple[str, ...]
    size: int = 0
    compressed: int = 0


@dataclass(frozen=True)
class SavedChange:
    """What the save of a post changes before the build: its row, None if it has errors.

    `added` and `removed` are findings by reading it; what a build finds later is not among them.
    `related` has the related articles of each post that had others in the last good build, by file;
    it is empty too if only the build can find them.
    """

    row: EarlyRow | None
    added: tuple[Finding, ...] = ()
    removed: tuple[Finding, ...] = ()
    related: Mapping[str, tuple[RelatedLink, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class JoinedDesk:
    """What the desk will show if the build succeeds, once posts are read and articles related.

    `values` have no weights of pages, as none is written yet. They are None if the build has found
    errors already, or if the desk shows nothing yet. `added` and `removed` are findings since the
    same moment of the last build; what is found later is not among them.
    """

    values: DeskValues | None
    added: tuple[Finding, ...] = ()
    removed: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class GalleryAge:
    """How many photos from Instagram the gallery may show, the newest one's day, and its limit.

    A build warns when the newest is more than `max_days` old.
    """

    photos: int
    newest: date | None
    max_days: int


@dataclass(frozen=True)
class MissingFact:
    """What only the clinic can say: a key without a value, its file, and what it is for."""

    file: str
    key: str
    missing: str


@dataclass(frozen=True)
class DeskValues:
    """What the desk shows of the last good build, which ended at `built`.

    `lang` is the site's own language, in lower case as those of posts. `token_expires` is when the
    token for Instagram expires, None if that is not known. `colours` are the theme's, as #rrggbb,
    by scheme and name. `people` are those of people.yaml, and the clinic, as authors.
    """

    built: datetime
    lang: str
    posts: tuple[DeskPost, ...] = ()
    gallery: GalleryAge | None = None
    token_expires: datetime | None = None
    open_points: tuple[MissingFact, ...] = ()
    colours: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    people: tuple[str, ...] = ()


ADAPTER: TypeAdapter[DeskValues] = TypeAdapter(DeskValues)
CHANGE_ADAPTER: TypeAdapter[SavedChange] = TypeAdapter(SavedChange)
JOINED_ADAPTER: TypeAdapter[JoinedDesk] = TypeAdapter(JoinedDesk)
