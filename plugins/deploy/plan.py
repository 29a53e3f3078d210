"""What a deploy or a rollback changes at the host, from manifests alone.

It is refused before anything changes if it cannot be meant: an empty site, another site than the
one that is live, or one that lacks many of the live site's files.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from plugins.deploy.order import Stage, in_order
from plugins.deploy.releases import Releases, release_id
from plugins.deploy.retention import Keep, kept_files, retained
from plugins.hosting.manifest import Manifest, ManifestFile
from plugins.hosting.responses import is_hashed

MAX_DELETED = 0.25  # of the live site's files, without a word of the owner


class DeployError(Exception):
    """A deploy that failed or was refused: why, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class PlanError(DeployError):
    """A deploy that cannot be meant. Nothing has changed."""


@dataclass(frozen=True)
class Known:
    """What is at the host: its list of releases, and the manifest of each by id.

    Those of expired releases are there as long as files of them may be.
    """

    releases: Releases
    manifests: Mapping[str, Manifest]

    @property
    def live(self) -> Manifest | None:
        """The manifest of the live release, if there is one."""
        live = self.releases.live
        return self.manifests[live.id] if live else None


@dataclass(frozen=True)
class Plan:
    """What makes a release live, with the releases that stay beside it (their ids).

    `stages` are the files to write, in the order in which they go live; all others of the manifest
    are there already. `regained` are hashed files of the manifest that the live site does not have:
    a rollback relies on them. `kept` are those of retained releases; those of a deploy that has
    stopped may be missing. `deletes` are paths of files that no release needs any longer, and
    `unused` the digests of such contents.
    """

    release: str
    manifest: Manifest
    stages: tuple[tuple[Stage, tuple[ManifestFile, ...]], ...]
    retained: frozenset[str]
    regained: tuple[ManifestFile, ...]
    kept: tuple[ManifestFile, ...]
    deletes: tuple[str, ...]
    unused: tuple[str, ...]

    @property
    def puts(self) -> tuple[ManifestFile, ...]:
        """The files of all stages, in their order."""
        return tuple(file for _, files in self.stages for file in files)


def plan_deploy(
    known: Known,
    manifest: Manifest,
    keep: Keep,
    now: datetime,
    *,
    allow_deletes: bool = False,
    anew: bool = False,
) -> Plan | None:
    """How `manifest` becomes live, or None if it is live already and nothing is left to do.

    A deploy of the same site that has stopped goes on, with the id it has. With `anew` the same
    site is another release. Raises PlanError.
    """
    if not any(file.is_served and file.path == "index.html" for file in manifest.files):
        raise PlanError(
            "The site has no home page (index.html).", "Build it again: make publish SITEURL=..."
        )
    live = known.live
    if live and live.siteurl != manifest.siteurl:
        raise PlanError(
            f"The site was built for {manifest.siteurl}, and the live one is {live.siteurl}.",
            "Choose the other host, bucket or folder, or build with the SITEURL of the live site.",
        )
    if known.releases.is_clean and live == manifest and not anew:
        return None
    release = _new_id(known, manifest, now) if anew else _id(known, manifest, now)
    plan = _plan(known, release, manifest, keep, now)
    if live and not allow_deletes:
        _refuse_many_deletes(live, manifest)
    return plan


def plan_rollback(known: Known, to: str, keep: Keep, now: datetime) -> Plan:
    """How the release before the live one, or the one whose id is `to`, becomes live again.

    After a deploy that has stopped on the way, it is the live one itself; a rollback that has
    stopped goes on. Raises PlanError if the host has no such release.
    """
    live = known.releases.live
    complete = {each.id for each in known.releases.releases if each.complete}
    before = live and (live.id if known.releases.mixed else live.before)
    target = to or known.releases.half_way_back or before or ""
    there = ", ".join(sorted(complete - {live and live.id}, reverse=True)) or "none"
    if target not in complete:
        wanted = f"release {to}" if to else "release before the live one"
        raise PlanError(f"The host has no {wanted}.", f"Others that it has (TO=...): {there}.")
    return _plan(known, target, known.manifests[target], keep, now)


def _id(known: Known, manifest: Manifest, now: datetime) -> str:
    """That of a deploy of the same site which has stopped, or a new one."""
    live = known.releases.live
    stopped = (*known.releases.mixed, *([live.id] if live else []))
    same = (each for each in stopped if known.manifests[each] == manifest)
    return next(same, release_id(manifest, now))


def _new_id(known: Known, manifest: Manifest, now: datetime) -> str:
    """One that the host does not have, although it may have had the same site in this second."""
    while (found := release_id(manifest, now)) in known.manifests:
        now += timedelta(seconds=1)
    return found


def _plan(known: Known, release: str, manifest: Manifest, keep: Keep, now: datetime) -> Plan:
    others = [each for each in known.releases.releases if each.id != release]
    staying = retained(others, keep, now) | {*known.releases.mixed} - {release}
    recent = [each for each in known.releases.known if each in staying]
    kept = kept_files(manifest, recent, known.manifests)
    live = {file.path for file in known.live.files} if known.live else set()
    stopped = {file.path for each in known.releases.mixed for file in known.manifests[each].files}
    paths = [file.path for file in manifest.files]
    puts = in_order(_changed(known, manifest), paths, live, stopped)
    needed = {file.path for file in (*manifest.files, *kept)}
    everywhere = [manifest, *(known.manifests[each] for each in recent)]
    return Plan(
        release,
        manifest,
        tuple((stage, tuple(files)) for stage, files in puts),
        staying,
        tuple(file for file in manifest.files if is_hashed(file.path) and file.path not in live),
        kept,
        tuple(sorted(_present(known) - needed)),
        tuple(sorted(_contents(known.manifests.values()) - _contents(everywhere))),
    )


def _changed(known: Known, manifest: Manifest) -> list[ManifestFile]:
    """The files of which the host may have other bytes or headers, or none.

    A hashed file is where any release has put it that was complete. Of all others, those of the
    live release are there, or where a deploy has stopped, perhaps those of that one.
    """
    complete = [each.id for each in known.releases.releases if each.complete]
    hashed = _by_path([known.manifests[each] for each in complete])
    live = [known.manifests[each] for each in (*known.releases.mixed, *complete[:1])]
    others = _by_path(live)
    found = []
    for file in manifest.files:
        if is_hashed(file.path):
            is_there = file in hashed.get(file.path, [])[:1]
        else:
            is_there = bool(complete) and others.get(file.path) == [file] * len(live)
        if not is_there:
            found.append(file)
    return found


def _by_path(manifests: Collection[Manifest]) -> dict[str, list[ManifestFile]]:
    found: dict[str, list[ManifestFile]] = {}
    for manifest in manifests:
        for file in manifest.files:
            found.setdefault(file.path, []).append(file)
    return found


def _present(known: Known) -> set[str]:
    """The paths of files that may be at the host, and that one of our manifests has published.

    After a deploy that went through, those are the live site and the hashed files of others; after
    one that stopped, any file of any manifest. Files for hosts are never put where visitors ask.
    """
    clean = known.releases.is_clean
    return {
        file.path
        for manifest in known.manifests.values()
        for file in manifest.files
        if file.is_served and (not clean or manifest == known.live or is_hashed(file.path))
    }


def _contents(manifests: Collection[Manifest]) -> set[str]:
    return {
        file.sha256 for manifest in manifests for file in manifest.files if not is_hashed(file.path)
    }


def _refuse_many_deletes(live: Manifest, manifest: Manifest) -> None:
    """Raise PlanError if many files are gone that visitors and search engines know by address."""
    there = {file.path for file in live.files if not is_hashed(file.path)}
    gone = sorted(there - {file.path for file in manifest.files})
    if len(gone) > MAX_DELETED * len(there):
        raise PlanError(
            f"{len(gone):,} of the live site's {len(there):,} pages and files are not in the new "
            f"one, such as {', '.join(gone[:3])}.",
            "If they are to be deleted, type the same with ALLOW_DELETES=1.",
        )
