"""Reads theme.toml, in which a theme says what its templates get and need (edge: disk)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from plugins.core.findings import Finding, display_path

NAME = "theme.toml"
VIEWS = 1  # the version of the views that this project makes


@dataclass(frozen=True)
class ThemeFile:
    """What a theme says of itself.

    `views`: whether its templates get views; otherwise they get Pelican's own variables.
    `smallest_lead`: width and height in pixels that the picture at the top of a post needs, so that
    the theme need not enlarge it visibly; None if there is no such size. `missing`: those of the
    templates that only this project has that a theme for Pelican alone lacks.
    """

    views: bool = False
    smallest_lead: tuple[int, int] | None = None
    missing: tuple[str, ...] = ()


def read(theme: Path) -> tuple[ThemeFile, list[Finding]]:
    """What the file in the folder `theme` says, and what is wrong with it.

    A theme needs no such file, and nothing has to be in it.
    """
    file = theme / NAME
    try:
        found = tomllib.loads(file.read_text("utf-8-sig"))
    except FileNotFoundError:
        return ThemeFile(), []
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        return ThemeFile(), [_wrong_views(file, f"This is not TOML: {error}.")]
    views, wrong = _views(file, found.get("views"))
    lead, bad = _smallest_lead(file, found.get("smallest_lead"))
    return ThemeFile(views, lead), [*wrong, *bad]


def _views(file: Path, version: object) -> tuple[bool, list[Finding]]:
    if version is None:
        return False, []
    if type(version) is int and version == VIEWS:  # `true` and 1.0 are equal to 1 as well
        return True, []
    return False, [_wrong_views(file, f"There are no views of version {version!r} here.")]


def _smallest_lead(file: Path, size: object) -> tuple[tuple[int, int] | None, list[Finding]]:
    if size is None:
        return None, []
    if isinstance(size, list) and [type(each) for each in size] == [int, int] and min(size) > 0:
        return (size[0], size[1]), []
    message = f"`smallest_lead` is {size!r}, which is not a width and a height."
    hint = "Write both in pixels, such as `smallest_lead = [600, 300]`, or leave it out."
    return None, [_wrong(file, message, hint)]


def _wrong_views(file: Path, message: str) -> Finding:
    hint = f"Write `views = {VIEWS}`, or leave it out for a theme that is written for Pelican."
    return _wrong(file, message, hint)


def _wrong(file: Path, message: str, hint: str) -> Finding:
    return Finding(display_path(file), 0, "error", "theme/bad-file", message, hint)
