"""Reads theme.toml, in which a theme says what its templates get (edge: disk)."""

from __future__ import annotations

import tomllib
from pathlib import Path

from plugins.core.findings import Finding, display_path

NAME = "theme.toml"
VIEWS = 1  # the version of the views that this project makes


def takes_views(theme: Path) -> tuple[bool, list[Finding]]:
    """Whether the templates in the folder `theme` get views, and what is wrong with its file.

    A theme without the file, or without `views` in it, gets Pelican's own variables.
    """
    file = theme / NAME
    try:
        found = tomllib.loads(file.read_text("utf-8-sig"))
    except FileNotFoundError:
        return False, []
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        return False, [_wrong(file, f"This is not TOML: {error}.")]
    version = found.get("views")
    if version is None:
        return False, []
    if type(version) is int and version == VIEWS:  # `true` and 1.0 are equal to 1 as well
        return True, []
    return False, [_wrong(file, f"There are no views of version {version!r} here.")]


def _wrong(file: Path, message: str) -> Finding:
    hint = f"Write `views = {VIEWS}`, or leave it out for a theme that is written for Pelican."
    return Finding(display_path(file), 0, "error", "theme/bad-file", message, hint)
