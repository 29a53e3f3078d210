"""Puts together what a host gets that replaces a whole site: the site, and old files (edge: disk).

The old files are those that the live site says it has: they are fetched from there, and their
digests are checked. They never come into output/.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plugins.deploy import host_limits, live_release, release_record
from plugins.deploy.deploying import Say
from plugins.deploy.host_limits import HostLimits
from plugins.deploy.live_release import THREADS, LiveRelease
from plugins.deploy.plan import MAX_DELETED, DeployError
from plugins.deploy.published_site import manifest_of_site
from plugins.deploy.release_record import RECORD_PATH, PublicRelease, ReleaseRecord
from plugins.deploy.retention import Keep
from plugins.hosting.hashed_files import normalise_modes
from plugins.hosting.manifest import Manifest, ManifestFile
from plugins.hosting.web import Web, without_password, wrong_url
from plugins.publishing.staging import StagingError, kept_beside, staged

_SHOWN = 3


@dataclass(frozen=True)
class Assembly:
    """What to put together: the published site in a folder, for a host with `limits`.

    `url` is the address of the live site, if it is not that for which the site was built. A site
    that has lost many of its pages is refused, unless `allow_deletes`.
    """

    site: Path
    limits: HostLimits
    keep: Keep
    now: datetime
    url: str = ""
    allow_deletes: bool = False


@dataclass(frozen=True)
class Assembled:
    """The record of the site that was put together, what was live then, and where."""

    record: ReleaseRecord
    before: LiveRelease
    url: str

    @property
    def is_new(self) -> bool:
        """Whether it is another release than the live one, or has lost all old files of that."""
        before = self.before.record
        if not before or self.record.live.id != before.live.id:
            return True
        return bool(before.kept and not self.record.kept)


def assemble(wanted: Assembly, into: Path, say: Say) -> Assembled:
    """Replace the folder `into` by the site, its old files and its record.

    Raises DeployError, with nothing changed.
    """
    manifest = manifest_of_site(wanted.site)
    _check(wanted, manifest)
    url = (wanted.url or manifest.siteurl).rstrip("/")
    web = Web(THREADS, live_release.SECONDS)
    before = live_release.live_release(url, web, wanted.now)
    if before.is_failing and not wanted.allow_deletes:
        raise _cannot_keep(url, before.why)
    if not before.record:
        say(f"No old files are kept, as at a first deploy of {url}: {before.why}.")
    elif not wanted.allow_deletes:
        _refuse_many_deletes(before.record.live, manifest)
    record = release_record.next_record(before.record, manifest, wanted.keep, wanted.now)
    try:
        with staged(into, kept_beside(into, wanted.site)) as staging:
            _copy(manifest, wanted.site, staging.path)
            kept = host_limits.fitting(wanted.limits, manifest, record)
            gone, failed = live_release.fetch(url, web, kept, staging.path)
            if failed and not wanted.allow_deletes:
                raise _cannot_keep(url, f"it failed or refused to give {_shown(failed)}")
            no_room = {file.path for file in record.kept} - {file.path for file in kept}
            record = record.without({*gone, *failed, *no_room})
            file = staging.path / RECORD_PATH
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(release_record.to_bytes(record))
            normalise_modes(staging.path)
            staging.publish()
    except StagingError as error:
        raise DeployError(error.message, error.hint) from error
    _report(say, len(kept) - len(gone) - len(failed), [*gone, *failed], no_room)
    return Assembled(record, before, url)


def _cannot_keep(url: str, why: str) -> DeployError:
    return DeployError(
        f"The old files of {url} cannot be kept: {why}.",
        "Try again later. If nothing of yours is live there, or visitors who hold old pages may "
        "miss those files, type the same with ALLOW_DELETES=1.",
    )


def _check(wanted: Assembly, manifest: Manifest) -> None:
    if wanted.url and (wrong := wrong_url(wanted.url)):
        message = f"“{without_password(wanted.url)}” cannot be asked: {wrong}."
        raise DeployError(message, "Write https://....")
    paths = {file.path for file in manifest.files}
    if "index.html" not in paths:
        raise DeployError("The site has no home page (index.html).", "Build it again.")
    if RECORD_PATH in paths:
        raise DeployError(
            f"The site has a file {RECORD_PATH}, which a deploy writes.",
            "Remove it from content/extra/, and publish again.",
        )
    host_limits.check(wanted.limits, manifest)


def _refuse_many_deletes(live: PublicRelease, manifest: Manifest) -> None:
    gone = live.others - release_record.others(manifest)
    if gone > MAX_DELETED * live.others:
        raise DeployError(
            f"The new site has {gone:,} pages and files fewer than the live one, which has "
            f"{live.others:,}.",
            "If they are to be deleted, type the same with ALLOW_DELETES=1.",
        )


def _copy(manifest: Manifest, site: Path, folder: Path) -> None:
    """Copy the files of a site; hosts take no links.

    Raises DeployError if it has other files than before, when its manifest was read.
    """
    for parent in {Path(file.path).parent for file in manifest.files}:
        (folder / parent).mkdir(parents=True, exist_ok=True)

    def copied(file: ManifestFile) -> bool:
        shutil.copyfile(site / file.path, folder / file.path)
        with (folder / file.path).open("rb") as copy:
            return hashlib.file_digest(copy, "sha256").hexdigest() == file.sha256

    with ThreadPoolExecutor(THREADS) as pool:
        are_same = [*pool.map(copied, manifest.files)]
    changed = [
        file.path for file, is_same in zip(manifest.files, are_same, strict=True) if not is_same
    ]
    if changed:
        raise DeployError(
            f"{site} has changed meanwhile: {_shown(changed)}.", "Type the same again."
        )


def _report(say: Say, kept: int, gone: list[str], no_room: Collection[str]) -> None:
    if kept:
        say(f"Hashed files of releases before, which stay: {kept:,}.")
    if gone:
        say(f"Left out, because the live site does not give them as they were: {_shown(gone)}.")
    if no_room:
        say(f"Left out, because the host takes no more: {len(no_room):,} old hashed files.")


def _shown(paths: list[str]) -> str:
    more = f" and {len(paths) - _SHOWN:,} more" if len(paths) > _SHOWN else ""
    return ", ".join(paths[:_SHOWN]) + more
