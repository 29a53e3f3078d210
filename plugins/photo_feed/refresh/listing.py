"""The account's newest posts, page after page until there are enough."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo

from plugins.photo_feed.refresh.api import Api
from plugins.photo_feed.refresh.api_errors import unreadable
from plugins.photo_feed.refresh.media import BadItem, Post, read_item
from plugins.photo_feed.refresh.secret import Secret

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
