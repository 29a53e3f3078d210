"""A worker that is forked from this process, for what cannot be pickled."""

from __future__ import annotations

import gc
import importlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterable, Mapping
from itertools import pairwise
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from plugins.core.stop_signals import SIGNALS
from plugins.worker import sandbox
from plugins.worker.process import Worker, environment
from plugins.worker.serving import serve

_FORK = multiprocessing.get_context("fork")
_starting = threading.Lock()  # a process has no pipe of another one that is being started


class InheritingWorker(Worker):
    """A worker whose functions get the arguments `inherited` too, as they are in this process.

    It may also read the files and folders `readable`. With a folder `content` it may read what is
    in there too, and its functions get a list `opened` to which the paths of these files are added.
    """

    def __init__(
        self,
        preload: str,
        inherited: Mapping[str, Any],
        readable: Iterable[Path] = (),
        content: Path | None = None,
    ) -> None:
        super().__init__(preload)
        self._module = preload
        self._inherited = dict(inherited)
        self._readable = tuple(readable)
        self._content = content

    def start(self) -> None:
        """Fork the process if none is running; each call does so too."""
        if self.is_running:
            return
        importlib.import_module(self._module)
        with _starting:
            calls, to = Pipe(duplex=False)
            from_, results = Pipe(duplex=False)
            process = _FORK.Process(target=self._run, args=(calls, results), daemon=True)
            process.start()
            calls.close()
            results.close()
        self.use(_ForkedHere(process), to, from_)

    def forked(self) -> Worker:
        """Another worker with the same arguments."""
        return InheritingWorker(self._module, self._inherited, self._readable, self._content)

    def _run(self, calls: Connection[Any, Any], results: Connection[Any, Any]) -> None:
        """Run calls in the new process."""
        gc.freeze()  # what this process shares with the other one stays so
        # Pipes and sockets of the other one would not end with it as long as this one has them.
        kept_open = sorted({0, 1, 2, calls.fileno(), results.fileno()})
        for first, following in pairwise([*kept_open, os.sysconf("SC_OPEN_MAX")]):
            os.closerange(first + 1, following)
        for number in SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        kept = environment()
        os.environ.clear()
        os.environ.update(kept)
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.dup2(nothing, 1)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  # until it ends
        opened = sandbox.enter(self._readable, self._content)
        more = {"opened": opened} if self._content else {}
        serve(calls, results, **self._inherited, **more)


class _ForkedHere:
    """A process that this one has forked."""

    def __init__(self, process: multiprocessing.process.BaseProcess) -> None:
        self._process = process

    def kill(self) -> None:
        """End the process."""
        self._process.kill()

    def poll(self) -> int | None:
        """A number if the process has ended."""
        return self._process.exitcode

    def wait(self) -> None:
        """Wait until the process has ended."""
        self._process.join()
