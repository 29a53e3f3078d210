"""Connects only to an IP address that has been checked (edge: network)."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from plugins.photo_feed.refresh.allowed_hosts import RequestUrl
from plugins.photo_feed.refresh.errors import ErrorKind, RefreshError
from plugins.photo_feed.refresh.network_addresses import is_loopback, is_public

Resolve = Callable[[str, int], list[str]]


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of `host`; raises OSError when it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[4][0]) for address in found))


class Deadline:
    """The moment by which a request and all its redirects must be done."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._cut = False

    @property
    def passed(self) -> bool:
        """Whether it is over, also when it ended during a lookup, which nothing can cut."""
        return self._cut or time.monotonic() >= self._end

    def left(self) -> float:
        """The seconds that are left; raises TimeoutError when there are none."""
        seconds = self._end - time.monotonic()
        if self._cut or seconds <= 0:
            raise TimeoutError
        return seconds

    @contextmanager
    def closing(self, connection: socket.socket) -> Iterator[None]:
        """Shut `connection` down at the deadline; a socket's timeout only limits each read."""
        timer = threading.Timer(self.left(), self._shut_down, [connection])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()  # so that it cannot shut down the next connection

    def _shut_down(self, connection: socket.socket) -> None:
        self._cut = True
        with suppress(OSError):
            # Not SSLSocket's own shutdown, after which bytes would be read without decryption.
            socket.socket.shutdown(connection, socket.SHUT_RDWR)


def open_connection(
    url: RequestUrl, deadline: Deadline, find: Resolve = resolve
) -> socket.socket | ssl.SSLSocket:
    """A connection to `url`'s server, with https over TLS that verifies the host name.

    The name is looked up once, and only addresses that pass the check are connected to. Raises
    RefreshError if the name has no allowed address, OSError if none of them answers.
    """
    allowed = is_loopback if url.is_local else is_public
    found = find(url.host, url.port)
    addresses = [address for address in found if allowed(address)]
    if not addresses:
        raise RefreshError(
            ErrorKind.UNSAFE,
            f"{url.host} has no allowed address ({', '.join(found[:3]) or 'none'}): "
            "check the network's name server and INSTAGRAM_API_URL.",
        )
    connection = _first_that_answers(addresses, url.port, deadline)
    connection.settimeout(deadline.left())  # for the whole handshake
    if url.is_local:
        return connection
    # By default the certificate must be trusted, current and valid for the host name.
    context = ssl.create_default_context()
    return context.wrap_socket(connection, server_hostname=url.host)


def _first_that_answers(addresses: list[str], port: int, deadline: Deadline) -> socket.socket:
    while True:
        share = deadline.left() / len(addresses)
        try:
            return socket.create_connection((addresses.pop(0), port), timeout=share)
        except OSError:
            if not addresses:
                raise
