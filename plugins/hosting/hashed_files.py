"""Lists the files of a site folder, with their digests, for its manifest (edge: disk)."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from plugins.hosting.manifest import Manifest, ManifestError

FILE_MODE, FOLDER_MODE = 0o644, 0o755  # what hosts want; GitHub Pages refuses others


class HashedFile(NamedTuple):
    """The path of a file in its site, the SHA-256 in hexadecimal and the number of its bytes."""

    path: str
    sha256: str
    size: int


def hashed_files(folder: Path) -> list[HashedFile]:
    """The files of a site, sorted by path.

    Raises OSError, and ManifestError for what is neither a file nor a folder, such as a link.
    """
    start = len(f"{folder}/")
    return sorted(  # in one thread: 10,000 pages take half a second, and more in several
        HashedFile(path[start:].replace(os.sep, "/"), *_hashed(path))
        for path, is_folder in _entries(f"{folder}")
        if not is_folder
    )


def normalise_modes(folder: Path) -> None:
    """Give files and folders the modes that every host can serve, whatever the umask is."""
    folder.chmod(FOLDER_MODE)
    for path, is_folder in _entries(f"{folder}"):
        wanted = FOLDER_MODE if is_folder else FILE_MODE
        if stat.S_IMODE(os.lstat(path).st_mode) != wanted:
            os.chmod(path, wanted)  # noqa: PTH101  # thousands of files: a Path takes longer


def differences(manifest: Manifest, folder: Path) -> list[str]:
    """The paths of files that the folder lacks, has besides, or has with other bytes; sorted.

    Empty if folder and manifest belong together. Raises as `hashed_files` does.
    """
    wanted = {HashedFile(file.path, file.sha256, file.bytes) for file in manifest.files}
    return sorted({file.path for file in wanted ^ {*hashed_files(folder)}})


def _entries(folder: str) -> Iterator[tuple[str, bool]]:
    """The path of each file and folder below, and whether it is a folder."""
    with os.scandir(folder) as entries:
        for entry in entries:
            is_folder = entry.is_dir(follow_symlinks=False)
            if not is_folder and not entry.is_file(follow_symlinks=False):
                raise ManifestError(f"{entry.path} is no plain file.")
            yield entry.path, is_folder
            if is_folder:
                yield from _entries(entry.path)


def _hashed(path: str) -> tuple[str, int]:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123  # as above
        found = hashlib.file_digest(file, "sha256")
        return found.hexdigest(), file.tell()
