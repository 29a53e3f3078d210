"""Asks a live site for its files, over https, or http on this machine (edge: network)."""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import math
import socket
import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from urllib.parse import urlsplit

import urllib3

_CHUNK = 65_536  # bytes
_TRIES, _PAUSE = 3, 0.5  # seconds before the second one, and twice as many before the third
_TRY_AGAIN = {429, 500, 502, 503, 504}
_CONNECT, _READ, _ALL = 10.0, 20.0, 120.0  # seconds: for each step, and for all of them
_IDENTITY = "identity"
# Brotli only if one of its libraries is installed: `make verify-live` needs none.
_COMPRESSED = ", ".join(
    name for name in ("br", "gzip") if name in urllib3.response.HTTPResponse.CONTENT_DECODERS
)
_HERE = {"localhost", "127.0.0.1", "::1"}
# The second is not known to each system: a name without an address.
_NO_SUCH_HOST = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
# urllib3 raises ValueError for a chunk whose size is not a number.
_FAILURES = (OSError, http.client.HTTPException, urllib3.exceptions.HTTPError, ValueError)


class NoAnswerError(Exception):
    """A server that does not answer, or a connection that fails; the message says why.

    `is_nowhere`: whether that is because there is no host of that name.
    """

    def __init__(self, why: str, *, is_nowhere: bool = False) -> None:
        super().__init__(why)
        self.is_nowhere = is_nowhere


@dataclass(frozen=True)
class LiveAnswer:
    """What a server sent: its status, headers by lower-case name, and the body's SHA-256 and size.

    Both are those of the decoded body, or empty and 0 if that was larger than allowed. `body` is
    there only if it was asked for.
    """

    status: int
    headers: Mapping[str, str]
    sha256: str
    size: int
    body: bytes = b""


class Web:
    """Sends GET requests for so many threads, and keeps connections; it follows no redirect.

    What has no answer so many `seconds` after it was made has none; without a number, each request
    has its own limit alone.
    """

    def __init__(self, threads: int, seconds: float = math.inf) -> None:
        self._end = time.monotonic() + seconds
        timeout = urllib3.Timeout(connect=_CONNECT, read=_READ)
        self._pools = urllib3.PoolManager(maxsize=threads, timeout=timeout, retries=False)

    def get(self, url: str, most: int, *, keep: bool = False) -> LiveAnswer:
        """The answer to a request; `most` is the limit of the decoded body, in bytes.

        The body itself is in it only with `keep`. What fails is tried again. Raises NoAnswerError.
        """
        return self._tried(url, most, _IDENTITY, keep=keep)

    def get_compressed(self, url: str, most: int) -> LiveAnswer:
        """The same for a request of a client that wants compressed bodies, as browsers do."""
        return self._tried(url, most, _COMPRESSED, keep=False)

    def _tried(self, url: str, most: int, encodings: str, *, keep: bool) -> LiveAnswer:
        failure: BaseException = TimeoutError()  # of the last try
        for tried in range(_TRIES):
            if time.monotonic() > self._end:
                break
            if tried:
                time.sleep(_PAUSE * 2 ** (tried - 1))
            try:
                answer = self._in_time(url, most, encodings, keep=keep)
            except _FAILURES as error:
                failure = error
            else:
                if answer.status not in _TRY_AGAIN or tried == _TRIES - 1:
                    return answer
        raise NoAnswerError(_reason(failure), is_nowhere=_is_nowhere(failure))

    def _in_time(self, url: str, most: int, encodings: str, *, keep: bool) -> LiveAnswer:
        """The answer, if all of it comes in time.

        A thread of its own asks, because nothing else limits how long a server takes for its
        headers. It may go on until the process ends.
        """
        answer: Future[LiveAnswer] = Future()

        def ask() -> None:
            try:
                answer.set_result(self._get(url, most, encodings, keep=keep))
            except BaseException as error:  # noqa: BLE001  # it is raised where the answer is awaited
                answer.set_exception(error)

        threading.Thread(target=ask, daemon=True).start()
        return answer.result(min(_ALL, self._end - time.monotonic()))

    def _get(self, url: str, most: int, encodings: str, *, keep: bool) -> LiveAnswer:
        headers = {"Accept-Encoding": encodings, "User-Agent": "site-verify-live"}
        end = time.monotonic() + _ALL
        found, size, parts = hashlib.sha256(), 0, []
        with self._pools.request(
            "GET", url, headers=headers, redirect=False, preload_content=False
        ) as response:
            # What has come, as a full chunk may take a slow server as long as it likes.
            while part := response.read1(_CHUNK, decode_content=True):
                size += len(part)
                if time.monotonic() > end:
                    raise TimeoutError
                if size > most:
                    response.close()
                    break
                found.update(part)
                if keep:
                    parts.append(part)
            received = {name.lower(): response.headers[name] for name in response.headers}
            if size > most:
                return LiveAnswer(response.status, received, "", 0)
            return LiveAnswer(response.status, received, found.hexdigest(), size, b"".join(parts))


def spelled(url: str) -> str:
    """An address as browsers send it: the host in Punycode, codes in the path.

    What is no address stays as it is, and has no answer.
    """
    with contextlib.suppress(urllib3.exceptions.LocationParseError):
        return urllib3.util.parse_url(url).url
    return url


def without_password(url: str) -> str:
    """An address for a message: without the name and the password that somebody may have written.

    They end at the last @, whatever is in a password.
    """
    _, at, rest = url.rpartition("@")
    return f"…@{rest}" if at else url


def wrong_url(url: str) -> str:
    """What is wrong with the address of a site; "" if it may be asked."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  # raises for a port that is no number
    except ValueError:
        return "it is no address"
    if not parts.hostname or parts.username or parts.query or parts.fragment:
        return "it is no address of a site"
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _HERE):
        return "it does not begin with https://"
    return ""


def _is_nowhere(error: BaseException) -> bool:
    """Whether the answer of a name server was that there is no such host.

    If it gave none, the name may be that of a host.
    """
    cause = error.__cause__
    return (
        isinstance(error, urllib3.exceptions.NameResolutionError)
        and isinstance(cause, socket.gaierror)
        and cause.errno in _NO_SUCH_HOST
    )


def _reason(error: BaseException) -> str:
    """Why a request failed, in a few words that are the same for all files."""
    # The first two are timeouts to urllib3, although they come at once.
    if isinstance(error, urllib3.exceptions.NameResolutionError):
        is_unknown = _is_nowhere(error)
        return "the name of the host is unknown" if is_unknown else "no name server can be asked"
    if isinstance(error, urllib3.exceptions.NewConnectionError):
        return "nothing answers there"
    if isinstance(error, urllib3.exceptions.TimeoutError | TimeoutError):
        return "timed out"
    if isinstance(error, urllib3.exceptions.SSLError):
        return f"TLS failed ({error.args[0]})"
    return f"the connection failed ({type(error).__name__})"
