"""Adds files to a site that is published already, as they take long to make (edge: disk)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.core.stop_signals import signals_deferred
from plugins.incremental.last_build import LastBuild
from plugins.incremental.site_files import KeptFiles
from plugins.incremental.site_folder import SiteFolder
from plugins.incremental.store import Store
from plugins.publishing import staging

Stopped = Callable[[], bool]


@dataclass(frozen=True)
class LateFiles:
    """The files of one `folder` of the site, which are kept by `key`.

    `make` makes them below the folder that it is called with, and returns their paths there; None
    if it has stopped because the second argument has returned True.
    """

    key: bytes
    folder: str
    make: Callable[[Path, Stopped], list[str] | None]


def add_late_files(
    late: LateFiles, made: LastBuild, inputs: str, output: Path, store: Store, stopped: Stopped
) -> None:
    """Make the late files of the site in `output`, and put them there in one step.

    `made` is the build that has written the site, and `inputs` what all of it is made from. Raises
    OSError, and what `make` raises.
    """
    output = output.resolve()
    site = output.stat().st_ino
    with _folder_beside(output) as folder:
        names = late.make(folder, stopped)
        if names is None:
            return
        with staging.locked(output.parent, lambda: None), signals_deferred():
            if output.stat().st_ino == site:  # no other build has replaced it
                known = _put(late, made, names, folder, output, store)
                replace(known, inputs=inputs).save(store, output)


def _put(
    late: LateFiles, made: LastBuild, names: list[str], folder: Path, output: Path, store: Store
) -> LastBuild:
    """Replace the folder of late files; returns what is known of the site then."""
    new, below = SiteFolder(made, output, folder), f"{late.folder}/"
    kept = KeptFiles(store, new)
    kept.keep_written(late.key, names)
    old = {*names, *kept.names(bytes.fromhex(made.search_index))}
    files = {name: noted for name, noted in made.files.items() if not name.startswith(below)}
    for name in made.files.keys() - files.keys() - old:  # such as a page with the folder's name
        new.link(name, made.files[name].digest if made.has(output, name) else "")
    _replace(output / late.folder, folder / late.folder)
    files |= new.files(output, below)
    return replace(made, files=files, search_index=late.key.hex())


@contextmanager
def _folder_beside(output: Path) -> Iterator[Path]:
    folder = staging.sibling(output, "new")
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir()
        staging.mark(folder)
        yield folder
    finally:
        with signals_deferred():
            shutil.rmtree(folder, ignore_errors=True)


def _replace(old: Path, new: Path) -> None:
    """Put the folder `new` in the place of `old`."""
    if not old.exists():
        new.rename(old)
    elif not staging.exchange(new, old):
        old.rename(new.with_name(f".{old.name}"))
        new.rename(old)
