"""Keeps results between builds, by key, in one SQLite file (edge: disk).

A row has a checksum of its key and value, so that a damaged row counts as missing. Several builds
may use the file at once. Nothing depends on it: what is not in it is made again. Whatever is wrong
with it is reported by one warning.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from plugins.core import cache_folder
from plugins.incremental.digests import digest
from plugins.incremental.memory import Memory

T = TypeVar("T")

FILE = "store.sqlite"
MOST_BYTES = 1_000_000_000
KEPT_DAYS = 30
_DAY = 86_400  # seconds
_APPLICATION, _VERSION = 0x53495445, 2  # in the file's header
_WAIT = 10.0  # seconds, for another build that is writing
_PENDING = 4_000_000  # bytes of values that are written at once
_SCHEMA = """
CREATE TABLE IF NOT EXISTS entries
(key BLOB PRIMARY KEY, used INTEGER, checksum BLOB, value BLOB);
CREATE INDEX IF NOT EXISTS by_time ON entries (used);
"""
_FIND = "SELECT used, checksum, value FROM entries WHERE key = ?"
# Those that were used least recently, if the others have at most so many bytes.
_DELETE_BEYOND = """
DELETE FROM entries WHERE key IN (SELECT key FROM (
SELECT key, sum(length(value)) OVER (ORDER BY used DESC, rowid DESC) AS bytes FROM entries
) WHERE bytes > ?)
"""
# The file is good, but this build cannot use it, or not now.
_NOT_DAMAGED = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_IOERR,
}  # fmt: skip


class Store:
    """Values by key, of 16 bytes; `warn` is called at most once, with a sentence.

    Without a folder nothing is kept. All threads of a process may use it. `memory` keeps objects
    that were made from values, from one build to the next of a process that stays.
    """

    def __init__(
        self, folder: Path | None, warn: Callable[[str], object], memory: Memory | None = None
    ) -> None:
        self.memory = memory
        self.path = folder and folder / FILE
        self._lock = threading.RLock()
        self._warn: Callable[[str], object] | None = warn
        self._database: sqlite3.Connection | None = None
        self._pending: dict[bytes, bytes] = {}
        self._pending_bytes = 0
        self._old: set[bytes] = set()  # keys that were used now, but not lately
        self._replaced = False
        if folder:
            self._open(folder / FILE)

    def get(self, key: bytes) -> bytes | None:
        """The value of `key`, or None if there is no undamaged one."""
        with self._lock:
            if key in self._pending:
                return self._pending[key]
            row = None
            with self._failures():
                row = self._database and self._database.execute(_FIND, (key,)).fetchone()
            if not row:
                return None
            used, checksum, value = row
            if not isinstance(value, bytes) or checksum != digest(key, value):
                self._say("has a damaged entry")
                return None
            if not isinstance(used, int) or used < time.time() - _DAY:
                self._old.add(key)
            return value

    def made_from(self, key: bytes, make: Callable[[bytes], T]) -> T | None:
        """What `make` makes from the value of `key`; nobody may change it. None without a value."""

        def made() -> T | None:
            value = self.get(key)
            return None if value is None else make(value)

        return self.memory.get(key, made) if self.memory else made()

    def put(self, key: bytes, value: bytes) -> None:
        """Keep `value`; it is written soon, at the latest by `close`."""
        with self._lock:
            if self._database is None:
                return
            self._pending[key] = value
            self._pending_bytes += len(value)
            if self._pending_bytes > _PENDING:
                self._write()

    def close(self) -> None:
        """Write everything, and forget what was not used for long; nothing is kept afterwards."""
        with self._lock:
            self._write()
            with self._failures():
                if self._database is not None:
                    _forget(self._database, self._old)
            if self._database is not None:
                self._database.close()
                self._database = None

    @property
    def megabytes(self) -> str:
        """The size of the file with all that was kept until now, such as "12 MB"."""
        with self._lock:
            self._write()
        size = 0
        with suppress(OSError):
            size = self.path.stat().st_size if self.path else 0
        return f"{size / 1e6:.0f} MB"

    def _open(self, path: Path) -> None:
        with self._failures():
            cache_folder.make(path.parent)
            self._database = _opened(path)

    def _write(self) -> None:
        pending, self._pending, self._pending_bytes = self._pending, {}, 0
        with self._failures():
            if self._database is not None and pending:
                _insert(self._database, pending)

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Go on without the file if it fails; a damaged one is replaced by an empty one."""
        try:
            yield
        # SQLite's message may quote what is damaged, and is then no UTF-8.
        except (OSError, sqlite3.Error, UnicodeDecodeError) as error:
            self._say(f"cannot be used ({error})")
            if self._database is not None:
                self._database.close()
                self._database = None
            code = getattr(error, "sqlite_errorcode", None)
            if isinstance(error, OSError) or (code is not None and code & 0xFF in _NOT_DAMAGED):
                return
            if self.path and not self._replaced:
                self._replaced = True  # a new one that fails as well would fail for ever
                with suppress(OSError):
                    for path in (self.path, Path(f"{self.path}-journal")):
                        path.unlink(missing_ok=True)
                    self._open(self.path)

    def _say(self, what: str) -> None:
        if self._warn is not None:
            self._warn(f"The cache {self.path} {what}; what it lacks is made again.")
            self._warn = None


def _opened(path: Path) -> sqlite3.Connection:
    """The database at `path`, made if there is none; raises sqlite3.Error."""
    database = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    try:
        # The system writes in its own time: after a power failure, checksums may not match.
        database.execute("PRAGMA synchronous = OFF")
        database.execute("BEGIN")  # another build may make it meanwhile
        names = ("application_id", "user_version", "schema_version")
        *found, schema = (_number(database, name) for name in names)
        database.execute("COMMIT")
        if not any((*found, schema)):  # new and empty
            database.executescript(
                f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA application_id = {_APPLICATION};"
                f"PRAGMA user_version = {_VERSION}; COMMIT;"
            )
        elif tuple(found) != (_APPLICATION, _VERSION):
            raise sqlite3.DatabaseError("another version has made it")  # noqa: TRY301  # like others
    except BaseException:
        database.close()
        raise
    return database


def _number(database: sqlite3.Connection, name: str) -> int:
    (value,) = database.execute(f"PRAGMA {name}").fetchone()
    return int(value)


def _insert(database: sqlite3.Connection, values: dict[bytes, bytes]) -> None:
    now = int(time.time())
    rows = ((key, now, digest(key, value), value) for key, value in values.items())
    with database:
        database.execute("BEGIN IMMEDIATE")
        database.executemany("REPLACE INTO entries VALUES (?, ?, ?, ?)", rows)


def _forget(database: sqlite3.Connection, used: Iterable[bytes]) -> None:
    """Note the keys that were used; delete what was not for KEPT_DAYS, or beyond MOST_BYTES.

    A file of which more than half is free is made smaller.
    """
    now = int(time.time())
    with database:
        database.execute("BEGIN IMMEDIATE")
        database.executemany("UPDATE entries SET used = ? WHERE key = ?", ((now, k) for k in used))
        times = (now - KEPT_DAYS * _DAY, now + _DAY)
        database.execute("DELETE FROM entries WHERE used < ? OR used > ?", times)
        full = _number(database, "page_count") - _number(database, "freelist_count")
        if full * _number(database, "page_size") > MOST_BYTES:
            database.execute(_DELETE_BEYOND, (MOST_BYTES * 3 // 4,))
    if _number(database, "freelist_count") > _number(database, "page_count") // 2:
        with suppress(sqlite3.OperationalError):  # no room for a copy, or another build reads it
            database.execute("VACUUM")
