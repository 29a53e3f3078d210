"""What is known of the last build of a site (edge: disk)."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plugins.incremental.digests import digest, file_digest
from plugins.incremental.files import NotedFile, is_old, noted_files, scan, stamp_of
from plugins.incremental.store import Store
from plugins.publishing.staging import release_folder

_VERSION = "9"  # of what is noted; increase it when that changes


@dataclass
class LastBuild:
    """The last build that was published to a folder.

    `inputs` stands for all that it was made from, if that is known, and gives the same site from
    the time `built` until `expires`, in seconds since 1970. `files` has each file of the site, with
    an empty digest if that is not known. `pages` has the key of each page, `parts` the digests of
    what all pages depend on, and `findings` the fields of each finding. `umask` decided about the
    permissions of all files. `desk` has the values of a preview's desk, as JSON. `folders` is the
    digest of the site's folders, and `release` that of its release folder, empty if it has none.
    `report` has sentences on the site for whoever publishes it.
    """

    inputs: str = ""
    built: float = 0.0
    expires: float = 0.0
    files: dict[str, NotedFile] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    findings: list[list[Any]] = field(default_factory=list)
    umask: int | None = None
    desk: str = ""
    folders: str = ""
    release: str = ""
    report: list[str] = field(default_factory=list)

    def save(self, store: Store, folder: Path) -> None:
        """Keep this build as the last one of `folder`."""
        store.put(_key(folder), json.dumps(vars(self)).encode())

    def has(self, folder: Path, name: str, found: str = "") -> bool:
        """Whether a file of the site in `folder` is as this build wrote it.

        If a digest is given, its bytes must have that.
        """
        noted = self.files.get(name)
        try:
            return noted is not None and _is_as_noted(noted, f"{folder}/{name}", found)
        except OSError:
            return False

    def is_unchanged(self, folder: Path) -> bool:
        """Whether the site in `folder` has exactly the files of this build, as it wrote them.

        And the same release folder.
        """
        try:
            folders, files = {}, 0
            for name, path in scan(folder):
                if _is_folder(name):
                    folders[name] = path
                    continue
                files += 1
                noted = self.files.get(name)
                if noted is None or not _is_as_noted(noted, path):
                    return False
            return (
                files == len(self.files)
                and _digest_of(folders) == self.folders
                and release_digest(folder) == self.release
            )
        except OSError:
            return False


def _is_as_noted(noted: NotedFile, path: str, found: str = "") -> bool:
    """Whether a file is as it was noted, and has the digest `found` if that is given.

    Raises OSError.
    """
    if found and noted.digest and noted.digest != found:
        return False
    status = os.lstat(path)
    if status.st_mode != noted.mode:
        return False  # a link, or a file that visitors may not read
    same = noted.has_stamp(stamp_of(status)) and is_old(noted.mtime, noted.noted)
    if same and (noted.digest or not found):
        return True
    wanted = found or noted.digest
    return bool(wanted) and file_digest(path).hex() == wanted


def folders_digest(folder: Path) -> str:
    """The digest of the names and modes of a folder and all those in it; raises OSError."""
    return _digest_of({name: path for name, path in scan(folder) if _is_folder(name)})


def _is_folder(name: str) -> bool:
    return name == "" or name[-1] == "/"


def _digest_of(folders: Mapping[str, str]) -> str:
    """The digest of names and modes of folders, whose paths are given; raises OSError."""
    return digest(json.dumps([(name, _mode(folders[name])) for name in sorted(folders)])).hex()


def _mode(path: str) -> str:
    """The permissions and the kind of a file, also of a link."""
    return f"{os.lstat(path).st_mode:o}"


def release_digest(folder: Path) -> str:
    """The digest of the release folder of a site: names, modes and bytes; empty if it has none."""
    release = release_folder(folder)
    if not os.path.lexists(release):
        return ""
    try:
        found = dict(scan(release))
        files = sorted(name for name in found if not _is_folder(name))
        folders = {name: found[name] for name in found if _is_folder(name)}
        return digest(
            _digest_of(folders),
            *(digest(name, _mode(found[name]), file_digest(found[name])) for name in files),
        ).hex()
    except OSError:
        return "unreadable"


def last_build(store: Store, folder: Path) -> LastBuild:
    """The last build that was published to `folder`; an empty one if none is known."""
    data = store.get(_key(folder))
    try:
        noted = json.loads(data) if data else {}
        return LastBuild(**{**noted, "files": noted_files(noted.get("files", {}))})
    except (AttributeError, TypeError, ValueError):  # another version's
        return LastBuild()


def _key(folder: Path) -> bytes:
    return digest("last build", _VERSION, os.path.realpath(folder))
