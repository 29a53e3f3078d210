"""What goes wrong while one file of the site is written becomes a finding; the others go on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound

from plugins.publishing import addresses, templates
from plugins.publishing.addresses import Claim
from plugins.publishing.build import DISK_TROUBLE


@contextmanager
def told(name: str, claim: Claim, settings: dict[str, Any]) -> Iterator[None]:
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
            finding = addresses.unwritable(name, error, claim)
        settings["UNWRITTEN"][name] = finding
