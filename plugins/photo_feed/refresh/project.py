"""What a refresh reads from the site's settings: folders, time zone, how many photos to keep."""

from __future__ import annotations

import runpy
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from plugins.core.findings import display_path
from plugins.photo_feed.options import PhotoFeedOptions
from plugins.photo_feed.refresh.errors import ErrorKind, RefreshError

_ENOUGH = 24  # more than a gallery shows, so that an editor can hide some


@dataclass(frozen=True)
class Project:
    """The content folder, the snapshot's folder in it, how many photos to keep, the time zone."""

    content: Path
    folder: Path
    enough: int
    zone: tzinfo


def read_project(content: Path | None, settings: Path) -> Project:
    """The project whose posts are in `content`, or else in the folder that `settings` name.

    Raises RefreshError if something is wrong with them.
    """
    if content:
        _check_folder(content, "set INPUTDIR to where the posts are")
    values = _values(settings)
    if not content:
        content = settings.parent / str(values.get("PATH", "content"))
        _check_folder(content, f"set PATH in {display_path(settings)} to where the posts are")
    options, findings = PhotoFeedOptions.read(values)
    for finding in findings:
        raise RefreshError(
            ErrorKind.INPUT, f"{display_path(settings)}: {finding.message} {finding.hint}"
        )
    try:
        zone = ZoneInfo(values.get("TIMEZONE", "UTC"))
    except (LookupError, ValueError, TypeError, OSError):
        message = "TIMEZONE is not a time zone: write one like “Europe/London”."
        raise RefreshError(ErrorKind.INPUT, f"{display_path(settings)}: {message}") from None
    return Project(content, content / options.path, max(_ENOUGH, options.count), zone)


def _check_folder(content: Path, hint: str) -> None:
    if not content.is_dir():
        message = f"There is no folder {display_path(content)}: {hint}."
        raise RefreshError(ErrorKind.INPUT, message)


def _values(settings: Path) -> dict[str, Any]:
    """The settings as Pelican reads them: the names of a Python file."""
    try:
        return runpy.run_path(str(settings))
    except Exception as error:  # noqa: BLE001  # a program may raise anything
        message = f"{display_path(settings)} cannot be read ({type(error).__name__}): fix it."
        raise RefreshError(ErrorKind.INPUT, message) from None
