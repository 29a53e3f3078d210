"""The loop: build, wait for a save, build again, until a signal or an error."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from queue import Empty, SimpleQueue

from plugins.preview.broadcast import Broadcast
from plugins.preview.builder import BuildResult

POLL = 0.1  # seconds between two checks whether to stop


class LoopEvents:
    """What the loop waits for: saves, from a thread, or a signal to stop, from its handler."""

    def __init__(self) -> None:
        self.signal: int | None = None
        self.error: Exception | None = None
        self._queue: SimpleQueue[frozenset[Path]] = SimpleQueue()

    def changed(self, paths: frozenset[Path]) -> None:
        """Add paths that were saved."""
        self._queue.put(paths)

    def failed(self, error: Exception) -> None:
        """Stop the loop: saves cannot be noticed any more."""
        self.error = error
        self._queue.put(frozenset())

    def interrupted(self, number: int, _frame: object = None) -> None:
        """Stop the loop: the handler for signals, in which SimpleQueue.put is safe to call."""
        self.signal = number
        # Python 3.11 waits for ever in `get` when a signal interrupts it just as its time is up.
        self._queue.put(frozenset())

    def stopping(self) -> bool:
        """Whether the loop must end."""
        return self.signal is not None or self.error is not None

    def next(self) -> frozenset[Path]:
        """Wait for a save or the end; returns all paths saved since the last call."""
        paths = frozenset[Path]()
        # Not one long wait: a signal that arrives in another thread would not end it.
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
    """Build now and after each save, one build at a time, until `events` has a signal or error.

    `greeting` is printed after the first build. Returns whether a build was cut off.
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
    """Name the changed `paths`, relative to the folder `here`, in a few words.

    Deleted files are named only when nothing else changed: most are temporary files that a text
    editor has renamed to the real one.
    """
    every = sorted(paths)
    shown = [path for path in every if path.exists()] or every
    names = [str(path.relative_to(here) if path.is_relative_to(here) else path) for path in shown]
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def say(words: str) -> None:
    """Print a line without buffering, also where the output is not a terminal."""
    print(words, flush=True)
