"""A worker that is forked from this process, for what cannot be pickled."""

from __future__ import annotations

import gc
import importlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Mapping
from itertools import pairwise
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from plugins.core.stop_signals import SIGNALS
from plugins.worker import sandbox
from plugins.worker.process import Worker, WorkerError, environment
from plugins.worker.serving import serve
from plugins.worker.spawned import ChildProcess, without_streams

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
        if not hasattr(os, "fork"):
            raise WorkerError("plugins that extend Markdown work on Windows only in its WSL")
        importlib.import_module(self._module)
        with _starting:
            calls, to = Pipe(duplex=False)
            from_, results = Pipe(duplex=False)
            fork = multiprocessing.get_context("fork")
            process = fork.Process(target=self._run, args=(calls, results), daemon=True)
            process.start()
            calls.close()
            results.close()
        self.use(ChildProcess(process), to, from_)

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
        without_streams(environment())
        opened = sandbox.enter(self._readable, self._content)
        more = {"opened": opened} if self._content else {}
        serve(calls, results, **self._inherited, **more)
