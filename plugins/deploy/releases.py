"""What a host knows of its releases: which one is live, which were before, and who is at work.

A host keeps it as `.releases/manifest.json`, and the manifest of each release beside it. Nothing
links to that folder. A release is known by its id: when it was deployed, and the beginning of the
digest of its manifest.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    StringConstraints,
    ValidationError,
    model_validator,
)

from plugins.hosting.manifest import Manifest, to_json

FOLDER = ".releases"
POINTER = f"{FOLDER}/manifest.json"
MAX_BYTES = 1 << 20  # of the pointer; each release has some 150
_MAX_OWNER = 200

ReleaseId = Annotated[str, StringConstraints(pattern=r"^[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}$")]


class ReleasesError(ValueError):
    """A list of releases that cannot be read; the message says why."""


class _Record(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Release(_Record):
    """A release that was live, or, if it is not `complete`, one whose deploy stopped on the way.

    `before` is the one that was live when this one became live, and `left` when it was replaced.
    """

    id: ReleaseId
    before: ReleaseId | None = None
    left: AwareDatetime | None = None
    complete: bool = True


class Lease(_Record):
    """Who is at work on which release, and until when others wait for it (by the host's clock)."""

    owner: Annotated[str, StringConstraints(min_length=1, max_length=_MAX_OWNER)]
    release: ReleaseId
    until: AwareDatetime


class Releases(_Record):
    """The releases of a host: the live one first, then those that were live, the last one first.

    `lease` is there while somebody is at work, or if that has been killed. Since then, parts of
    `mixed` releases may be live. `expired` are those of which files may still be there, but which
    are no longer kept.
    """

    format: Literal[1] = 1
    releases: tuple[Release, ...] = ()
    lease: Lease | None = None
    mixed: tuple[ReleaseId, ...] = ()
    expired: tuple[ReleaseId, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        ids = [each.id for each in self.releases]
        if len(ids) != len(set(ids)):
            raise ValueError("a release is there twice")
        if self.releases and not self.releases[0].complete:
            raise ValueError("the live release is not complete")
        return self

    @property
    def live(self) -> Release | None:
        """The release that is live, but for what `mixed` ones have changed."""
        return self.releases[0] if self.releases else None

    @property
    def half_way_back(self) -> str:
        """The release that a rollback was to bring back which has stopped on the way, or "".

        Only a rollback works on a release that was complete before. If that is live already, and no
        more than deletes are left, the one that it replaced is not the one before it.
        """
        if self.mixed:
            last = self.mixed[0]
            return last if any(each.id == last and each.complete for each in self.releases) else ""
        replaced = next((each.id for each in self.releases[1:] if each.complete), "")
        if self.live and replaced and replaced != self.live.before and not self.is_clean:
            return self.live.id
        return ""

    @property
    def is_clean(self) -> bool:
        """Whether the last deploy went through to its end."""
        return not (self.lease or self.mixed or self.expired)

    @property
    def known(self) -> tuple[str, ...]:
        """The ids of all releases whose manifests a plan needs, the most recent first."""
        ids = (each.id for each in self.releases)
        return tuple(dict.fromkeys([*self.mixed, *ids, *self.expired]))

    def leased(self, lease: Lease) -> Releases:
        """The same while somebody works on the release of this lease."""
        is_live = self.live and self.live.id == lease.release
        mixed = self.mixed if is_live else tuple(dict.fromkeys([lease.release, *self.mixed]))
        return self.model_copy(update={"lease": lease, "mixed": mixed})

    def finished(self, release: str, now: datetime, retained: frozenset[str]) -> Releases:
        """The same once `release` is live; of the others only the `retained` ones stay.

        Those that do not are `expired` until their files are deleted.
        """
        others = {each.id: each for each in self.releases}
        for stopped in reversed(self.mixed):
            seen = others.pop(stopped, Release(id=stopped, complete=False))
            others = {stopped: seen.model_copy(update={"left": now}), **others}
        first = others.pop(release, Release(id=release, complete=False))
        if not first.complete:
            first = Release(id=release, before=self.live.id if self.live else None)
        first = first.model_copy(update={"left": None})
        old = [
            each if each.left else each.model_copy(update={"left": now}) for each in others.values()
        ]
        staying = [each for each in old if each.id in retained]
        gone = [each.id for each in old if each.id not in retained]
        return Releases(
            releases=(first, *staying),
            lease=self.lease,
            expired=tuple(dict.fromkeys([*(e for e in self.expired if e != release), *gone])),
        )

    def swept(self) -> Releases:
        """The same once the files of expired releases are deleted, and the work is done."""
        return self.model_copy(update={"expired": (), "lease": None})


def release_id(manifest: Manifest, now: datetime) -> str:
    """The id of a release with this manifest that is deployed `now` (UTC)."""
    digest = hashlib.sha256(to_json(manifest)).hexdigest()
    return f"{now:%Y%m%dT%H%M%SZ}-{digest[:8]}"


def manifest_path(release: str) -> str:
    """Where a host keeps the manifest of a release."""
    return f"{FOLDER}/{release}.json"


def object_path(sha256: str) -> str:
    """Where a host keeps the contents of a file whose name has no hash, so that they stay."""
    return f"{FOLDER}/objects/{sha256}"


def to_bytes(releases: Releases) -> bytes:
    """The list as JSON."""
    return (releases.model_dump_json(exclude_defaults=True, indent=1) + "\n").encode()


def from_bytes(data: bytes) -> Releases:
    """The list with this JSON, whoever wrote it; raises ReleasesError."""
    if len(data) > MAX_BYTES:
        raise ReleasesError(f"It has more than {MAX_BYTES:,} bytes.")
    try:
        return Releases.model_validate_json(data)
    except ValidationError as error:
        raise ReleasesError(f"{error.errors(include_url=False)[0]['msg']}.") from error
