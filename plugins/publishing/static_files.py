"""Files that are copied into the site as they are: which may be."""

from __future__ import annotations

from pathlib import Path

from plugins.core.findings import Finding, Severity, typed_path

# What editors and desktops leave lying about; Pelican's own list of patterns misses all of it.
LEFTOVERS = (".#*", "#*#", "*~", "*.swp", "._*", ".DS_Store", "Thumbs.db", "~$*")


def refused(path: str, content: Path, why: tuple[str, str], severity: Severity) -> Finding:
    """The finding for a file that is not copied."""
    message = f"This file is not published: {why[0]}."
    return Finding(typed_path(content / path), 0, severity, "static-files/refused", message, why[1])
