"""Cloudflare's Workers with static assets, which replace the whole site at once.

Which release is live is asked at the site itself. Each of Cloudflare's versions has the id of its
release as its tag.
"""

from __future__ import annotations

import json
import re
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from plugins.deploy import wrangler
from plugins.deploy.assembling import Assembly, assemble
from plugins.deploy.deploying import Say
from plugins.deploy.host import HostError
from plugins.deploy.live_release import live_release
from plugins.deploy.plan import DeployError
from plugins.hosting.web import Web, without_password, wrong_url

_RELEASE = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}")
_WORKER = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,52}[a-z0-9])?")
_COMPATIBLE = "2026-04-01"  # what Workers did on that day; for assets alone it changes little
_SETTINGS = "wrangler.jsonc"
PATIENCE = 120.0  # seconds, until visitors get a new release
_PAUSE = 3.0


def worker_name(text: str) -> str:
    """The name of a Worker, as TARGET has it; raises DeployError."""
    if not _WORKER.fullmatch(text):
        hint = "Write TARGET=my-clinic: small letters, digits and hyphens, at most 54."
        raise DeployError(f"“{text}” is no name of a Worker.", hint)
    return text


def settings(worker: str) -> bytes:
    """What wrangler must know: the folder, and that unknown addresses get the site's 404 page."""
    assets = {"directory": "site", "not_found_handling": "404-page"}
    return json.dumps(
        {"name": worker, "compatibility_date": _COMPATIBLE, "assets": assets}, indent=1
    ).encode()


class CloudflareSite:
    """The site of a Worker at `url`, without a slash at its end."""

    def __init__(self, worker: str, url: str) -> None:
        self.name = f"Cloudflare ({worker})"
        self._worker = worker_name(worker)
        self._url = url.rstrip("/")
        self._web = Web(1)
        if wrong := wrong_url(self._url):
            message = f"“{without_password(url)}” cannot be asked: {wrong}."
            raise DeployError(message, "Write URL=https://....")

    def deploy(self, wanted: Assembly, say: Say) -> None:
        """Make the published site live; raises DeployError."""
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            made = assemble(replace(wanted, url=self._url), folder / "site", say)
            release = made.record.live.id
            if not made.is_new:
                say(f"Nothing has changed since the last deploy. {self.live_now()}")
                return
            (folder / _SETTINGS).write_bytes(settings(self._worker))
            say(f"Release {release} goes to {self.name}.")
            wrangler.run(folder, "deploy", "--config", _SETTINGS, "--tag", release)
        self._wait_for(release)
        say(f"Done. {self.live_now()}")

    def rollback(self, to: str, say: Say) -> None:
        """Make the release before, or the one with the id `to`, live again; raises DeployError."""
        found = live_release(self._url, self._web, datetime.now(UTC))
        if found.is_failing and not to:
            hint = "Try again later, or name a release: TO=...."
            raise DeployError(f"What is live on {self._url} is not known: {found.why}.", hint)
        record = found.record
        release = to or (record.releases[1].id if record and record.releases[1:] else "")
        with tempfile.TemporaryDirectory() as temporary:
            named = ("--name", self._worker)
            listed = wrangler.run(Path(temporary), "versions", "list", *named, "--json")
            versions = dict(_tagged(listed))
            if release not in versions:
                there = ", ".join(sorted(versions, reverse=True)) or "none"
                wanted = f"release {release}" if release else "release before the live one"
                raise DeployError(
                    f"Cloudflare has no {wanted}.", f"Others that it has (TO=...): {there}."
                )
            wrangler.run(Path(temporary), "rollback", versions[release], *named, "--yes")
        self._wait_for(release)
        say(f"Done. {self.live_now()}")

    def status(self) -> list[str]:
        """What is live, and the releases before."""
        record = live_release(self._url, self._web, datetime.now(UTC)).record
        others = record.releases[1:] if record else ()
        return [self.live_now(), *(f"  {each.id}" for each in others)]

    def live_now(self) -> str:
        """What is live now, as a sentence; it raises nothing."""
        found = live_release(self._url, self._web, datetime.now(UTC))
        if found.record:
            return f"Live on {self._url} is release {found.record.live.id}."
        return f"What is live on {self._url} is not known: {found.why}."

    def _wait_for(self, release: str) -> None:
        """Wait until visitors get a release; raises HostError if they do not."""
        until = time.monotonic() + PATIENCE
        while True:
            record = live_release(self._url, self._web, datetime.now(UTC)).record
            if record and record.live.id == release:
                return
            if time.monotonic() > until:
                raise HostError(
                    f"Cloudflare has release {release}, but {self._url} does not show it.",
                    "Add the domain to the Worker (Settings, Domains), or wait and ask status.",
                )
            time.sleep(_PAUSE)


def _tagged(listed: str) -> Iterator[tuple[str, str]]:
    """The release and the id of each version that a deploy has made; the newest comes last."""
    try:
        versions = json.loads(listed)
        for version in sorted(versions, key=lambda each: str(each["metadata"]["created_on"])):
            tag = str(version.get("annotations", {}).get("workers/tag"))
            if _RELEASE.fullmatch(tag) and re.fullmatch(r"[0-9a-f-]{36}", version["id"]):
                yield tag, version["id"]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise HostError("wrangler lists versions in another way than known here.", "") from error
