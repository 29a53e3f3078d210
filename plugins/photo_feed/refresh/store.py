"""The snapshot's folder: locked for one refresh, and changed as one step (edge: disk)."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from plugins.core.atomic_write import PARTIAL, atomic_write
from plugins.photo_feed.loading import CURATION, PICTURES, SNAPSHOT
from plugins.photo_feed.refresh.errors import Kind, RefreshError
from plugins.photo_feed.snapshot import Snapshot, dump

_OURS = re.compile(r"[0-9a-f]{16}\.jpg")
_PAUSE = 0.1  # seconds


@contextlib.contextmanager
def locked(folder: Path, wait: float = 5.0) -> Iterator[None]:
    """Keep other refreshes out of `folder`, which is created if it is missing.

    Raises RefreshError when another one keeps the lock for more than `wait` seconds. A lock ends
    with its process, however that ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        _lock(handle, time.monotonic() + wait)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, until: float) -> None:
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise RefreshError(
                    Kind.BUSY,
                    "Another refresh of these photos is running: let it finish, then try again.",
                ) from None
            time.sleep(_PAUSE)


def write(folder: Path, snapshot: Snapshot, pictures: Mapping[str, bytes]) -> bool:
    """Make `snapshot` that of `folder`; returns whether it, or a picture, is another than before.

    `pictures` has the bytes of those, by file name, that may not be there yet. Whenever this is
    cut short the folder has all of the old snapshot or all of the new one; an OSError before that
    step leaves nothing of the new one. Pictures of a refresh that no photo and no line of
    curation.yaml names any more are removed; those that an editor put there stay.
    """
    home = folder / PICTURES
    home.mkdir(parents=True, exist_ok=True)
    _remove(_unfinished(folder, home))
    named = {photo.file for photo in snapshot.photos}
    text = dump(snapshot).encode()
    changes = {home / name: pictures[name] for name in sorted(named & pictures.keys())}
    changes = {path: data for path, data in changes.items() if not _has(path, data)}
    added = [path for path in changes if not path.exists()]
    superfluous = _superfluous(folder, named)  # what cannot be read is told before the step
    try:
        for path, data in changes.items():
            _replace(path, data)
        if not _has(folder / SNAPSHOT, text):
            changes[folder / SNAPSHOT] = text
            _replace(folder / SNAPSHOT, text)
    except BaseException:
        if not _has(folder / SNAPSHOT, text):
            _remove(added)
        raise
    _remove(superfluous)
    return bool(changes)


def _has(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _replace(path: Path, data: bytes) -> None:
    """Give `path` these bytes in one step."""
    with atomic_write(path, durable=True) as file:
        file.write(data)


def _unfinished(*folders: Path) -> list[Path]:
    """What a refresh that was killed left; no other one writes now."""
    return [path for folder in folders for path in folder.glob(f".*{PARTIAL}")]


def _superfluous(folder: Path, named: set[str]) -> list[Path]:
    curation = folder / CURATION
    # As text, so that one that cannot be read as YAML just now still protects what it names.
    kept = curation.read_text("utf-8", "replace") if curation.is_file() else ""
    return [
        path
        for path in sorted((folder / PICTURES).iterdir())
        if _OURS.fullmatch(path.name) and path.name not in named and path.name not in kept
    ]


def _remove(paths: list[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
