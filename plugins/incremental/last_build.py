"""What is known of the last build of a site (edge: disk)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from plugins.incremental.digests import digest
from plugins.incremental.files import all_files, is_old, stamp_of
from plugins.incremental.store import Store

_VERSION = "2"  # of what is noted; increase it when that changes


@dataclass(frozen=True)
class LastBuild:
    """The last build that was published to a folder.

    `inputs` stands for all that it was made from, if that is known, and gives the same site from
    the time `built` until `expires`, in seconds since 1970. `files` has the stamp of each file of
    the site, the time in nanoseconds when it was noted, its digest in hexadecimal, if that is
    known, and its mode. `pages` has the key of each page, `parts` the digests of what all pages
    depend on, and `findings` the fields of each finding. `search_index` is the key by which the
    index is kept.
    """

    inputs: str = ""
    built: float = 0.0
    expires: float = 0.0
    files: dict[str, list[Any]] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    findings: list[list[Any]] = field(default_factory=list)
    search_index: str = ""

    def save(self, store: Store, folder: Path) -> None:
        """Keep this build as the last one of `folder`."""
        store.put(_key(folder), json.dumps(asdict(self)).encode())

    def has(self, folder: Path, name: str, found: str = "") -> bool:
        """Whether a file of the site in `folder` is as this build wrote it.

        If a digest is given, its bytes must have that.
        """
        noted = self.files.get(name)
        path = f"{folder}/{name}"
        if noted is None or (found and noted[5] and noted[5] != found):
            return False
        try:
            status = os.lstat(path)
            if status.st_mode != noted[6]:
                return False  # a link, or a file that visitors may not read
            same = noted[:4] == list(stamp_of(status)) and is_old(status.st_mtime_ns, noted[4])
            if same and (noted[5] or not found):
                return True
            wanted = found or noted[5]
            return bool(wanted) and digest(Path(path).read_bytes()).hex() == wanted
        except OSError:
            return False

    def is_unchanged(self, folder: Path) -> bool:
        """Whether the site in `folder` has exactly the files of this build, as it wrote them."""
        folders = {"/".join(parts[:n]) for parts in self._paths() for n in range(len(parts))}
        found = set()
        for name, entry in all_files(folder, folders=True):
            if entry.is_dir(follow_symlinks=False):
                if name not in folders:
                    return False
            elif not self.has(folder, name):
                return False
            else:
                found.add(name)
        return found == self.files.keys()

    def _paths(self) -> Iterator[list[str]]:
        return (name.split("/") for name in self.files)


def last_build(store: Store, folder: Path) -> LastBuild:
    """The last build that was published to `folder`; an empty one if none is known."""
    data = store.get(_key(folder))
    try:
        return LastBuild(**json.loads(data)) if data else LastBuild()
    except (TypeError, ValueError):  # another version's
        return LastBuild()


def _key(folder: Path) -> bytes:
    return digest("last build", _VERSION, os.path.realpath(folder))
