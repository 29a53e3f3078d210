"""The loop: build, wait for a save, build again, until a signal or an error."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from queue import Empty, SimpleQueue
from urllib.parse import quote

from plugins.preview.broadcast import Broadcast
from plugins.preview.builder import BuildResult

POLL = 0.1  # seconds between two checks whether to stop
_UNQUOTED = "/!$&'()*+,;=:@"  # as in a browser's location.pathname, besides letters and digits


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


# Builds after these files were saved, and calls the function for a page that is finished earlier.
Build = Callable[[frozenset[Path], Callable[[str], None]], BuildResult]


class ShownPage:
    """The page of the site in `folder` that is shown before the build has ended, if there is one.

    Browsers get its path as they have it.
    """

    def __init__(self, folder: Path, broadcast: Broadcast) -> None:
        self._folder = folder
        self._broadcast = broadcast
        self._name = ""
        self._data = b""

    def show(self, name: str) -> None:
        """Show the page with this path in the site, unless it has gone again meanwhile."""
        with contextlib.suppress(OSError):
            self._data = (self._folder / name).read_bytes()
            self._name = name
            self._broadcast.shown(_address(name))

    def unchanged(self) -> str:
        """Its path if the whole site, which is built now, has the same page; else empty."""
        with contextlib.suppress(OSError):
            if self._name and (self._folder / self._name).read_bytes() == self._data:
                return _address(self._name)
        return ""


def _address(name: str) -> str:
    return f"/{quote(re.sub(r'(?<![^/])index[.]html$', '', name), _UNQUOTED)}"


def rebuild_on_save(
    build: Build, events: LoopEvents, broadcast: Broadcast, output: Path, greeting: str
) -> bool:
    """Build now and after each save, one build at a time, until `events` has a signal or error.

    `output` is the folder of the site. `greeting` is printed after the first build. Returns whether
    a build was cut off.
    """
    paths = frozenset[Path]()
    while True:
        broadcast.building()
        early = ShownPage(output, broadcast)
        result = build(paths, early.show)
        if result.cut_off:
            return True
        if result.ok:
            broadcast.built(early.unchanged(), result.findings)
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
