"""All hosts by name, and how each is made from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from plugins.deploy.cloudflare import CloudflareSite, worker_name
from plugins.deploy.host import Host, HostError
from plugins.deploy.published_site import address_of_site, manifest_of_site
from plugins.deploy.rsync_host import RsyncHost, server_folder
from plugins.publishing.staging import StagingError, refuse_within


def _s3(given: argparse.Namespace) -> Host:
    try:
        from plugins.deploy.s3_host import S3Host  # noqa: PLC0415  # builds have no boto3
    except ImportError as error:
        raise HostError("The library boto3 is missing.", "Use make deploy HOST=s3.") from error
    return S3Host.connected(given.bucket, given.prefix, given.endpoint, replace=given.allow_deletes)


def _rsync(given: argparse.Namespace) -> Host:
    try:
        target = server_folder(given.target)
    except ValueError as error:
        raise HostError(str(error), "Write TARGET=user@host:/srv/site.") from error
    if not target.machine:
        _refuse_within(Path(target.folder), given.output)
    return RsyncHost(target, print, _precompressed if given.precompress else None)


def _refuse_within(folder: Path, site: Path) -> None:
    try:
        refuse_within(folder, site)
    except StagingError as error:
        raise HostError(error.message, error.hint) from error


def _precompressed(site: Path, copy: Path) -> None:
    try:
        from plugins.hosting import precompressed  # noqa: PLC0415  # builds have no brotli
    except ImportError as error:
        raise HostError("The library brotli is missing.", "Use make deploy HOST=rsync.") from error
    try:
        precompressed.write(site, copy, manifest_of_site(site))
    except StagingError as error:
        raise HostError(error.message, error.hint) from error


def _cloudflare(given: argparse.Namespace) -> CloudflareSite:
    if given.verb == "deploy":
        url = given.url or manifest_of_site(given.output).siteurl
    else:
        url = given.url or address_of_site(given.output)
    return CloudflareSite(worker_name(given.target), url)


HOSTS: Mapping[str, Callable[[argparse.Namespace], Host | CloudflareSite]] = {
    "s3": _s3,
    "rsync": _rsync,
    "cloudflare": _cloudflare,
}
