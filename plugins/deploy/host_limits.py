"""How much hosts take that replace a whole site: checked before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from plugins.deploy.plan import DeployError
from plugins.deploy.release_record import PublicFile, ReleaseRecord, to_bytes
from plugins.hosting.manifest import Manifest

_MEBIBYTE = 1 << 20
_UNLIMITED = 1 << 60


class HostLimits(NamedTuple):
    """The numbers of files, of bytes of one file, and of bytes of all files that a host takes."""

    host: str
    files: int = _UNLIMITED
    file_bytes: int = _UNLIMITED
    bytes: int = _UNLIMITED


# Those of free plans, as the hosts' documentation had them in November 2026.
LIMITS: Mapping[str, HostLimits] = {
    "cloudflare": HostLimits("Cloudflare", files=20_000, file_bytes=25 * _MEBIBYTE),
    "pages": HostLimits("GitHub Pages", bytes=1_000_000_000),
    "netlify": HostLimits("Netlify"),
}


def check(limits: HostLimits, manifest: Manifest) -> None:
    """Raise DeployError if a host does not take this site and its record."""
    number, size = len(manifest.files) + 1, manifest.bytes
    hint = "Choose another host, or publish less: large recordings can be elsewhere."
    if number > limits.files:
        message = f"{limits.host} takes {limits.files:,} files, and the site has {number:,}."
        raise DeployError(message, hint)
    if size > limits.bytes:
        message = f"{limits.host} takes {limits.bytes:,} bytes, and the site has {size:,}."
        raise DeployError(message, hint)
    for file in manifest.files:
        if file.bytes > limits.file_bytes:
            message = f"{limits.host} takes files with {limits.file_bytes:,} bytes."
            raise DeployError(f"{message} {file.path} has {file.bytes:,}.", hint)


def fitting(limits: HostLimits, manifest: Manifest, record: ReleaseRecord) -> list[PublicFile]:
    """Those of the old files that a host takes besides the site and the record."""
    number, size = len(manifest.files) + 1, manifest.bytes + len(to_bytes(record))
    found = []
    for file in record.kept:
        fits = number < limits.files and size + file.bytes <= limits.bytes
        if fits and file.bytes <= limits.file_bytes:
            number, size = number + 1, size + file.bytes
            found.append(file)
    return found
