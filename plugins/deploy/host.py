"""What a deploy needs of a host, whichever it is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Protocol

from plugins.deploy.plan import DeployError, Plan
from plugins.deploy.releases import Releases
from plugins.hosting.manifest import Manifest


class HostError(DeployError):
    """A host that cannot be used, or work at it that failed; the command says what is live then."""


class OvertakenError(HostError):
    """Another publisher is at work, or was first; nothing that visitors see has changed."""


class Host(Protocol):
    """A place where one site is live. Each method may raise DeployError."""

    name: str
    is_whole: bool  # whether visitors get one release at a time, and never parts of two

    def now(self) -> datetime:
        """The time by the host's clock, in UTC, or by ours if the host does not say it."""

    def releases(self) -> Releases:
        """What the host knows of its releases; without any if nothing was deployed yet."""

    def manifest(self, release: str) -> Manifest | None:
        """The manifest of a release that the host knows, or None if it is not there."""

    def is_as_asked(self, manifest: Manifest) -> bool:
        """Whether what is live beside the files of this manifest, if it is live, is as wanted."""

    def publish(self, plan: Plan, site: Path | None) -> None:
        """Make the release of `plan` live, with the files in the folder `site`.

        Without a folder it is a release that the host has, for a rollback. Raises OvertakenError,
        with nothing changed that visitors see, if the releases are no longer those that
        `releases` gave last. After any other error, visitors see no broken page, and the same or
        another deploy finishes the work.
        """
