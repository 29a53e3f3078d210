"""Which releases a host keeps: rollback goes back to them, and visitors may hold their pages.

Their hashed assets stay at the host, though no page of the live site asks for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from plugins.deploy.releases import Release
from plugins.hosting.manifest import Manifest, ManifestFile
from plugins.hosting.responses import is_hashed


class Keep(NamedTuple):
    """How many releases stay beside the live one, and for how many days each stays at least.

    The days of a release begin when another one replaces it: a page may be open in a browser.
    """

    releases: int = 3
    days: float = 1

    @property
    def is_nothing(self) -> bool:
        """Whether nothing of a release before may stay: somebody wants to be rid of a file."""
        return not self.releases and not self.days


def retained(others: Sequence[Release], keep: Keep, now: datetime) -> frozenset[str]:
    """The ids of the releases that stay beside one that is live from `now` on.

    `others` are in the order of Releases. Those that were never complete do not count, and stay
    with their neighbours: visitors may have seen a part of them.
    """
    complete, found = 0, set()
    for each in others:
        age = now - (each.left or now)
        if complete < keep.releases or (keep.days and age <= timedelta(days=keep.days)):
            found.add(each.id)
        complete += each.complete
    return frozenset(found)


def kept_files(
    manifest: Manifest, retained: Iterable[str], manifests: Mapping[str, Manifest]
) -> tuple[ManifestFile, ...]:
    """The hashed files of retained releases that the site itself lacks, sorted by path.

    `retained` are ids, the most recent first: if two have the same path, the first one's counts.
    """
    found: dict[str, ManifestFile] = {}
    for release in retained:
        for file in manifests[release].files:
            if is_hashed(file.path):
                found.setdefault(file.path, file)
    for file in manifest.files:
        found.pop(file.path, None)
    return tuple(found[path] for path in sorted(found))
