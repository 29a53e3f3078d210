"""The pipe through which a child process answers, as its system can have one."""

from __future__ import annotations

import contextlib
import os
import select
import subprocess
import threading
from collections.abc import Sequence
from queue import Empty, SimpleQueue
from typing import Protocol

_CHUNK = 65_536  # bytes
_WAIT = 1.0  # seconds, for a pipe that another process may have open too


class Answers(Protocol):
    """A child process and its answers."""

    process: subprocess.Popen[bytes]

    def read(self, seconds: float) -> bytes | None:
        """The next bytes, none at the end of the pipe; None if there are none after `seconds`."""

    def close(self) -> None:
        """Close the pipe of a process that has ended."""


def start(command: Sequence[str]) -> Answers:
    """Start a command whose option `--resident` names the descriptor that it answers through."""
    return PassedPipe(command) if hasattr(os, "fork") else StandardOutput(command)


class PassedPipe:
    """A pipe of its own, so that what libraries print goes to the terminal."""

    def __init__(self, command: Sequence[str]) -> None:
        self._answers, theirs = os.pipe()
        # In a new session Ctrl-C does not reach the child, which then gets one signal, from us.
        self.process = subprocess.Popen(  # noqa: S603  -- the project's own command, no shell
            [*command, "--resident", str(theirs)],
            stdin=subprocess.PIPE,
            pass_fds=[theirs],
            start_new_session=True,
            bufsize=0,
        )
        os.close(theirs)

    def read(self, seconds: float) -> bytes | None:
        """See Answers."""
        if select.select([self._answers], [], [], seconds)[0]:
            return os.read(self._answers, _CHUNK)
        return None

    def close(self) -> None:
        """See Answers."""
        os.close(self._answers)


class StandardOutput:
    """The standard output, as on Windows, where no other pipe can be passed on or waited for.

    The child prints everything else to its standard error output.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._parts: SimpleQueue[bytes] = SimpleQueue()
        self.process = subprocess.Popen(  # noqa: S603  -- the project's own command, no shell
            [*command, "--resident", "1"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # against Ctrl-C
        )
        self._reader = threading.Thread(target=self._read_all, daemon=True)
        self._reader.start()

    def _read_all(self) -> None:
        assert self.process.stdout is not None  # noqa: S101  # a pipe
        with self.process.stdout as pipe:
            while part := pipe.read(_CHUNK):
                self._parts.put(part)
        self._parts.put(b"")

    def read(self, seconds: float) -> bytes | None:
        """See Answers."""
        with contextlib.suppress(Empty):
            return self._parts.get(timeout=seconds)
        return None

    def close(self) -> None:
        """See Answers."""
        self._reader.join(_WAIT)
