"""Shows the progress of a long build: a live line on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TextIO

CLEAR = "\r\x1b[K"  # return to the start of the line and erase it
FIRST_AFTER = 2.0  # seconds; shorter builds print nothing
INTERVAL = {True: 0.1, False: 10.0}  # seconds, by whether the stream is a terminal


class Progress:
    """Counts steps by name and prints the count at intervals; also measures the stages.

    `seconds` has those of each stage that has ended, in the order of the stages.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty()
        self._counts: dict[str, int] = {}
        self._started = self._printed = self._stage_began = time.monotonic()
        self._stage = "starting"
        self.seconds: dict[str, float] = {}

    def stage(self, name: str) -> None:
        """End a stage and begin the stage `name`."""
        moment = time.monotonic()
        spent = self.seconds.get(self._stage, 0.0) + moment - self._stage_began
        self.seconds[self._stage] = spent
        self._stage, self._stage_began = name, moment

    def step(self, what: str) -> None:
        """Count one more of `what`, for example "Reading posts"."""
        self._counts[what] = self._counts.get(what, 0) + 1
        moment = time.monotonic()
        if moment - self._started > FIRST_AFTER and moment - self._printed > INTERVAL[self._live]:
            self._printed = moment
            text = f"{what}: {self._counts[what]:,}"
            self._stream.write(f"{CLEAR}{text}" if self._live else f"{text}\n")
            self._stream.flush()

    def say(self, text: str) -> None:
        """Print a line that stays; nothing for an empty text."""
        if text:
            self.done()
            self._stream.write(f"{text}\n")
            self._stream.flush()

    def done(self) -> None:
        """Clear the live line."""
        if self._live and self._printed > self._started:
            self._stream.write(CLEAR)
            self._stream.flush()
