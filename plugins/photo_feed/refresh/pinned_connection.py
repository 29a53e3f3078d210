"""Opens a connection to an address that was checked, and to no other (edge: network)."""

from __future__ import annotations

import os
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from plugins.photo_feed.refresh.allowed_hosts import Origin
from plugins.photo_feed.refresh.errors import Kind, RefreshError
from plugins.photo_feed.refresh.network_addresses import is_loopback, is_public

Resolve = Callable[[str, int], list[str]]


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of `host`; raises OSError when it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[4][0]) for address in found))


@dataclass
class Deadline:
    """A moment after which everything that was opened is cut off, whatever it is waiting for."""

    seconds: float

    def __post_init__(self) -> None:
        self._ends = time.monotonic() + self.seconds
        self._guarded: socket.socket | None = None
        self._lock = threading.Lock()
        self.passed = False

    @contextmanager
    def running(self) -> Iterator[None]:
        """Cut off what is guarded as soon as the time is over."""
        timer = threading.Timer(self.left(), self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            self._release()

    def left(self) -> float:
        """The seconds that are left; raises TimeoutError when there are none."""
        seconds = self._ends - time.monotonic()
        if self.passed or seconds <= 0:
            raise TimeoutError
        return seconds

    def guard(self, connection: socket.socket) -> None:
        """Cut off `connection` too, also once TLS has taken it over."""
        self._release()
        with self._lock:
            # A second handle on the same connection, because TLS takes the first one away.
            self._guarded = socket.socket(fileno=os.dup(connection.fileno()))
        if self.passed:
            self._cut()

    def _cut(self) -> None:
        with self._lock:
            self.passed = True
            if self._guarded:
                with suppress(OSError):
                    self._guarded.shutdown(socket.SHUT_RDWR)

    def _release(self) -> None:
        with self._lock:
            if self._guarded:
                self._guarded.close()
            self._guarded = None


def open_connection(
    origin: Origin, deadline: Deadline, find: Resolve = resolve
) -> socket.socket | ssl.SSLSocket:
    """A connection to `origin`, with TLS that is checked against its name where it is https.

    The name is looked up once, and what is connected to is what was checked. Raises Fault when the
    name leads to no address that may be asked, OSError when none of them answers.
    """
    allowed = is_loopback if origin.here else is_public
    found = find(origin.host, origin.port)
    addresses = [address for address in found if allowed(address)]
    if not addresses:
        raise RefreshError(
            Kind.UNSAFE,
            f"{origin.host} leads to no public address ({', '.join(found[:3]) or 'none'}): "
            "look at the network's name server and at what INSTAGRAM_API_URL says.",
        )
    connection = _first_that_answers(addresses, origin.port, deadline)
    deadline.guard(connection)
    if origin.here:
        return connection
    try:
        return tls().wrap_socket(connection, server_hostname=origin.host)
    except BaseException:
        connection.close()
        raise


def tls() -> ssl.SSLContext:
    """What is asked of a server's certificate: that it is trusted, current and of that name."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context


def _first_that_answers(addresses: list[str], port: int, deadline: Deadline) -> socket.socket:
    failed: OSError = OSError("no address")
    for position, address in enumerate(addresses):
        try:
            share = deadline.left() / (len(addresses) - position)
            return socket.create_connection((address, port), timeout=share)
        except OSError as error:
            failed = error
    raise failed
