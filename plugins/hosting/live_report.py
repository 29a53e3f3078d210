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
    """The report: the same difference at many addresses is one line, with the first of these."""
    groups: dict[Kind, dict[str, list[str]]] = {kind: {} for kind in _TITLES}
    for each in differences:
        groups[each.kind].setdefault(each.what, []).append(each.address)
    found = []
    for kind, group in groups.items():
        found += [_TITLES[kind]] if group else []
        for what, addresses in group.items():
            more = len(addresses) - _EXAMPLES
            found.append(f"  {what}: {len(addresses):,}")
            found += [f"    {address}" for address in addresses[:_EXAMPLES]]
            found += [f"    and {more:,} more"] if more > 0 else []
    of_all = f"{len(manifest.files):,} files and {len(manifest.redirects):,} redirects"
    return found or [f"{url} is as it was published: {of_all}."]
