"""Writes the files of the new site, or links to those of the old one (edge: disk).

What the last build wrote need not be written again: the new site gets a link to it, and the old
site is then deleted.
"""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Iterable
from pathlib import Path

from plugins.incremental.digests import file_digest
from plugins.incremental.files import FileStamp, NotedFile, is_old, stamp_of, walk
from plugins.incremental.last_build import LastBuild


class SiteFolder:
    """A site that is built in `new` and then replaces `old`, which `last` wrote.

    `old` is None if nothing may be linked.
    """

    def __init__(self, last: LastBuild, old: Path | None, new: Path) -> None:
        self._last = last
        self._old = old
        self._new = new
        self._written: dict[str, tuple[str, FileStamp]] = {}
        self._linked: set[str] = set()
        self._made: set[str] = set()

    def has(self, name: str, found: str) -> bool:
        """Whether the old site's file `name` has the bytes with this digest, in hexadecimal."""
        return self._old is not None and self._last.has(self._old, name, found)

    def link(self, name: str, found: str) -> None:
        """Give the new site a file that the old one `has`; raises OSError."""
        source, target = f"{self._old}/{name}", self._target(name)
        try:
            os.link(source, target, follow_symlinks=False)
            self._linked.add(name)
        except (OSError, NotImplementedError):  # too many links, or another file system
            shutil.copyfile(source, target)
        self.note(name, found)

    def write(self, name: str, found: str, data: bytes) -> None:
        """Write a file of the new site; raises OSError."""
        target = self._target(name)
        self.separate([name])
        Path(target).write_bytes(data)
        self.note(name, found)

    def separate(self, names: Iterable[str]) -> None:
        """Remove the new site's links at these paths: to write there would change the old site."""
        for name in names:
            if name in self._linked:
                self._linked.remove(name)
                (self._new / name).unlink(missing_ok=True)

    def _target(self, name: str) -> str:
        """The path of a file of the new site, whose folder exists."""
        target = f"{self._new}/{name}"  # thousands of files: a Path takes longer
        folder = target.rpartition("/")[0]
        if folder not in self._made:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            self._made.add(folder)
        return target

    def read(self, name: str) -> bytes:
        """The bytes of a file of the new site; raises OSError."""
        return (self._new / name).read_bytes()

    def note(self, name: str, found: str) -> None:
        """Note that the new site has the file `name`, with the bytes that have this digest."""
        self._written[name] = found, stamp_of(os.lstat(f"{self._new}/{name}"))

    def digest_of(self, name: str) -> str:
        """The digest of the new site's file `name`, in hexadecimal; empty if it was not noted."""
        return self._written[name][0] if name in self._written else ""

    def files(self, folder: Path, below: str = "") -> dict[str, NotedFile]:
        """The files of the new site, which is now in `folder`, for LastBuild.

        With `below`, such as `x/`, only those in that folder of the site.
        """
        now = time.time_ns()
        return {
            (name := f"{below}{above}{each}"): self._noted(f"{folder}/{name}", name, now)
            for above, _, names in walk(folder / below)
            for each in names
        }

    def _noted(self, path: str, name: str, now: int) -> NotedFile:
        stamp = stamp_of(os.lstat(path))
        known, written = self._written.get(name, ("", stamp))
        # A link that was made or deleted since then has changed the ctime.
        known = known if written._replace(ctime=0) == stamp._replace(ctime=0) else ""
        if not known and not is_old(stamp.mtime, now) and stat.S_ISREG(stamp.mode):
            known = file_digest(path).hex()  # its stamp says too little
        return NotedFile(*stamp, now, known)
