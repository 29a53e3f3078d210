"""What a publication reports: the size of the site, limits of hosts, and what is still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from plugins.hosting.manifest import Manifest
from plugins.hosting.redirects_file import HostLimit

_KINDS = {
    "text/html": "pages", "image": "pictures", "audio": "recordings", "video": "recordings",
    "font": "fonts", "application/pdf": "documents", "application/json": "data",
}  # fmt: skip
_MEGABYTE = 1_000_000  # bytes


def lines(
    manifest: Manifest, limits: Sequence[HostLimit], open_points: int, folder: str
) -> list[str]:
    """The sentences; `folder` is that of the manifest, as somebody would type it."""
    found = [_size(manifest)]
    if any(each.number for each in limits):
        taken = ", ".join(
            f"{each.number:,} of {each.limit:,} {each.what} on {each.host}" for each in limits
        )
        found.append(f"{_redirected(len(manifest.redirects))}: {taken}.")
    if open_points:
        points = "point is" if open_points == 1 else "points are"
        found.append(
            f"{open_points:,} {points} still open: docs/before-launch.md lists those of content/."
        )
    beside = "beside it are settings for nginx and Caddy"
    found.append(f"All files are listed in {folder}/manifest.json; {beside}.")
    return found


def _redirected(number: int) -> str:
    if number == 1:
        return "1 old address leads to a new one"
    return f"{number:,} old addresses lead to new ones" if number else "Redirects of your own"


def _size(manifest: Manifest) -> str:
    sizes: Counter[str] = Counter()
    for file in manifest.files:
        kind = file.type.partition(";")[0]
        sizes[_KINDS.get(kind) or _KINDS.get(kind.partition("/")[0], "other files")] += file.bytes
    text = f"{len(manifest.files):,} files with {_megabytes(manifest.bytes)}"
    if not sizes:
        return f"{text}."
    kind, size = min(sizes.items(), key=lambda each: (-each[1], each[0]))
    return f"{text}, of which {_megabytes(size)} are {kind}."


def _megabytes(size: int) -> str:
    return f"{size / _MEGABYTE:,.1f} MB"
