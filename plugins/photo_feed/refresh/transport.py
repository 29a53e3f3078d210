"""Asks one address over HTTP, within limits of time and size (edge: network)."""

from __future__ import annotations

import contextlib
import http.client
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from plugins.photo_feed.refresh.allowed_hosts import Place, read_place
from plugins.photo_feed.refresh.errors import Kind, RefreshError
from plugins.photo_feed.refresh.pinned_connection import Deadline, Resolve, open_connection, resolve

_CHUNK = 65_536  # bytes
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# ValueError is what a size that cannot be one comes to.
_FAILURES = (OSError, http.client.HTTPException, urllib3.exceptions.HTTPError, ValueError)
_HEADERS = {"Accept-Encoding": "identity", "User-Agent": "clinic-site photo feed"}


@dataclass(frozen=True)
class Limits:
    """What one request may take: seconds with all its redirects, their number, bytes of body."""

    seconds: float = 30.0
    hops: int = 3
    json_bytes: int = 12_000_000
    picture_bytes: int = 10_000_000


@dataclass(frozen=True)
class Answer:
    """A server's answer: its status, its whole body and its Retry-After header, if any."""

    status: int
    body: bytes
    retry_after: str = ""


@dataclass(frozen=True)
class Transport:
    """Sends requests; `find` looks up a name's addresses."""

    limits: Limits = Limits()
    find: Resolve = resolve

    def get(self, place: Place, may_ask: Callable[[Place], bool], size: int) -> Answer:
        """The answer of `place`, a redirect followed to where `may_ask` allows it.

        `size` is the most bytes that the body may have, unpacked. Raises Fault, whose message
        never holds an address's path or query.
        """
        deadline = Deadline(self.limits.seconds)
        host = place.origin.host
        try:
            return self._follow(place, may_ask, size, deadline)
        except RefreshError:
            raise
        except _FAILURES as error:
            if deadline.passed or isinstance(error, TimeoutError):
                raise _too_slow(host, self.limits.seconds) from None
            raise RefreshError(
                Kind.UNREACHABLE,
                f"{host} cannot be reached ({type(error).__name__}): look at the connection to "
                "the internet, then try again.",
            ) from None

    def _follow(
        self, place: Place, may_ask: Callable[[Place], bool], size: int, deadline: Deadline
    ) -> Answer:
        for _ in range(self.limits.hops + 1):
            answer, location = self._ask(place, size, deadline)
            if location is None:
                return answer
            following = _beyond(place, location)
            if following is None or not may_ask(following):
                raise RefreshError(
                    Kind.UNSAFE,
                    f"{place.origin.host} redirects to where nothing may be taken from: "
                    "try again later.",
                )
            place = following
        raise RefreshError(
            Kind.UNSAFE, f"{place.origin.host} redirects again and again: try again later."
        )

    def _ask(self, place: Place, size: int, deadline: Deadline) -> tuple[Answer, str | None]:
        """The answer, and where it redirects to, if anywhere."""
        kind = HTTPConnection if place.origin.here else HTTPSConnection
        connection = kind(place.origin.host, place.origin.port, timeout=deadline.left())
        with contextlib.closing(connection):
            connection.sock = open_connection(place.origin, deadline, self.find)
            with deadline.closing(connection.sock):
                connection.request("GET", place.target, headers=_HEADERS, preload_content=False)
                with contextlib.closing(connection.getresponse()) as response:
                    location = response.headers.get("Location")
                    if response.status in _REDIRECTS and location:
                        return Answer(response.status, b""), location
                    body = self._read(response, place.origin.host, size, deadline)
                    retry_after = response.headers.get("Retry-After", "")
                    return Answer(response.status, body, retry_after), None

    def _read(
        self, response: urllib3.BaseHTTPResponse, host: str, size: int, deadline: Deadline
    ) -> bytes:
        body = bytearray()
        for piece in response.stream(_CHUNK, decode_content=True):
            body += piece
            if len(body) > size:
                raise RefreshError(
                    Kind.UNSAFE,
                    f"{host} answers with more than {size / 1e6:g} MB: try again later.",
                )
        if deadline.passed:  # what was cut off can look like the end of a body
            raise _too_slow(host, self.limits.seconds)
        return bytes(body)


def _beyond(place: Place, location: str) -> Place | None:
    """Where the redirect `location` of `place` leads, if that is an address at all."""
    with contextlib.suppress(ValueError):
        return read_place(urljoin(_url(place), location))
    return None


def _url(place: Place) -> str:
    host = f"[{place.origin.host}]" if ":" in place.origin.host else place.origin.host
    return f"{place.origin.scheme}://{host}:{place.origin.port}{place.target}"


def _too_slow(host: str, seconds: float) -> RefreshError:
    return RefreshError(
        Kind.TIMEOUT, f"{host} did not answer in full within {seconds:g} s: try again later."
    )
