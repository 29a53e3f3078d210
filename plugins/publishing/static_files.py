"""Files that are copied into the site as they are: which may be, and where (edge: disk)."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from plugins.core.findings import Finding, Severity, typed_path
from plugins.publishing.addresses import Claim, double

# What editors and desktops leave lying about; Pelican's own list of patterns misses all of it.
LEFTOVERS = (".#*", "#*#", "*~", "*.swp", "._*", ".DS_Store", "Thumbs.db", "~$*")


def refused(path: str, content: Path, why: tuple[str, str], severity: Severity) -> Finding:
    """The finding for a file that is not copied."""
    message = f"This file is not published: {why[0]}."
    return Finding(typed_path(content / path), 0, severity, "static-files/refused", message, why[1])


def doubles(files: Iterable[Any], claims: dict[str, Claim]) -> list[Finding]:
    """Findings for copied `files` that take the place of a page, or of each other."""
    found = []
    for file in files:
        claim = Claim(typed_path(Path(file.source_path)), 0, "Give the file another name.")
        name = os.path.normpath(file.save_as)
        if (first := claims.setdefault(name, claim)) is not claim:
            found.append(double(name, first, claim))
    return found
