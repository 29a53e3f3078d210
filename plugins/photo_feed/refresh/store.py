"""The folder of the snapshot: locked for one refresh, and changed in one step (edge: disk)."""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from plugins.core.atomic_write import PARTIAL, atomic_write, sync_folder
from plugins.core.file_lock import lock_now
from plugins.photo_feed.loading import CURATION, PICTURES, SNAPSHOT
from plugins.photo_feed.refresh.errors import ErrorKind, RefreshError
from plugins.photo_feed.snapshot import Snapshot, dump

_OURS = re.compile(r"[0-9a-f]{16}\.jpg")
_PARTIAL = re.compile(rf"\.(?:{re.escape(SNAPSHOT)}|{_OURS.pattern})\.\d+{re.escape(PARTIAL)}")
_PAUSE = 0.1  # seconds


@contextlib.contextmanager
def locked(folder: Path, wait: float = 5.0) -> Iterator[None]:
    """Keep other refreshes out of `folder`, which is created if it is missing.

    Raises RefreshError if another one holds the lock for more than `wait` seconds. The operating
    system releases the lock when the process ends, even if it is killed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = None if hasattr(os, "O_DIRECTORY") else folder / ".lock"  # Windows opens no folders
    handle = os.open(file or folder, os.O_RDWR | os.O_CREAT if file else os.O_RDONLY)
    try:
        _lock(handle, time.monotonic() + wait)
        yield
    finally:
        os.close(handle)
        if file:
            with contextlib.suppress(OSError):  # another refresh has it open
                file.unlink()


def _lock(handle: int, until: float) -> None:
    while not lock_now(handle):
        if time.monotonic() >= until:
            raise RefreshError(
                ErrorKind.BUSY,
                "Another refresh of these photos is running: let it finish, then try again.",
            )
        time.sleep(_PAUSE)


def write(folder: Path, snapshot: Snapshot, pictures: Mapping[str, bytes]) -> bool:
    """Save `snapshot` in `folder`; returns whether it or a picture has changed.

    `pictures` has, by file name, the bytes of pictures that may be missing. If this is interrupted,
    the folder has the whole old snapshot or the whole new one; an OSError before photos.json is
    replaced leaves no new file. Pictures that an earlier refresh wrote are removed if neither a
    photo nor curation.yaml names them; those that an editor put there are kept.
    """
    home = folder / PICTURES
    home.mkdir(parents=True, exist_ok=True)
    for part in (folder, home):  # left behind by a killed refresh; the lock keeps others out
        _remove(path for path in part.iterdir() if _PARTIAL.fullmatch(path.name))
    named = {photo.file for photo in snapshot.photos}
    text = dump(snapshot).encode()
    changes = {home / name: pictures[name] for name in sorted(named & pictures.keys())}
    changes = {path: data for path, data in changes.items() if not _has(path, data)}
    added = [path for path in changes if not path.exists()]
    unused = _unused(folder, named)  # before anything is written, because it may fail
    try:
        for path, data in changes.items():
            _replace(path, data)
        sync_folder(home)  # a killed refresh may have replaced pictures without this
        if not _has(folder / SNAPSHOT, text):
            changes[folder / SNAPSHOT] = text
            _replace(folder / SNAPSHOT, text)
    except BaseException:
        if not _has(folder / SNAPSHOT, text):
            _remove(added)
        raise
    _remove(unused)
    return bool(changes)


def _has(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _replace(path: Path, data: bytes) -> None:
    with atomic_write(path, durable=True) as file:
        file.write(data)


def _unused(folder: Path, named: set[str]) -> list[Path]:
    """The pictures of earlier refreshes that neither `named` nor curation.yaml has."""
    curation = folder / CURATION
    # Read as text, so that a file that is not valid YAML at the moment still protects pictures.
    kept = curation.read_text("utf-8", "replace") if curation.is_file() else ""
    return [
        path
        for path in sorted((folder / PICTURES).iterdir())
        if _OURS.fullmatch(path.name) and path.name not in named and path.name not in kept
    ]


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
