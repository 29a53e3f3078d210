"""The newest values of the desk and the newest findings, for any number of threads."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from plugins.core.findings import Finding
from plugins.desk.values import DeskPost, DeskValues, SavedChange


@dataclass(frozen=True)
class DeskState:
    """The values of the last good build, None before the first, and what the newest build found."""

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
    """Holds the newest state."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state = DeskState()

    @property
    def state(self) -> DeskState:
        """The newest state."""
        with self._lock:
            return self._state

    def update(self, values: DeskValues | None, findings: Sequence[Finding]) -> None:
        """Set what a build has found; without `values`, as after a failed one, the old stay."""
        with self._lock:
            self._state = DeskState(values or self._state.values, tuple(findings))

    def change(self, change: SavedChange) -> None:
        """Set what the save of a post changes, before the build that finds all else."""
        with self._lock:
            values, findings = self._state.values, self._state.findings
            if values and (row := change.row):
                posts = (
                    replace(post, **vars(row)) if post.path == row.path else post
                    for post in values.posts
                )
                values = replace(values, posts=tuple(posts))
            kept = (each for each in findings if each not in {*change.removed, *change.added})
            self._state = DeskState(values, (*kept, *change.added))
