"""The newest values of the desk and the newest findings, for any number of threads."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from plugins.core.findings import Finding
from plugins.desk.values import (
    DeskPost,
    DeskValues,
    EarlyRow,
    JoinedDesk,
    RelatedLink,
    SavedChange,
)


@dataclass(frozen=True)
class DeskState:
    """What the desk shows, None before the first good build, and what the newest build found."""

    values: DeskValues | None = None
    findings: tuple[Finding, ...] = ()

    def post_at(self, address: str) -> DeskPost | None:
        """The post whose page has this address, such as `/articles/warm/`, as browsers have it."""
        posts, path = self.values.posts if self.values else (), unquote(address)
        pages = (post for post in posts if post.size)
        return next((post for post in pages if f"/{unquote(post.url)}" == path), None)

    def findings_of(self, post: DeskPost) -> list[Finding]:
        """What was found in the file of a post, in its order."""
        return sorted(each for each in self.findings if each.path == post.path)


class LatestDesk:
    """Holds the newest state.

    What a build is expected to show is taken back if it fails; what saved posts say of themselves
    stays until one succeeds.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state = DeskState()
        self._built: DeskValues | None = None  # by the last good build
        self._saved: dict[str, EarlyRow] = {}  # since then, by file

    @property
    def state(self) -> DeskState:
        """The newest state."""
        with self._lock:
            return self._state

    def update(
        self, values: DeskValues | None, findings: Sequence[Finding], *, ok: bool = True
    ) -> bool:
        """Set what a build has found, which succeeded if it is `ok`; returns whether that is new.

        Without `values` nothing else has changed since the last good one. Those of a failed build
        are of an earlier one, for a desk that has none yet.
        """
        with self._lock:
            if values and (ok or self._built is None):
                self._built = values
            if ok:
                self._saved.clear()
            shown = self._built and _with_rows(self._built, self._saved)
            return self._show(shown, tuple(findings))

    def change(self, change: SavedChange | JoinedDesk) -> bool:
        """Set what the save of a post changes, or what a build will show if it succeeds.

        In the second case pages have their last known weights. Returns whether that is new.
        """
        with self._lock:
            values = self._state.values
            if values and isinstance(change, JoinedDesk):
                values = _with_weights(change.values, values) if change.values else values
            elif values and isinstance(change, SavedChange):
                if row := change.row:
                    self._saved[row.path] = row
                    values = _with_rows(values, {row.path: row})
                values = _with_related(values, change.related)
            return self._show(values, self._merged(change))

    def _show(self, values: DeskValues | None, findings: tuple[Finding, ...]) -> bool:
        """Set the state; returns whether it shows anything else, but for the time of the build."""
        before, self._state = self._state, DeskState(values, findings)
        if values and before.values:
            values = replace(values, built=before.values.built)
        return values != before.values or sorted(findings) != sorted(before.findings)

    def _merged(self, change: SavedChange | JoinedDesk) -> tuple[Finding, ...]:
        gone = {*change.removed, *change.added}
        return (*(each for each in self._state.findings if each not in gone), *change.added)


def _with_rows(values: DeskValues, rows: Mapping[str, EarlyRow]) -> DeskValues:
    """The values with these rows of saved posts, by file; a post that is not there stays away."""
    posts = (
        replace(post, **vars(rows[post.path])) if post.path in rows else post
        for post in values.posts
    )
    return replace(values, posts=tuple(posts)) if rows else values


def _with_related(values: DeskValues, related: Mapping[str, tuple[RelatedLink, ...]]) -> DeskValues:
    """The values with these related articles of posts, by file."""
    posts = (
        replace(post, related=related[post.path]) if post.path in related else post
        for post in values.posts
    )
    return replace(values, posts=tuple(posts)) if related else values


def _with_weights(values: DeskValues, known: DeskValues) -> DeskValues:
    """The values with the weights of the pages of the same files in `known`."""
    weights = {post.path: (post.size, post.compressed) for post in known.posts}
    posts = (
        replace(post, size=size, compressed=compressed)
        for post in values.posts
        for size, compressed in [weights.get(post.path, (0, 0))]
    )
    return replace(values, posts=tuple(posts))
