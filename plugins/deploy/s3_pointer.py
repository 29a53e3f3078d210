"""The list of releases in a bucket, which only one publisher at a time may change.

Whoever publishes writes a lease into it first, on condition that nobody has changed it since it was
read. S3 has no locks: of two that do so at once, the store refuses one, who has changed nothing yet
that visitors see. The lease is renewed during the work. After a crash it ends by itself.
"""

from __future__ import annotations

import contextlib
import threading
import time
import uuid
from datetime import timedelta

from plugins.deploy.host import HostError, OvertakenError
from plugins.deploy.plan import Plan
from plugins.deploy.releases import (
    MAX_BYTES,
    POINTER,
    Lease,
    Releases,
    ReleasesError,
    from_bytes,
    to_bytes,
)
from plugins.deploy.s3_bucket import Bucket, ConditionFailedError, NoConditionsError

LEASE = 60.0  # seconds that a lease holds; it is renewed each third of them
_NO_ETAG = f'"{"0" * 32}"'


class Pointer:
    """The list of releases in `bucket`; each method raises HostError."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket
        self._owner = uuid.uuid4().hex
        self._releases = Releases()
        self._etag: str | None = None
        self._renewed = 0.0  # not by the monotonic clock, which stands still while a laptop sleeps
        self._lock = threading.Lock()
        self.is_guarded = True  # whether the store heeds conditions, once a lease is taken

    def read(self) -> Releases:
        """The list as it is now."""
        found = self._bucket.read(POINTER, MAX_BYTES + 1)
        try:
            self._releases = from_bytes(found[0]) if found else Releases()
        except ReleasesError as error:
            raise HostError(
                f"{self._bucket.address}/{POINTER} is not ours: {error}", "Check BUCKET and PREFIX."
            ) from error
        self._etag = found[1] if found else None
        return self._releases

    def refuse_others_work(self) -> None:
        """Raise OvertakenError if somebody else was at work when the list was read."""
        lease = self._releases.lease
        if lease and lease.until > self._bucket.now():
            raise OvertakenError(
                f"Somebody else is publishing release {lease.release}.",
                f"Wait until that is done. If it has been killed, try again after "
                f"{lease.until:%H:%M:%S} UTC.",
            )

    def take(self, release: str) -> None:
        """Begin to work on a release; OvertakenError if the list has changed since `read`."""
        self._write(self._releases.leased(self._lease(release)))
        self._find_out_whether_conditions_are_heeded()

    def renew(self) -> None:
        """Make the lease last, if a third of it is over; raises OvertakenError if it is lost.

        Any thread may call it, and does so before it changes something.
        """
        with self._lock:
            lease = self._releases.lease
            if lease and abs(time.time() - self._renewed) > LEASE / 3:
                self._write(self._releases.model_copy(update={"lease": self._lease(lease.release)}))

    def finish(self, plan: Plan) -> Releases:
        """Make the release of `plan` the live one; the list as it is then."""
        self._write(self._releases.finished(plan.release, self._bucket.now(), plan.retained))
        return self._releases

    def sweep(self) -> None:
        """End the work: nothing is left to delete."""
        self._write(self._releases.swept())

    def give_up(self) -> None:
        """End the lease after an error, so that nobody has to wait for it."""
        lease = self._releases.lease
        if lease and lease.owner == self._owner:
            until = self._bucket.now() - timedelta(seconds=LEASE)  # stores say whole seconds
            ended = lease.model_copy(update={"until": until})
            with contextlib.suppress(HostError):
                self._write(self._releases.model_copy(update={"lease": ended}))

    def _lease(self, release: str) -> Lease:
        until = self._bucket.now() + timedelta(seconds=LEASE)
        return Lease(owner=self._owner, release=release, until=until)

    def _write(self, releases: Releases) -> None:
        data = to_bytes(releases)
        try:
            self._etag = self._put(data)
        except ConditionFailedError as error:
            # If only the answer to a write was lost, its second try finds what the first wrote.
            found = self._bucket.read(POINTER, MAX_BYTES + 1)
            if not found or found[0] != data:
                raise OvertakenError(
                    "Somebody else has begun to publish at the same time, and was first.",
                    "Look at what is live, then decide whether to deploy again.",
                ) from error
            self._etag = found[1]
        self._releases = releases
        self._renewed = time.time()

    def _put(self, data: bytes) -> str:
        if self.is_guarded:
            try:
                return self._bucket.put_if(POINTER, data, self._etag)
            except NoConditionsError:
                self.is_guarded = False
        found = self._bucket.read(POINTER, 0)
        if (found and found[1]) != self._etag:
            raise ConditionFailedError
        return self._bucket.put_anyway(POINTER, data)

    def _find_out_whether_conditions_are_heeded(self) -> None:
        """Write the same again on a condition that is not true."""
        if not self.is_guarded:
            return
        with contextlib.suppress(ConditionFailedError):
            self._etag = self._bucket.put_if(POINTER, to_bytes(self._releases), _NO_ETAG)
            self.is_guarded = False
