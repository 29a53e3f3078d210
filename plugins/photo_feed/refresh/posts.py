"""The account's newest posts: for each its picture, its link, its day and its words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, TypeAdapter, ValidationError

from plugins.article_body.excerpts import shorten
from plugins.photo_feed.refresh.api import Api
from plugins.photo_feed.refresh.api_errors import unreadable
from plugins.photo_feed.snapshot import Id, InstagramUrl

CAPTION = 2200  # characters, Instagram's own limit
_LONGEST = 10_000  # characters of any field, so that pages of long ones do not fill the memory
_PAGES = 10

_ID: TypeAdapter[str] = TypeAdapter(Id)
_LINK: TypeAdapter[str] = TypeAdapter(InstagramUrl)
_SURROGATE = re.compile("[\ud800-\udfff]")  # JSON can escape one, and no file can hold it


@dataclass(frozen=True)
class InstagramPost:
    """A post; `picture` is the URL of its picture and empty where Instagram gives none.

    `posted` is None, and `permalink`, `caption` and `alt` are empty, where nothing is known.
    """

    id: str
    picture: str
    permalink: str = ""
    posted: date | None = None
    caption: str = ""
    alt: str = ""


class BadPostError(Exception):
    """An item of the list that cannot be read; `id` is its own, empty where it has none."""

    def __init__(self, post_id: str, reason: str) -> None:
        super().__init__(reason)
        self.id = post_id
        self.reason = reason


def _limited(value: object) -> object:
    if value is None:
        return ""
    return _SURROGATE.sub("", value[:_LONGEST]) if isinstance(value, str) else value


def _without_wrapper(value: object) -> object:
    if value is None:
        return []
    return value.get("data") if isinstance(value, dict) else value


_Text = Annotated[str, BeforeValidator(_limited)]


class _Media(BaseModel):
    """A photo or film, as the API describes it; fields that are not known here are ignored."""

    media_type: _Text = ""
    media_url: _Text = ""
    thumbnail_url: _Text = ""
    alt_text: _Text = ""

    @property
    def picture(self) -> str:
        """The URL of the photo, or of the still of a film."""
        if self.media_type == "VIDEO":
            return self.thumbnail_url
        if self.media_type in {"IMAGE", "CAROUSEL_ALBUM"}:
            return self.media_url or self.thumbnail_url
        return self.thumbnail_url or self.media_url


class _Item(_Media):
    """An item of the API's list: a photo, a film, or an album of `children`."""

    permalink: _Text = ""
    timestamp: _Text = ""
    caption: _Text = ""
    children: Annotated[list[_Media], BeforeValidator(_without_wrapper)] = []

    def media(self) -> _Media:
        """What to show: the item itself if it has a picture, else the first child that has one."""
        # An album's own media_url is that of its first child, which may be a film.
        first = [child.media_type for child in self.children[:1]]
        is_film = (self.media_type, first) == ("CAROUSEL_ALBUM", ["VIDEO"])
        own = self.model_copy(update={"media_url": ""}) if is_film else self
        return next((media for media in (own, *self.children) if media.picture), self)


def newest_posts(
    api: Api, enough: int, zone: tzinfo, warn: Callable[[str], None]
) -> list[InstagramPost]:
    """The newest posts in Instagram's order, until `enough` of them have a picture.

    `warn` is called for a post that cannot be read; it has no picture here. Raises RefreshError,
    also when there are posts and none of them can be read.
    """
    posts: dict[str, InstagramPost] = {}
    cursors = {""}
    after = ""
    for _ in range(_PAGES):
        items, after = api.page(enough, after)
        for item in items:
            post = _read(item, api, zone, warn)
            if post:
                posts.setdefault(post.id, post)
            if sum(bool(found.picture) for found in posts.values()) >= enough:
                return list(posts.values())
        if items and not posts:
            raise unreadable("not one of its posts is as it should be")
        if after in cursors:  # empty at the end of the list; one seen before would never end
            break
        cursors.add(after)
    return list(posts.values())


def _read(
    item: object, api: Api, zone: tzinfo, warn: Callable[[str], None]
) -> InstagramPost | None:
    try:
        if api.secret.is_in(repr(item)):
            warn("A post is left out, because it has the token in it, which would be published.")
            return None
        return read_post(item, zone)
    except RecursionError:
        warn("A post cannot be read: it is nested too deeply.")
        return None
    except BadPostError as error:
        warn(f"{f'Post {error.id}' if error.id else 'A post'} cannot be read: {error.reason}.")
        return InstagramPost(error.id, "") if error.id else None


def read_post(item: object, zone: tzinfo) -> InstagramPost:
    """The post of an item in the API's list, its day in the time zone `zone`.

    Raises BadPostError. Unknown fields and types of media are accepted.
    """
    if not isinstance(item, dict):
        raise BadPostError("", "it is not an object")
    post_id = _valid(_ID, item.get("id"))
    if not post_id:
        raise BadPostError("", "it has no id")
    try:
        found = _Item.model_validate(item)
    except ValidationError as error:
        field = error.errors(include_url=False)[0]["loc"][0]
        raise BadPostError(post_id, f"{field} is of the wrong kind") from None
    media = found.media()
    return InstagramPost(
        id=post_id,
        picture=media.picture,
        permalink=_valid(_LINK, found.permalink),
        posted=_day(found.timestamp, zone),
        caption=shorten(found.caption, CAPTION),
        alt=found.alt_text or media.alt_text,
    )


def _day(timestamp: str, zone: tzinfo) -> date | None:
    try:
        moment = datetime.fromisoformat(timestamp)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(zone).date()
    except (ValueError, OverflowError):
        return None


def _valid(adapter: TypeAdapter[str], value: object) -> str:
    try:
        return adapter.validate_python(value)
    except ValidationError:
        return ""
