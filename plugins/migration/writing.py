"""Writes the new content folder as a whole or not at all (edge: disk)."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from plugins.migration.new_site import NewSite
from plugins.migration.old_site import MigrationError


def check_target(target: Path, old: Path) -> None:
    """Raise MigrationError if `target` must not be written."""
    new, source = target.resolve(), old.resolve()
    if new.is_relative_to(source) or source.is_relative_to(new):
        message = f"{target} and {old} lie in each other: set INPUTDIR to a folder beside it."
        raise MigrationError(message)
    if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
        message = f"{target} is there already: set INPUTDIR to a new folder, which is made."
        raise MigrationError(message)


def write(site: NewSite, old_root: Path, target: Path) -> None:
    """Write the folder `target`; copies come from below `old_root`. Raises MigrationError."""
    staging = target.with_name(f".{target.name}.adopt-{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        staging.mkdir()
        for path, data in site.texts.items():
            with _new_file(staging, path).open("xb") as file:
                file.write(data)
        for path, source in site.copies.items():
            shutil.copyfile(old_root / source, _new_file(staging, path), follow_symlinks=False)
        staging.rename(target)
    except OSError as error:
        raise MigrationError(f"{target} cannot be written: {error}.") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _new_file(staging: Path, path: str) -> Path:
    """The file at `path` below the folder `staging`, which gets the folders that it needs."""
    file = Path(os.path.normpath(staging / path))
    if not file.is_relative_to(staging):
        raise MigrationError(f"{path} leads out of the new folder.")
    file.parent.mkdir(parents=True, exist_ok=True)
    return file
