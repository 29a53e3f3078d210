"""The server's open connections: how many there may be, and how long one may take to ask."""

from __future__ import annotations

import contextlib
import io
import socket
import threading
import time
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_State = Literal["asking", "answered", "streaming"]


class Connections:
    """The open connections, never more than `most`; half of them may be event streams.

    A connection too many closes the oldest that is still asking, else the oldest that is being
    answered: a browser asks at once, so what is closed was opened in advance or is slow.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._lock = threading.Lock()
        self._states: dict[socket.socket, _State] = {}  # the oldest first

    def add(self, connection: socket.socket) -> None:
        """Count a new connection in, which is asking; close another one when there is no room."""
        with self._lock:
            if len(self._states) >= self.most:
                self._close_one()
            self._states[connection] = "asking"

    def answer(self, connection: socket.socket) -> None:
        """The request of this connection has arrived."""
        with self._lock:
            if connection in self._states:
                self._states[connection] = "answered"

    def stream(self, connection: socket.socket) -> bool:
        """Let this connection stay open as an event stream, unless there are enough of them."""
        with self._lock:
            streams = sum(state == "streaming" for state in self._states.values())
            if connection not in self._states or streams >= self.most // 2:
                return False
            self._states[connection] = "streaming"
            return True

    def remove(self, connection: socket.socket) -> None:
        """Count a connection out that is about to be closed."""
        with self._lock:
            self._states.pop(connection, None)

    def _close_one(self) -> None:
        for wanted in ("asking", "answered"):
            for connection, state in self._states.items():
                if state == wanted:
                    del self._states[connection]
                    with contextlib.suppress(OSError):  # it may have gone by itself
                        connection.shutdown(socket.SHUT_RDWR)  # its thread then ends
                    return


class DeadlineReader(io.RawIOBase):
    """What arrives on a connection within `seconds` in all; raises TimeoutError after them.

    A socket's own timeout begins anew with every byte.
    """

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        self._connection = connection
        self._end = time.monotonic() + seconds

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Wait for some bytes."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        return self._connection.recv_into(buffer)
