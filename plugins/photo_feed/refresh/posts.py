"""The account's newest posts, with their pictures, links, dates and texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ValidationError

from plugins.article_body.excerpts import shorten
from plugins.photo_feed.refresh.api import Api
from plugins.photo_feed.refresh.api_errors import unreadable
from plugins.photo_feed.refresh.secret import Secret
from plugins.photo_feed.snapshot import Id, is_instagram_url

CAPTION = 2200  # characters, Instagram's own limit
_LONGEST = 10_000  # characters of any field, so that pages of long ones do not exhaust memory
_PAGES = 10
_VIDEO = "VIDEO"

_SURROGATE = re.compile("[\ud800-\udfff]")  # JSON can escape one, but UTF-8 cannot encode it


def _limited(value: object) -> object:
    if value is None:
        return ""
    return _SURROGATE.sub("", value[:_LONGEST]) if isinstance(value, str) else value


def _as_list(value: object) -> object:
    if value is None:
        return []
    return value.get("data") if isinstance(value, dict) else value


def _if_text(value: object) -> object:
    return value if isinstance(value, str) else ""


_Text = Annotated[str, BeforeValidator(_limited)]
_TextOrNothing = Annotated[_Text, BeforeValidator(_if_text)]


class Media(BaseModel):
    """A photo or video, as the API describes it; a field without a value is empty."""

    media_type: _Text = ""
    media_url: _Text = ""
    thumbnail_url: _Text = ""
    alt_text: _Text = ""

    @property
    def picture(self) -> str:
        """The URL of the photo, or of a video's thumbnail."""
        if self.media_type == _VIDEO:
            return self.thumbnail_url
        if self.media_type in {"IMAGE", "CAROUSEL_ALBUM"}:
            return self.media_url or self.thumbnail_url
        return self.thumbnail_url or self.media_url


class Child(Media):
    """A part of an album; a field that is no text is empty, since it may not be needed."""

    media_type: _TextOrNothing = ""
    media_url: _TextOrNothing = ""
    thumbnail_url: _TextOrNothing = ""
    alt_text: _TextOrNothing = ""


class InstagramPost(Media):
    """A post: a photo, a video, or an album of `children`; unknown fields are ignored."""

    id: Id
    permalink: Annotated[
        _Text, AfterValidator(lambda url: url if is_instagram_url(url) else "")
    ] = ""
    timestamp: _Text = ""
    caption: Annotated[_Text, AfterValidator(lambda text: shorten(text, CAPTION))] = ""
    children: Annotated[list[Child], BeforeValidator(_as_list)] = []

    @property
    def shown(self) -> Media:
        """The post itself if it has a picture, else the first child that has one, if any."""
        # An album's own media_url is that of its first child, which may be a video.
        first = [child.media_type for child in self.children[:1]]
        is_video = (self.media_type, first) == ("CAROUSEL_ALBUM", [_VIDEO])
        own = self.model_copy(update={"media_url": ""}) if is_video else self
        return next((media for media in (own, *self.children) if media.picture), own)

    def day(self, zone: tzinfo) -> date | None:
        """The date on which it was posted, in the time zone `zone`; None if unknown."""
        try:
            moment = datetime.fromisoformat(self.timestamp)
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(zone).date()
        except (ValueError, OverflowError):
            return None


def newest_posts(api: Api, enough: int, warn: Callable[[str], None]) -> list[InstagramPost]:
    """The newest posts in Instagram's order, until `enough` of them have a picture.

    `warn` is called for a post that cannot be read, which is returned without a picture. Raises
    RefreshError, also if there are posts but none of them can be read.
    """
    posts: dict[str, InstagramPost] = {}
    cursors = {""}
    after = ""
    for _ in range(_PAGES):
        items, after = api.page(enough, after)
        for item in items:
            post = read_post(item, api.secret, warn)
            if post:
                posts.setdefault(post.id, post)
            if sum(bool(found.shown.picture) for found in posts.values()) >= enough:
                return list(posts.values())
        if items and not posts:
            raise unreadable("none of its posts has the documented form")
        if after in cursors:  # empty at the end of the list; a repeated one would loop forever
            break
        cursors.add(after)
    return list(posts.values())


def read_post(item: object, secret: Secret, warn: Callable[[str], None]) -> InstagramPost | None:
    """The post for an item of the API's list, None if it must be left out.

    If it cannot be read, `warn` is called with the reason, and the post has only an id. `warn` is
    also called for a post whose picture has no address.
    """
    try:
        if secret.is_in(repr(item)):
            warn("A post is left out, because it contains the token, which would be published.")
            return None
        post = InstagramPost.model_validate(item)
    except RecursionError:
        warn("A post cannot be read: it is nested too deeply.")
        return None
    except ValidationError as error:
        wrong = [details["loc"][:1] for details in error.errors(include_url=False)]
    else:
        if not post.shown.picture:
            warn(_no_address(post))
        return post
    if not isinstance(item, dict) or ("id",) in wrong:
        reason = "it has no id" if isinstance(item, dict) else "it is not an object"
        warn(f"A post cannot be read: {reason}.")
        return None
    warn(f"Post {item['id']} cannot be read: {wrong[0][0]} is of the wrong type.")
    return InstagramPost(id=item["id"])


def _no_address(post: InstagramPost) -> str:
    """A sentence on a post for whose picture Instagram gives no address."""
    field = "thumbnail_url" if post.media_type == _VIDEO else "media_url"
    return (
        f"{post.permalink or f'Post {post.id}'} has no {field}, so its picture cannot be fetched: "
        "Instagram leaves it out for music and other works under copyright. An older copy stays."
    )
