"""Which other hosts a visitor's browser would ask, and for what; none may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from plugins.core.findings import Finding, Severity
from plugins.publishing.loads import Load

RULE = "outside-hosts/loaded"


@dataclass(frozen=True)
class OutsideHost:
    """What another host is asked for, and the files of the site that make browsers ask."""

    load: Load
    files: tuple[str, ...]


def outside(loads: Mapping[str, Iterable[Load]], siteurl: str) -> list[OutsideHost]:
    """Every other host named in `loads` (what each file of the site loads), sorted.

    `siteurl` is what the site's own addresses begin with, possibly empty.
    """
    own = urlsplit(siteurl).netloc.lower()
    files: dict[Load, list[str]] = {}
    for name, found in loads.items():
        for load in found:
            if load.host != own:
                files.setdefault(load, []).append(name)
    return [OutsideHost(load, tuple(names)) for load, names in sorted(files.items())]


def findings(hosts: Iterable[OutsideHost], severity: Severity) -> list[Finding]:
    """One finding for each thing that another host is asked for."""
    return [_finding(found.load, found.files, severity) for found in hosts]


def _finding(load: Load, files: tuple[str, ...], severity: Severity) -> Finding:
    more = f" and {len(files) - 1} more" if len(files) > 1 else ""
    message = (
        f"Visitors' browsers would ask {load.host} for “{load.address:.120}” ({load.where}): it "
        f"stands in {files[0]}{more} of the site."
    )
    hint = "Keep a copy on the site itself, or take it out of the theme or of content/extra/."
    return Finding("", 0, severity, RULE, message, hint)
