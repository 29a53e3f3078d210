"""Tells how far a long build is: a live line on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TextIO

CLEAR = "\r\x1b[K"  # to the start of the line, and erase it
FIRST_AFTER = 2.0  # seconds; most builds are over by then and stay silent
EVERY = {True: 0.1, False: 10.0}  # seconds between lines, by whether it is a terminal


class Progress:
    """Counts steps by name and now and then says the count."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty()
        self._counts: dict[str, int] = {}
        self._started = self._said = time.monotonic()

    def step(self, what: str) -> None:
        """Count one more of `what`, for example "Reading posts"."""
        self._counts[what] = self._counts.get(what, 0) + 1
        moment = time.monotonic()
        if moment - self._started > FIRST_AFTER and moment - self._said > EVERY[self._live]:
            self._said = moment
            text = f"{what}: {self._counts[what]:,}"
            self._stream.write(f"{CLEAR}{text}" if self._live else f"{text}\n")
            self._stream.flush()

    def say(self, text: str) -> None:
        """Write a line that stays, unless there is nothing to say."""
        if text:
            self.done()
            self._stream.write(f"{text}\n")
            self._stream.flush()

    def done(self) -> None:
        """Clear the live line."""
        if self._live and self._said > self._started:
            self._stream.write(CLEAR)
            self._stream.flush()
