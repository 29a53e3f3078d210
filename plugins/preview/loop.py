"""The loop: build, wait for a save, build again, until told to stop."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from queue import Empty, SimpleQueue

from plugins.preview.broadcast import Broadcast
from plugins.preview.builder import BuildResult

POLL = 0.1  # seconds between two looks at whether to stop


class LoopEvents:
    """What the loop waits for: saves, told by a thread, or a stop, told by a signal handler."""

    def __init__(self) -> None:
        self.signal: int | None = None
        self.error: Exception | None = None
        self._queue: SimpleQueue[frozenset[Path]] = SimpleQueue()

    def changed(self, paths: frozenset[Path]) -> None:
        """These paths were saved."""
        self._queue.put(paths)

    def failed(self, error: Exception) -> None:
        """No save will be noticed any more."""
        self.error = error

    def interrupted(self, number: int, _frame: object = None) -> None:
        """A signal came; written as a signal handler."""
        self.signal = number

    def stopping(self) -> bool:
        """Whether the loop is to end."""
        return self.signal is not None or self.error is not None

    def next(self) -> frozenset[Path]:
        """Wait for a save or the end; every path saved since the last call, for one build."""
        paths = frozenset[Path]()
        # Not one long wait: a signal that comes just before it, or that the system hands to another
        # thread, would not end it.
        while not paths and not self.stopping():
            with contextlib.suppress(Empty):
                paths = self._queue.get(timeout=POLL)
        with contextlib.suppress(Empty):
            while True:
                paths |= self._queue.get_nowait()
        return paths


def rebuild_on_save(
    build: Callable[[], BuildResult], events: LoopEvents, broadcast: Broadcast, greeting: str
) -> bool:
    """Build at once and after each save, one build at a time, until `inbox` says stop.

    `greeting` is said after the first build. Returns whether the stop cut a build off.
    """
    while True:
        broadcast.building()
        result = build()
        if result.cut_off:
            return True
        if result.ok:
            broadcast.built()
        else:
            broadcast.failed(result.findings)
        if greeting:
            say(greeting)
            greeting = ""
        paths = events.next()
        if events.stopping():
            return False
        say(f"{time.strftime('%H:%M:%S')} {summary(paths, Path.cwd())} changed, building.")


def summary(paths: Iterable[Path], here: Path) -> str:
    """Name the changed `paths` in a few words, relative to the folder `here`.

    Files that are gone are named only when nothing else changed: most are what an editor writes
    first and then puts in place of the real one.
    """
    every = sorted(paths)
    shown = [path for path in every if path.exists()] or every
    names = [str(path.relative_to(here) if path.is_relative_to(here) else path) for path in shown]
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def say(words: str) -> None:
    """Print a line at once, also where the output is not a terminal."""
    print(words, flush=True)
