"""The rows of the desk's tables: posts with their state, findings and links, as of a moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

from plugins.core.findings import Finding
from plugins.desk.values import DeskPost, DeskValues

Review = Literal["", "unreviewed", "overdue", "soon"]
SOON = 30  # days before a review is due, or the token expires


@dataclass(frozen=True)
class DeskRow:
    """A post with what others say of it.

    `state` is its status, or "scheduled" if it is published on a later day. The four numbers of
    links count posts, each once: `related_in` and `text_in` those that lead here, by their related
    articles and by their texts, `related_out` and `text_out` those to which this one leads. Links
    of posts that visitors do not see lead nowhere.
    """

    post: DeskPost
    state: str
    review: Review = ""
    errors: int = 0
    warnings: int = 0
    related_in: int = 0
    related_out: int = 0
    text_in: int = 0
    text_out: int = 0
    links_in: int = 0
    links_out: int = 0

    @cached_property
    def is_orphan(self) -> bool:
        """Whether visitors see the article, but no other one leads to it."""
        return self.post.kind == "article" and self.post.shown and not self.links_in


def rows_of(desk: DeskValues, findings: Iterable[Finding], now: datetime) -> list[DeskRow]:
    """The posts of the desk with the findings about them; `now` has a time zone."""
    levels = Counter((each.path, each.severity) for each in findings)
    links = _Links(desk.posts)
    return [
        DeskRow(
            post,
            state_of(post, now),
            review_of(post, now),
            levels[post.path, "error"],
            levels[post.path, "warning"],
            *links.of(post),
        )
        for post in desk.posts
    ]


def state_of(post: DeskPost, now: datetime) -> str:
    """The status of a post, or "scheduled"."""
    scheduled = post.status == "published" and post.moment is not None and post.moment > now
    return "scheduled" if scheduled else post.status


def review_of(post: DeskPost, now: datetime) -> Review:
    """Whether a review of a post is missing, overdue, or due soon."""
    if post.due is None:
        return "unreviewed" if post.unreviewed else ""
    days = (post.due - now.date()).days
    return "overdue" if days < 0 else "soon" if days <= SOON else ""


class _Links:
    """The posts that each post leads to and is linked from, of those that visitors see."""

    def __init__(self, posts: Sequence[DeskPost]) -> None:
        by_path = {post.path for post in posts if post.shown}
        related = {post.path: {link.path for link in post.related} & by_path for post in posts}
        linked = {post.path: {*post.linked} & by_path for post in posts}
        both = {path: related[path] | linked[path] for path in related}
        self._out = related, linked, both
        self._in = tuple(
            Counter(target for path in by_path for target in found[path]) for found in self._out
        )

    def of(self, post: DeskPost) -> tuple[int, ...]:
        """The numbers of a row, in its order."""
        numbers = [
            (into[post.path], len(out[post.path]))
            for into, out in zip(self._in, self._out, strict=True)
        ]
        return tuple(number for pair in numbers for number in pair)
