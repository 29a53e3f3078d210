"""Sends one GET request over HTTP, within limits of time and size (edge: network)."""

from __future__ import annotations

import contextlib
import http.client
from collections.abc import Callable
from dataclasses import dataclass

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from plugins.photo_feed.refresh.allowed_hosts import RequestUrl
from plugins.photo_feed.refresh.errors import ErrorKind, RefreshError
from plugins.photo_feed.refresh.pinned_connection import Deadline, Resolve, open_connection, resolve

_CHUNK = 65_536  # bytes
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# urllib3 raises ValueError for a chunk whose size is not a number.
_FAILURES = (OSError, http.client.HTTPException, urllib3.exceptions.HTTPError, ValueError)
_HEADERS = {"Accept-Encoding": "identity", "User-Agent": "clinic-site photo feed"}


@dataclass(frozen=True)
class Limits:
    """Limits of a request: seconds in all, redirects, and bytes of a decompressed body."""

    seconds: float = 30.0
    redirects: int = 3
    json_bytes: int = 12_000_000
    picture_bytes: int = 10_000_000


@dataclass(frozen=True)
class Answer:
    """A server's answer; `retry_after` and `location` are headers, empty where there is none.

    `location` is that of a redirect only, whose body is not read.
    """

    status: int
    body: bytes
    retry_after: str = ""
    location: str = ""


@dataclass(frozen=True)
class Transport:
    """Sends requests; `find` looks up the IP addresses of a host name."""

    limits: Limits = Limits()
    find: Resolve = resolve

    def get(self, url: RequestUrl, allowed: Callable[[RequestUrl], bool], size: int) -> Answer:
        """The answer to a request for `url`, after redirects to URLs that are `allowed`.

        `size` is the limit of the decompressed body, in bytes. Raises RefreshError, whose message
        has no path and no query of a URL.
        """
        deadline = Deadline(self.limits.seconds)
        host = url.host
        try:
            return self._follow(url, allowed, size, deadline)
        except _FAILURES as error:
            if deadline.passed or isinstance(error, TimeoutError):
                raise RefreshError(
                    ErrorKind.TIMEOUT,
                    f"{host} did not answer completely within {self.limits.seconds:g} s: "
                    "try again later.",
                ) from None
            raise RefreshError(
                ErrorKind.UNREACHABLE,
                f"{host} cannot be reached ({type(error).__name__}): check the connection to "
                "the internet, then try again.",
            ) from None

    def _follow(
        self, url: RequestUrl, allowed: Callable[[RequestUrl], bool], size: int, deadline: Deadline
    ) -> Answer:
        for _ in range(self.limits.redirects + 1):
            answer = self._ask(url, size, deadline)
            if not answer.location:
                return answer
            following = url.redirected(answer.location)
            if following is None or not allowed(following):
                raise RefreshError(
                    ErrorKind.UNSAFE,
                    f"{url.host} redirects to an address that is not allowed: try again later.",
                )
            url = following
        raise RefreshError(ErrorKind.UNSAFE, f"{url.host} redirects too often: try again later.")

    def _ask(self, url: RequestUrl, size: int, deadline: Deadline) -> Answer:
        kind = HTTPConnection if url.is_local else HTTPSConnection
        connection = kind(url.host, url.port, timeout=deadline.left())
        with contextlib.closing(connection):
            connection.sock = open_connection(url, deadline, self.find)
            with deadline.closing(connection.sock):
                connection.request("GET", url.target, headers=_HEADERS, preload_content=False)
                with contextlib.closing(connection.getresponse()) as response:
                    location = response.headers.get("Location", "")
                    if response.status in _REDIRECTS and location:
                        return Answer(response.status, b"", location=location)
                    body = _read(response, url.host, size)
                    deadline.left()  # a body that was cut off can look complete
                    retry_after = response.headers.get("Retry-After", "")
                    return Answer(response.status, body, retry_after)


def _read(response: urllib3.BaseHTTPResponse, host: str, size: int) -> bytes:
    body = bytearray()
    for piece in response.stream(_CHUNK, decode_content=True):
        body += piece
        if len(body) > size:
            raise RefreshError(
                ErrorKind.UNSAFE,
                f"{host} answers with more than {size / 1e6:g} MB: try again later.",
            )
    return bytes(body)
