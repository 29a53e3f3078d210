"""A web server's folder: each release is a folder of its own, and a link says which one is live.

    /srv/site/current                            a link to the live release, which the server serves
    /srv/site/releases/20261201T120000Z-…/       a whole site, with the hashed files of those before
    /srv/site/releases/20261201T120000Z-….json   its manifest
    /srv/site/releases/manifest.json             which releases there are (Releases)

The link is the truth: if the machine stops between the switch and the list, the list is completed
by the next deploy.
"""

from __future__ import annotations

import contextlib
import re
import secrets
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from plugins.deploy import releases as release_lists
from plugins.deploy import rsync_scripts as scripts
from plugins.deploy.deploying import Say
from plugins.deploy.host import HostError, OvertakenError
from plugins.deploy.machine import Machine, ScriptError
from plugins.deploy.plan import Plan
from plugins.deploy.releases import Releases
from plugins.hosting import manifest as manifests
from plugins.hosting.hashed_files import hashed_files
from plugins.hosting.manifest import Manifest
from plugins.hosting.responses import COMPRESSED

_TARGET = re.compile(
    r"(?:(?P<machine>(?:[A-Za-z0-9_][\w.-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*):)?(?P<folder>[^:]+)"
)
_FOLDER = re.compile(
    r"/[\w .,+=@~-][\w /.,+=@~-]*"
)  # nothing that ssh, rsync or a shell reads in another way
_RELEASE = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}")
_CLOCK = "%Y%m%dT%H%M%SZ"
_SHOWN = 3  # names in a message


class ServerFolder(NamedTuple):
    """A folder of a machine: `user@host`, or "" for this one, and an absolute path."""

    machine: str
    folder: str

    def __str__(self) -> str:
        return f"{self.machine}:{self.folder}" if self.machine else self.folder


def server_folder(text: str) -> ServerFolder:
    """The folder that `user@host:/srv/site` or `/srv/site` means; raises ValueError."""
    match = _TARGET.fullmatch(text)
    machine, folder = (match["machine"] or "", match["folder"]) if match else ("", "")
    if not _FOLDER.fullmatch(folder) or {".", ".."} & {*folder.split("/")}:
        raise ValueError(f"“{text}” is no folder of a server.")
    return ServerFolder(machine, folder.rstrip("/"))


class RsyncHost:
    """The folder `target`; `prepared` copies the site before it is uploaded, or is None.

    `say` is told what is missing and does no harm.
    """

    is_whole = True

    def __init__(
        self,
        target: ServerFolder,
        say: Say,
        prepared: Callable[[Path, Path], object] | None = None,
    ) -> None:
        self.name = str(target)
        self._folder = target.folder
        self._token = secrets.token_hex(8)
        self._machine = Machine(target.machine, scripts.unlocked(self._folder, self._token))
        self._say = say
        self._prepared = prepared
        self._seen = ""

    def now(self) -> datetime:
        """The time by the clock of the machine, in whole seconds."""
        clock = self._machine.run(f"date -u +{_CLOCK}").strip()
        return datetime.strptime(clock, _CLOCK).replace(tzinfo=UTC)

    def releases(self) -> Releases:
        """The list of releases; one that is live without being listed as such is `mixed`."""
        self._seen = self._look()
        link, _, listed = self._seen.partition("\n")
        try:
            found = release_lists.from_bytes(listed.encode()) if listed else Releases()
        except release_lists.ReleasesError as error:
            raise HostError(
                f"{self.name}/releases/manifest.json cannot be read: {error}",
                "Choose another TARGET, or move the folder away and deploy again.",
            ) from error
        live = link.removeprefix("releases/")
        if live and not _RELEASE.fullmatch(live):
            raise HostError(
                f"{self.name}/current leads to {link}, which no deploy has made.",
                "Move it away: a deploy makes it.",
            )
        if live == (found.live.id if found.live else ""):
            return found
        return found.model_copy(update={"mixed": (live,)} if live else {"releases": ()})

    def manifest(self, release: str) -> Manifest | None:
        """See Host."""
        try:
            found = self._machine.run(scripts.manifest(self._folder, release))
            return manifests.from_json(found.encode()) if found else None
        except manifests.ManifestError as error:
            raise HostError(f"{self.name}: {release}.json: {error}", "Deploy again.") from error

    def is_as_asked(self, manifest: Manifest) -> bool:
        """Whether the live release has compressed neighbours just if this one is to have them."""
        own = {file.path for file in manifest.files}
        texts = (file.path for file in manifest.files if file.is_text)
        neighbours = {f"{path}{ending}" for path in texts for ending in COMPRESSED} - own
        there = self._machine.run(scripts.named(self._folder, COMPRESSED)).split("\n")
        return neighbours.isdisjoint(there) == (self._prepared is None)

    def publish(self, plan: Plan, site: Path | None) -> None:
        """Upload a release beside the live one, check it there, and switch the link.

        Raises HostError, and OvertakenError as described in `Host`.
        """
        try:
            self._machine.run(scripts.locked(self._folder, self._token))
            if self._look() != self._seen:
                raise OvertakenError("Another publisher was first.", "Look at it, then try again.")
            self._publish(plan, site)
        except ScriptError as error:
            if error.code == scripts.BUSY:
                message = "Another publisher is at work there."
                raise OvertakenError(message, "Wait until it is done, then try again.") from error
            raise
        finally:
            with contextlib.suppress(HostError):  # the end of the connection removes it too
                self._machine.run(scripts.unlocked(self._folder, self._token))

    def _publish(self, plan: Plan, site: Path | None) -> None:
        known = self.releases()
        is_there = site is None or plan.release in known.known  # an id is of one manifest
        folder = plan.release if is_there else f"{plan.release}.new"
        digests = {file.path: file.sha256 for file in plan.manifest.files}
        if site and not is_there:
            digests = self._upload(known, site, folder) | digests
        self._link_kept(plan, folder, digests)
        if not is_there:
            text = manifests.to_json(plan.manifest).decode()
            self._machine.run(scripts.completed(self._folder, plan.release, text))
        done = known.finished(plan.release, self.now(), plan.retained)
        self._machine.run(scripts.switched(self._folder, plan.release, self._token, _text(done)))
        staying = {plan.release, *plan.retained, "manifest"}
        self._machine.run(scripts.tidied(self._folder, staying, self._token, _text(done.swept())))

    def _upload(self, known: Releases, site: Path, folder: str) -> dict[str, str]:
        """Upload the site, or the copy of it that is prepared; returns the digests by path."""
        unfinished = self._machine.run(
            scripts.begun(self._folder, folder.removesuffix(".new"))
        ).split()
        complete = [each.id for each in known.releases if each.complete]
        like = [f"../{each}" for each in (*complete[:1], *unfinished)]
        with tempfile.TemporaryDirectory() as temporary:
            if self._prepared:
                copy = Path(temporary) / "site"
                self._prepared(site, copy)
                site = copy
            self._machine.upload(site, f"{self._folder}/releases/{folder}", like)
            return {file.path: file.sha256 for file in hashed_files(site)}

    def _link_kept(self, plan: Plan, folder: str, digests: dict[str, str]) -> None:
        """Link the old hashed files that stay into the release, and check all of its files."""
        kept = {file.path: file.sha256 for file in plan.kept}
        sources = sorted(plan.retained - {plan.release}, reverse=True)
        if kept and sources:
            self._machine.run(scripts.linked(self._folder, folder, sources, kept))
        everything = digests | kept
        failed = self._machine.run(scripts.verified(self._folder, folder, everything))
        wrong = [line.rpartition(": ")[0].removeprefix("./") for line in failed.splitlines()]
        wrong = [path for path in wrong if path]
        if lost := [path for path in wrong if path in kept]:
            self._say(f"Old files are missing or damaged at the host: {_shown(lost)}.")
        if broken := [path for path in wrong if path not in kept]:
            raise HostError(
                f"Files arrived damaged, or are damaged at the host: {_shown(broken)}.",
                "If no build has changed the site meanwhile, check the disk there. Then try again.",
            )

    def _look(self) -> str:
        try:
            return self._machine.run(scripts.seen(self._folder))
        except ScriptError as error:
            if error.code == scripts.STRANGE:
                message = f"{self.name}/current is no link."
                raise HostError(message, "Move it away: a deploy makes it.") from error
            raise


def _shown(paths: list[str]) -> str:
    more = f" and {len(paths) - _SHOWN:,} more" if len(paths) > _SHOWN else ""
    return ", ".join(paths[:_SHOWN]) + more


def _text(listed: Releases) -> str:
    return release_lists.to_bytes(listed).decode()
