"""Limits of the server's connections: their number, and the time for sending a request."""

from __future__ import annotations

import contextlib
import io
import socket
import threading
import time
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_State = Literal["requesting", "answering", "streaming"]


class Connections:
    """The open connections, at most `most`; at most half of them are event streams.

    One more closes the oldest connection that has not sent its request yet, or else the oldest that
    is being answered: browsers send requests at once, so it was opened in advance or is slow.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._lock = threading.Lock()
        self._states: dict[socket.socket, _State] = {}  # the oldest first

    def add(self, connection: socket.socket) -> None:
        """Add a new connection, and close another one if there are too many."""
        with self._lock:
            if len(self._states) >= self.most:
                self._close_one()
            self._states[connection] = "requesting"

    def answer(self, connection: socket.socket) -> None:
        """Note that the request of this connection has arrived."""
        with self._lock:
            if connection in self._states:
                self._states[connection] = "answering"

    def stream(self, connection: socket.socket) -> bool:
        """Make this connection an event stream; False if there are too many of these."""
        with self._lock:
            streams = sum(state == "streaming" for state in self._states.values())
            if connection not in self._states or streams >= self.most // 2:
                return False
            self._states[connection] = "streaming"
            return True

    def remove(self, connection: socket.socket) -> None:
        """Remove a connection that is about to be closed."""
        with self._lock:
            self._states.pop(connection, None)

    def _close_one(self) -> None:
        states = self._states
        waiting = [key for key, state in states.items() if state == "requesting"]
        waiting += [key for key, state in states.items() if state == "answering"]
        for connection in waiting[:1]:
            del states[connection]
            with contextlib.suppress(OSError):  # the browser may have closed it
                connection.shutdown(socket.SHUT_RDWR)  # ends its thread


class DeadlineReader(io.RawIOBase):
    """Reads what arrives on a connection within `seconds` in total; then raises TimeoutError.

    A socket's own timeout starts again with every byte.
    """

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        self._connection = connection
        self._end = time.monotonic() + seconds

    def readable(self) -> bool:
        """Return True, as io.RawIOBase needs."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Wait for bytes until the deadline."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        return self._connection.recv_into(buffer)
