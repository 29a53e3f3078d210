"""Turns an error in writing one file of the site into a finding, so that the build goes on."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateNotFound

from plugins.core.findings import Finding, Findings
from plugins.publishing import path_conflicts, templates
from plugins.publishing.build import DISK_ERRORS
from plugins.publishing.outputs import Outputs
from plugins.publishing.path_conflicts import OutputPath

# The path is a file where a folder is needed, or the other way round.
_WRONG_KIND = {errno.EEXIST, errno.ENOTDIR, errno.EISDIR}


@contextmanager
def recorded(name: str, output: OutputPath, outputs: Outputs, theme: Path) -> Iterator[None]:
    """Record an error in writing `name` in `outputs`; raises OSError if the disk itself fails.

    `output` says who writes the file; `theme` is the folder of the theme.
    """
    try:
        yield
    except Exception as error:
        if isinstance(error, OSError) and error.errno in DISK_ERRORS:
            raise
        finding = templates.render_finding(error, theme / "templates", name)
        in_template = finding.path or isinstance(error, TemplateNotFound)  # which is an OSError
        if isinstance(error, OSError) and not in_template:
            finding = unwritable(name, error, output, outputs)
        outputs.errors[name] = finding


def unwritable(name: str, error: OSError, output: OutputPath, outputs: Outputs) -> Finding:
    """The finding for a file that could not be written; raises `error` if the disk itself fails."""
    if error.errno in DISK_ERRORS:
        raise error
    if error.errno in _WRONG_KIND:
        outputs.paths.setdefault(name, output)
        # Several processes write: the other file may be a later one.
        others = {path: source for path, source in outputs.paths.items() if path != name}
        if conflict := path_conflicts.conflicts({**others, name: output}).get(name):
            return conflict
    return path_conflicts.unwritable(name, error, output)


@contextmanager
def copy_conflicts(outputs: Outputs, findings: Findings) -> Iterator[None]:
    """Report conflicting paths where Pelican stops because it cannot copy a file."""
    try:
        yield
    except OSError as error:
        found = path_conflicts.findings(outputs.copied, outputs.paths)
        if error.errno not in _WRONG_KIND or not found:
            raise
        findings.extend(found)
