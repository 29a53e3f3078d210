"""A site on object storage: each file goes live by itself, in an order that breaks no page.

The contents of a file whose name has no hash are uploaded to `.releases/objects/` first. When all
are there, they are copied to their paths within the store, which takes seconds, and a rollback does
the same with contents that are there already.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from plugins.deploy import s3_bucket
from plugins.deploy.host import HostError
from plugins.deploy.order import Stage
from plugins.deploy.plan import Plan, PlanError
from plugins.deploy.releases import Releases, manifest_path, object_path
from plugins.deploy.s3_bucket import THREADS, Bucket, Stored
from plugins.deploy.s3_pointer import Pointer
from plugins.hosting.manifest import (
    MAX_BYTES,
    Manifest,
    ManifestError,
    ManifestFile,
    from_json,
    to_json,
)
from plugins.hosting.responses import UNKNOWN, is_hashed

_Item = TypeVar("_Item")
_CHECK = 1.0  # seconds between two looks at the lease


class S3Host:
    """The site in a bucket. With `replace`, files there that nobody has published with us go."""

    is_whole = False

    def __init__(self, bucket: Bucket, *, replace: bool = False) -> None:
        self._bucket = bucket
        self._replace = replace
        self._pointer = Pointer(bucket)
        self.name = bucket.address

    @classmethod
    def connected(cls, bucket: str, prefix: str, endpoint: str, *, replace: bool) -> S3Host:
        """The host, with credentials from the environment; raises HostError."""
        return cls(s3_bucket.connected(bucket, prefix, endpoint), replace=replace)

    def now(self) -> datetime:
        """The time by the store's clock."""
        return self._bucket.now()

    def releases(self) -> Releases:
        """What the bucket knows of its releases; PlanError if it has files of somebody else."""
        found = self._pointer.read()
        if found == Releases() and not self._replace and (other := self._bucket.a_file()):
            raise PlanError(
                f"{self.name} has files that were never deployed from here, such as {other}.",
                "Check BUCKET and PREFIX. If the site may replace them: ALLOW_DELETES=1.",
            )
        return found

    def manifest(self, release: str) -> Manifest | None:
        """See Host."""
        path = manifest_path(release)
        try:
            found = self._bucket.read(path, MAX_BYTES + 1)
            return from_json(found[0]) if found else None
        except ManifestError as error:
            raise HostError(f"{self.name}/{path} cannot be used: {error}", "Restore it.") from error

    def is_as_asked(self, _manifest: Manifest) -> bool:
        """See Host: nothing is beside them."""
        return True

    def publish(self, plan: Plan, site: Path | None) -> None:
        """See Host."""
        self._pointer.refuse_others_work()
        if site:  # whoever finds the lease after a crash needs the manifest
            self._bucket.put_anyway(manifest_path(plan.release), to_json(plan.manifest))
        else:
            self._refuse_lost(plan)
        try:
            self._pointer.take(plan.release)
            if not self._pointer.is_guarded:
                print(
                    "This store does not refuse a second publisher: let one at a time deploy.",
                    file=sys.stderr,
                )
            self._make_live(plan, site)
            self._delete(plan)
        except BaseException:
            self._pointer.give_up()
            raise

    def _make_live(self, plan: Plan, site: Path | None) -> None:
        stages = [
            (stage, [file for file in files if file.is_served]) for stage, files in plan.stages
        ]
        if site:
            folder = site
            wanted = {file.path: file for _, files in stages for file in files}
            wanted |= {file.path: file for file in plan.regained}  # which may have been deleted
            self._each(lambda file: self._upload(file, folder), wanted.values())
        visible = [(stage, files) for stage, files in stages if stage != Stage.HASHED_ASSETS]
        for stage, files in visible:
            for each in self._missing_first(files) if stage == Stage.STOPPED_PAGES else [files]:
                self._each(self._copy, each)
        self._each(self._verify, [file for _, files in visible for file in files])

    def _missing_first(self, files: list[ManifestFile]) -> list[list[ManifestFile]]:
        """Pages that are not there, and those that are: nothing leads to the first ones yet.

        Of several deploys that have stopped, no manifest says which of their pages are there. One
        that is may be reached, and will link to one that is not.
        """
        missing: set[str] = set()

        def look(file: ManifestFile) -> None:
            if not self._bucket.stored(file.path):
                missing.add(file.path)

        self._each(look, files)
        there = [file for file in files if file.path not in missing]
        return [[file for file in files if file.path in missing], there]

    def _refuse_lost(self, plan: Plan) -> None:
        """Raise PlanError if contents of a release that is to be live again are no longer there."""
        copied = (file for file in plan.puts if file.is_served and not is_hashed(file.path))
        needed = {object_path(file.sha256): file for file in copied}
        needed |= {file.path: file for file in plan.regained}
        there = dict(self._bucket.sizes())
        if lost := [path for path, file in needed.items() if there.get(path) != file.bytes]:
            more = f" and {len(lost) - 1:,} more" if lost[1:] else ""
            raise PlanError(
                f"{self.name} has no longer what release {plan.release} needs: {lost[0]}{more}.",
                "Choose another one (TO=..., as status says), or publish that site again and "
                "deploy it.",
            )

    def _delete(self, plan: Plan) -> None:
        """Name the release as the live one, then delete what nobody needs."""
        expired = self._pointer.finish(plan).expired
        self._each(self._bucket.delete, plan.deletes)
        self._each(self._bucket.delete, map(object_path, plan.unused))
        self._each(self._bucket.delete, map(manifest_path, expired))
        self._pointer.sweep()

    def _upload(self, file: ManifestFile, site: Path) -> None:
        """Upload the contents of a file, if they are not there yet, and ask for them."""
        path = file.path if is_hashed(file.path) else object_path(file.sha256)
        about = _about(file) if is_hashed(file.path) else _about(file)._replace(type=UNKNOWN)
        if self._bucket.stored(path) != about:
            with (site / file.path).open("rb") as body:
                self._bucket.put(path, body, about)
            self._compare(path, about)

    def _copy(self, file: ManifestFile) -> None:
        self._bucket.copy(object_path(file.sha256), file.path, _about(file))

    def _verify(self, file: ManifestFile) -> None:
        self._compare(file.path, _about(file))

    def _compare(self, path: str, expected: Stored) -> None:
        if (found := self._bucket.stored(path)) != expected:
            raise HostError(
                f"{self.name}/{path} is there as {found}, and not as it was sent.",
                "Type the same again.",
            )

    def _each(self, action: Callable[[_Item], None], items: Iterable[_Item]) -> None:
        """Do something with each item, several at once, while the lease is ours."""

        def leased(item: _Item) -> None:
            self._pointer.renew()
            action(item)

        with ThreadPoolExecutor(THREADS) as pool:
            waiting = {pool.submit(leased, item) for item in items}
            try:
                while waiting:
                    done, waiting = wait(waiting, _CHECK, FIRST_EXCEPTION)
                    for each in done:
                        each.result()
                    self._pointer.renew()  # a large file may take longer than a lease
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise


def _about(file: ManifestFile) -> Stored:
    return Stored(file.bytes, file.type, file.cache, file.sha256)
