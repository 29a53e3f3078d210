"""All hosts by name, and how each is made from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

from plugins.deploy.host import Host, HostError


def _s3(given: argparse.Namespace) -> Host:
    try:
        from plugins.deploy.s3_host import S3Host  # noqa: PLC0415  # builds have no boto3
    except ImportError as error:
        raise HostError("The library boto3 is missing.", "Use make deploy HOST=s3.") from error
    return S3Host.connected(given.bucket, given.prefix, given.endpoint, replace=given.allow_deletes)


HOSTS: Mapping[str, Callable[[argparse.Namespace], Host]] = {"s3": _s3}
