"""What goes wrong while one file of the site is written becomes a finding; the others go on."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound

from plugins.core.findings import Finding
from plugins.publishing import path_conflicts, templates
from plugins.publishing.build import DISK_TROUBLE
from plugins.publishing.path_conflicts import OutputPath

# A file stands where a folder is needed, or the other way round.
IN_THE_WAY = {errno.EEXIST, errno.ENOTDIR, errno.EISDIR}


@contextmanager
def told(name: str, claim: OutputPath, settings: dict[str, Any]) -> Iterator[None]:
    """Keep what is raised while `name` is written in UNWRITTEN, unless the disk itself fails.

    `claim` says which post wants the file.
    """
    try:
        yield
    except Exception as error:
        if isinstance(error, OSError) and error.errno in DISK_TROUBLE:
            raise
        finding = templates.render_finding(error, Path(settings["THEME"]) / "templates", name)
        named = finding.path or isinstance(error, TemplateNotFound)  # which is an OSError, too
        if isinstance(error, OSError) and not named:
            finding = _unwritable(name, error, claim, settings)
        settings["UNWRITTEN"][name] = finding


@contextmanager
def copies_told(settings: dict[str, Any]) -> Iterator[None]:
    """Find out which file was in the way where Pelican itself stops while it copies files."""
    try:
        yield
    except OSError as error:
        found = path_conflicts.findings(settings["STATIC_FILES"], settings["CLAIMS"])
        if error.errno not in IN_THE_WAY or not found:
            raise
        settings["FINDINGS"].extend(found)


def _unwritable(name: str, error: OSError, claim: OutputPath, settings: dict[str, Any]) -> Finding:
    if error.errno in IN_THE_WAY:
        settings["CLAIMS"].setdefault(name, claim)
        if conflict := path_conflicts.conflicts(settings["CLAIMS"]).get(name):
            return conflict
    return path_conflicts.unwritable(name, error, claim)
