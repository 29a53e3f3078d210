"""A bucket of any S3-compatible store, with each failure as a sentence (edge: network)."""

from __future__ import annotations

import base64
import contextlib
import os
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import BinaryIO, NamedTuple

import boto3
from botocore.client import BaseClient
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    CredentialRetrievalError,
    NoCredentialsError,
    SSOError,
    TokenRetrievalError,
)

from plugins.deploy.host import HostError
from plugins.deploy.releases import FOLDER
from plugins.hosting.web import without_password, wrong_url

THREADS = 8
_TRIES, _CONNECT, _READ = 4, 10, 60  # seconds for a connection and for an answer
_CONFLICTS, _PAUSE = 5, 0.2  # seconds, between tries of a write that met another one
_PREFIX = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")
_LATER = "Type the same again."
_KEYS = "Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN in the environment."
_REGION = "Check AWS_REGION, AWS_DEFAULT_REGION and the region of AWS_PROFILE, or set ENDPOINT."
_ELSEWHERE = ("The bucket is in another region.", _REGION)
_RIGHTS = "Give them the rights of docs/deploying.md."
_REFUSED = (
    "The store refuses these credentials.",
    f"Get new ones if they have expired. Set the clock of this machine if it is wrong. {_RIGHTS}",
)
# By the code of S3, or the status if an answer to HEAD has none: what is wrong, and what to do.
_FAILURES = {
    "NoSuchBucket": ("The bucket does not exist.", "Check BUCKET and ENDPOINT."),
    "PermanentRedirect": _ELSEWHERE,
    "AuthorizationHeaderMalformed": (
        "The bucket is in another region, or the keys are no keys of S3.",
        f"{_REGION} {_KEYS}",
    ),
    "AccessDenied": ("These credentials may not do that.", _RIGHTS),
    "400": _REFUSED,
    "403": _REFUSED,
    "ExpiredToken": ("The credentials have expired.", "Get new ones, then type the same again."),
    "InvalidAccessKeyId": ("The store does not know these credentials.", _KEYS),
    "InvalidToken": ("The store does not know these credentials.", _KEYS),
    "SignatureDoesNotMatch": ("The secret key is wrong.", _KEYS),
    "BadDigest": ("A file has changed on its way.", _LATER),
    "NoSuchKey": ("Contents that a release needs are gone from the bucket.", "Deploy instead."),
}  # fmt: skip
# By the name of the error, if the settings cannot be used.
_SETTINGS = {
    "ProfileNotFound": "Check AWS_PROFILE: its files have no such profile.",
    "InvalidRegionError": _REGION,
}


class ConditionFailedError(Exception):
    """A write that was refused, because the object is no longer what the writer has read."""


class NoConditionsError(Exception):
    """A store that knows no conditional writes."""


class Stored(NamedTuple):
    """What a store says of an object: its bytes, media type, cache rule and SHA-256."""

    size: int
    type: str
    cache: str
    sha256: str


class Bucket:
    """A folder of a bucket, or with the prefix "" the whole of it; `path` is relative to it.

    Each method raises HostError.
    """

    def __init__(self, client: BaseClient, name: str, prefix: str = "") -> None:
        self._client, self._bucket = client, name
        self._prefix = f"{prefix}/" if prefix else ""
        self._ahead = timedelta()
        self.address = f"s3://{name}/{prefix}".rstrip("/")
        client.meta.events.register("after-call.s3", self._read_clock)

    def now(self) -> datetime:
        """The time by the store's clock, as its last answer had it."""
        return datetime.now(UTC) + self._ahead

    def read(self, path: str, most: int) -> tuple[bytes, str] | None:
        """The first `most` bytes of an object and its ETag, or None if it is not there."""
        with self._explained():
            try:
                found = self._client.get_object(**self._at(path))
            except ClientError as error:
                if _code(error) == "NoSuchKey":
                    return None
                raise
            with contextlib.closing(found["Body"]) as body:
                return body.read(most), found["ETag"]

    def stored(self, path: str) -> Stored | None:
        """What the store says of an object, or None if it is not there."""
        with self._explained():
            try:
                found = self._client.head_object(**self._at(path), ChecksumMode="ENABLED")
            except ClientError as error:
                if _code(error) in {"404", "NoSuchKey"}:
                    return None
                raise
        checksum = found.get("ChecksumSHA256", "")
        sha256 = (
            base64.b64decode(checksum).hex() if checksum else found["Metadata"].get("sha256", "")
        )
        kind, cache = found.get("ContentType", ""), found.get("CacheControl", "")
        return Stored(found["ContentLength"], kind, cache, sha256)

    def put(self, path: str, body: bytes | BinaryIO, about: Stored) -> None:
        """Write an object, which the store refuses if the bytes do not have the SHA-256."""
        checksum = base64.b64encode(bytes.fromhex(about.sha256)).decode()
        with self._explained():
            self._client.put_object(
                **self._at(path), **_headers(about), Body=body,
                ChecksumAlgorithm="SHA256", ChecksumSHA256=checksum,
            )  # fmt: skip

    def put_if(self, path: str, body: bytes, etag: str | None) -> str:
        """Write an object if it still has this ETag, or with None if it is not there; its new ETag.

        Raises ConditionFailedError or NoConditionsError.
        """
        condition = {"IfMatch": etag} if etag else {"IfNoneMatch": "*"}
        with self._explained():
            for tried in range(_CONFLICTS):
                try:
                    return self._put_small(path, body, condition)
                except ClientError as error:
                    if (
                        _status(error) == HTTPStatus.PRECONDITION_FAILED
                        or _code(error) == "NoSuchKey"
                    ):
                        raise ConditionFailedError from error
                    if _code(error) == "NotImplemented":
                        raise NoConditionsError from error
                    if _status(error) != HTTPStatus.CONFLICT or tried == _CONFLICTS - 1:
                        raise
                    time.sleep(_PAUSE)
        raise AssertionError

    def put_anyway(self, path: str, body: bytes) -> str:
        """Write an object in a store that knows no conditions; its ETag."""
        with self._explained():
            return self._put_small(path, body, {})

    def copy(self, source: str, path: str, about: Stored) -> None:
        """Copy an object within the bucket, without its bytes leaving the store."""
        with self._explained():
            self._client.copy_object(
                **self._at(path), **_headers(about), MetadataDirective="REPLACE",
                CopySource={"Bucket": self._bucket, "Key": f"{self._prefix}{source}"},
            )  # fmt: skip

    def delete(self, path: str) -> None:
        """Delete an object, if it is there."""
        with self._explained():
            self._client.delete_object(**self._at(path))

    def sizes(self) -> Iterator[tuple[str, int]]:
        """The path of each object, and the number of its bytes: a thousand of them by a request."""
        with self._explained():
            for page in self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self._bucket, Prefix=self._prefix
            ):
                for each in page.get("Contents", ()):
                    yield each["Key"].removeprefix(self._prefix), each["Size"]

    def a_file(self) -> str:
        """The path of any object that is not of our releases; "" if there is none."""
        paths = (path for path, _ in self.sizes())
        return next((path for path in paths if not path.startswith(f"{FOLDER}/")), "")

    def _put_small(self, path: str, body: bytes, condition: dict[str, str]) -> str:
        etag: str = self._client.put_object(
            **self._at(path), **condition, Body=body,
            ContentType="application/json", CacheControl="no-cache",
        )["ETag"]  # fmt: skip
        return etag

    def _at(self, path: str) -> dict[str, str]:
        return {"Bucket": self._bucket, "Key": f"{self._prefix}{path}"}

    def _read_clock(self, parsed: dict[str, dict[str, dict[str, str]]], **_more: object) -> None:
        date = parsed.get("ResponseMetadata", {}).get("HTTPHeaders", {}).get("date", "")
        with contextlib.suppress(ValueError, TypeError):
            self._ahead = parsedate_to_datetime(date).astimezone(UTC) - datetime.now(UTC)

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        """Raise what a request raises as HostError; answers of stores may have secrets in them."""
        try:
            yield
        except NoCredentialsError as error:
            raise HostError("There are no credentials for the bucket.", _KEYS) from error
        except ClientError as error:
            raise HostError(*self._explanation(error)) from error
        except (CredentialRetrievalError, SSOError, TokenRetrievalError) as error:
            name = type(error).__name__
            message = f"The credentials of AWS_PROFILE or of this machine cannot be used ({name})."
            raise HostError(message, "Log in again, then type the same again.") from error
        except (BotoCoreError, OSError) as error:
            name = type(error).__name__
            raise HostError(
                f"{self.address} cannot be asked ({name}).",
                f"Check BUCKET, ENDPOINT, AWS_REGION and the network. {_LATER}",
            ) from error

    def _explanation(self, error: ClientError) -> tuple[str, str]:
        code = _code(error)
        if code == "RequestTimeTooSkewed":
            minutes = round(self._ahead.total_seconds() / 60)
            return (
                f"The clock of this machine differs from that of the store by {minutes} minutes.",
                f"Set it. {_LATER}",
            )
        unknown = (f"{self.address} answered {code} ({_status(error)}).", _LATER)
        return _FAILURES.get(code, unknown)


def connected(name: str, prefix: str, endpoint: str) -> Bucket:
    """The bucket, with credentials from the environment; asks nothing yet. Raises HostError."""
    if not name:
        raise HostError("No bucket is named.", "Write BUCKET=name.")
    prefix = prefix.strip("/")
    if prefix and not _PREFIX.fullmatch(prefix):
        raise HostError(f"PREFIX may not be “{prefix}”.", "Use letters, digits, _, ~, -, / and .")
    if endpoint and (wrong := wrong_url(endpoint)):
        message = f"ENDPOINT is “{without_password(endpoint)}”: {wrong}."
        raise HostError(message, "Write https:// and the host.")
    config = Config(
        retries={"mode": "standard", "total_max_attempts": _TRIES},
        connect_timeout=_CONNECT,
        read_timeout=_READ,
        max_pool_connections=THREADS,
        # Other stores than Amazon's refuse checksums that nobody has asked for.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    try:
        client = boto3.session.Session().client(
            "s3",
            endpoint_url=endpoint or None,
            region_name=os.environ.get("AWS_REGION") or None,
            config=config,
        )
    except (BotoCoreError, ValueError) as error:
        name = type(error).__name__
        hint = _SETTINGS.get(name, f"{_KEYS} Or check the files of AWS_PROFILE.")
        raise HostError(f"The store cannot be used ({name}).", hint) from error
    return Bucket(client, name, prefix)


def _headers(about: Stored) -> dict[str, object]:
    return {
        "ContentType": about.type,
        "CacheControl": about.cache,
        "Metadata": {"sha256": about.sha256},
    }


def _code(error: ClientError) -> str:
    code: str = error.response.get("Error", {}).get("Code", "")
    return code


def _status(error: ClientError) -> int:
    status: int = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return status
