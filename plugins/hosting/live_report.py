"""Says in few lines what is different on a live site."""

from __future__ import annotations

from collections.abc import Iterable

from plugins.hosting.live import Difference, Kind
from plugins.hosting.manifest import Manifest

AS_PUBLISHED, FILES_DIFFER, USAGE, HOST_DIFFERS = 0, 1, 2, 3  # exit codes

_EXAMPLES = 3
_TITLES: dict[Kind, str] = {
    "files": "Not what was published:",
    "host": "Around the files (headers, cache rules, how the host redirects):",
}


def exit_code(differences: Iterable[Difference]) -> int:
    """HOST_DIFFERS if visitors get what was published, but not with all that belongs to it."""
    kinds = {each.kind for each in differences}
    if "files" in kinds:
        return FILES_DIFFER
    return HOST_DIFFERS if kinds else AS_PUBLISHED


def lines(manifest: Manifest, url: str, differences: Iterable[Difference]) -> list[str]:
    """The report: what is different at the same addresses comes with their number and the first."""
    found: dict[tuple[Kind, str], list[str]] = {}
    for each in differences:
        found.setdefault((each.kind, each.what), []).append(each.address)
    groups: dict[Kind, dict[tuple[str, ...], list[str]]] = {kind: {} for kind in _TITLES}
    for (kind, what), addresses in found.items():
        groups[kind].setdefault(tuple(addresses), []).append(what)
    report = []
    for kind, group in groups.items():
        report += [_TITLES[kind]] if group else []
        for at, whats in group.items():
            report += [f"  {what}" for what in whats]
            report += [f"    {address}" for address in at[:_EXAMPLES]]
            report += [f"    and {len(at) - _EXAMPLES:,} more"] if len(at) > _EXAMPLES else []
    of_all = f"{len(manifest.files):,} files and {len(manifest.redirects):,} redirects"
    return report or [f"{url} is as it was published: {of_all}."]
