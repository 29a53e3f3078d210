"""The account's newest posts: for each its picture, its link, its day and its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from plugins.article_body.excerpts import shorten
from plugins.photo_feed.refresh.api import Api
from plugins.photo_feed.refresh.api_errors import unreadable
from plugins.photo_feed.refresh.secret import Secret
from plugins.photo_feed.snapshot import Id, InstagramUrl

CAPTION = 2200  # characters, Instagram's own limit
_LONGEST = 10_000  # characters of any field, so that many pages of long ones are soon forgotten

_ID: TypeAdapter[str] = TypeAdapter(Id)
_LINK: TypeAdapter[str] = TypeAdapter(InstagramUrl)
_HALF = re.compile("[\ud800-\udfff]")
_T = TypeVar("_T")


@dataclass(frozen=True)
class Post:
    """A post; `picture` is the address of its picture and empty where Instagram gives none.

    `posted` is None, and `permalink`, `caption` and `alt` are empty, where nothing is known.
    """

    id: str
    picture: str
    permalink: str = ""
    posted: date | None = None
    caption: str = ""
    alt: str = ""


class BadItem(Exception):  # noqa: N818  # one of many, and the others are taken
    """An item that cannot be a post; `id` is its own where that much can be read."""

    def __init__(self, item_id: str, why: str) -> None:
        super().__init__(why)
        self.id = item_id
        self.why = why


def read_item(item: object, zone: tzinfo) -> Post:
    """The post that `item` is, its day as the clocks in `zone` say; raises BadItem.

    Fields and types of media that are not known here do no harm.
    """
    if not isinstance(item, dict):
        raise BadItem("", "it is not an object")
    item_id = _valid(_ID, item.get("id"))
    if not item_id:
        raise BadItem("", "it has no id")
    try:
        picture, alt = _picture(item)
        return Post(
            id=item_id,
            picture=picture,
            permalink=_valid(_LINK, _text(item, "permalink")) or "",
            posted=_day(_text(item, "timestamp"), zone),
            caption=shorten(_text(item, "caption"), CAPTION),
            alt=alt,
        )
    except TypeError as error:
        raise BadItem(item_id, f"{error} is of the wrong kind") from None


def _picture(item: Mapping[str, Any]) -> tuple[str, str]:
    """The address of the item's picture, and the alternative text that belongs to it."""
    alt = _text(item, "alt_text")
    children = _children(item)
    media, still = _text(item, "media_url"), _text(item, "thumbnail_url")
    kind = _text(item, "media_type")
    if kind == "VIDEO":
        return still, alt
    # An album's own address is that of its first part, which may be a film.
    if kind == "CAROUSEL_ALBUM" and children and _text(children[0], "media_type") == "VIDEO":
        media = ""
    own = media or still if kind in {"IMAGE", "CAROUSEL_ALBUM"} else still or media
    if own:
        return own, alt
    within = [_picture(child) for child in children]
    picture, child_alt = next((found for found in within if found[0]), ("", ""))
    return picture, alt or child_alt


def _children(item: Mapping[str, Any]) -> list[dict[str, Any]]:
    children = item.get("children")
    if children is None:
        return []
    data = children.get("data") if isinstance(children, dict) else children
    if not isinstance(data, list) or not all(isinstance(child, dict) for child in data):
        raise TypeError("children")
    return data


def _text(item: Mapping[str, Any], name: str) -> str:
    """A field's text, cut, without halves of characters, which JSON can write and no file hold."""
    value = item.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError(name)
    return _HALF.sub("", value[:_LONGEST])


def _day(timestamp: str, zone: tzinfo) -> date | None:
    try:
        moment = datetime.fromisoformat(timestamp)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(zone).date()
    except (ValueError, OverflowError):
        return None


def _valid(adapter: TypeAdapter[_T], value: object) -> _T | None:
    try:
        return adapter.validate_python(value, strict=True)
    except ValidationError:
        return None


_PAGES = 10


def newest(api: Api, enough: int, zone: tzinfo, warn: Callable[[str], None]) -> list[Post]:
    """The newest posts in Instagram's order, until `enough` of them have a picture.

    A post that cannot be read is told to `warn` and has no picture here. Raises Fault, also when
    there are posts and none of them can be read.
    """
    posts: dict[str, Post] = {}
    cursors = {""}
    after = ""
    for _ in range(_PAGES):
        items, after = api.page(enough, after)
        for item in items:
            post = _read(item, api.secret, zone, warn)
            if post:
                posts.setdefault(post.id, post)
            if sum(bool(found.picture) for found in posts.values()) >= enough:
                return list(posts.values())
        if items and not posts:
            raise unreadable("not one of its posts is as it should be")
        if after in cursors:  # the list ends, or a cursor that was seen before would lead round
            break
        cursors.add(after)
    return list(posts.values())


def _read(item: object, secret: Secret, zone: tzinfo, warn: Callable[[str], None]) -> Post | None:
    try:
        if secret.is_in(repr(item)):
            warn("A post is left out, because the token stands in it and would be published.")
            return None
        return read_item(item, zone)
    except RecursionError:
        warn("A post cannot be read: it is nested too deeply.")
        return None
    except BadItem as bad:
        warn(f"{f'Post {bad.id}' if bad.id else 'A post'} cannot be read: {bad.why}.")
        return Post(bad.id, "") if bad.id else None
