"""The public file in which a site says which release it is, for hosts that replace a whole site.

Such a host forgets the hashed files of the site before. So the site names its own, and those of the
releases before, in a file that everybody may read; the next deploy fetches them and adds them. No
page is in it, as nothing may lead to hidden ones; nor are the pictures in social/, which are named
after pages, and which no page asks for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from plugins.deploy.releases import Release, ReleaseId, release_id
from plugins.deploy.retention import Keep, retained
from plugins.hosting.manifest import Manifest, Path, to_json
from plugins.hosting.responses import is_hashed

RECORD_PATH = ".well-known/release.json"
MAX_BYTES = 1 << 24  # of the file: each hashed file of each release has some 150
_MAX_RELEASES = 1000
_NOT_ASKED_FOR = "social/"
_Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class RecordError(ValueError):
    """A file that is no record of releases; the message says why."""


def _hashed(path: str) -> str:
    if not is_hashed(path):
        raise ValueError("not a hashed file")
    return path


class _PublicRow(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class PublicFile(_PublicRow):
    """A hashed file: its path in the site, its SHA-256, and the number of its bytes."""

    path: Annotated[Path, AfterValidator(_hashed)]
    sha256: _Digest
    bytes: Annotated[int, Field(ge=0, le=1 << 30)]


class PublicRelease(_PublicRow):
    """A release: the SHA-256 of its manifest, its hashed files, and how many others it has.

    `left` is when another one replaced it.
    """

    id: ReleaseId
    manifest: _Digest
    left: AwareDatetime | None = None
    others: Annotated[int, Field(ge=0)]
    files: tuple[PublicFile, ...]


class ReleaseRecord(_PublicRow):
    """The live release, and those before it of which files are there too, the last one first."""

    format: Literal[1] = 1
    releases: Annotated[tuple[PublicRelease, ...], Field(min_length=1, max_length=_MAX_RELEASES)]

    @model_validator(mode="after")
    def _check(self) -> Self:
        if [each.left is None for each in self.releases].count(True) != 1 or self.live.left:
            raise ValueError("one release is live, and it comes first")
        return self

    @property
    def live(self) -> PublicRelease:
        """The release that is live."""
        return self.releases[0]

    @property
    def kept(self) -> tuple[PublicFile, ...]:
        """The files of releases before, but for those of the live one; of the last one first."""
        found: dict[str, PublicFile] = {}
        for release in self.releases[1:]:
            for file in release.files:
                found.setdefault(file.path, file)
        for file in self.live.files:
            found.pop(file.path, None)
        return tuple(found.values())

    def without(self, paths: Collection[str]) -> ReleaseRecord:
        """The same without old files that could not be kept."""
        before = (
            each.model_copy(update={"files": tuple(f for f in each.files if f.path not in paths)})
            for each in self.releases[1:]
        )
        return ReleaseRecord(releases=(self.live, *before))


def others(manifest: Manifest) -> int:
    """The number of files that are not hashed: pages, feeds, documents."""
    return sum(not is_hashed(file.path) for file in manifest.files)


def next_record(
    live: ReleaseRecord | None, manifest: Manifest, keep: Keep, now: datetime
) -> ReleaseRecord:
    """The record of a site that is deployed `now`, after the live one, if that has one.

    Deployed again, the same site is the same release.
    """
    digest = hashlib.sha256(to_json(manifest)).hexdigest()
    before = live.releases if live else ()
    if before and before[0].manifest == digest:
        first, *old = before
    else:
        first = _public(manifest, release_id(manifest, now), digest)
        left = (each if each.left else each.model_copy(update={"left": now}) for each in before)
        old = [each for each in left if each.id != first.id and each.manifest != digest]
    staying = retained([Release(id=each.id, left=each.left) for each in old], keep, now)
    kept = [each for each in old if each.id in staying]
    return ReleaseRecord(releases=(first, *kept[: _MAX_RELEASES - 1]))


def to_bytes(record: ReleaseRecord) -> bytes:
    """The record as JSON."""
    return (record.model_dump_json(exclude_defaults=True) + "\n").encode()


def from_bytes(data: bytes) -> ReleaseRecord:
    """The record with this JSON, whoever wrote it; raises RecordError."""
    try:
        return ReleaseRecord.model_validate_json(data)
    except ValidationError as error:
        raise RecordError(f"{error.errors(include_url=False)[0]['msg']}.") from error


def _public(manifest: Manifest, release: str, digest: str) -> PublicRelease:
    files = tuple(
        PublicFile(path=file.path, sha256=file.sha256, bytes=file.bytes)
        for file in manifest.files
        if is_hashed(file.path) and not file.path.startswith(_NOT_ASKED_FOR)
    )
    return PublicRelease(id=release, manifest=digest, others=others(manifest), files=files)
