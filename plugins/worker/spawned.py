"""The worker process where file descriptors cannot be passed on, as on Windows."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any

from plugins.worker import sandbox
from plugins.worker.serving import serve


class ChildProcess:
    """A process that this one has started with multiprocessing."""

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


def spawn(
    module: str, environment: Mapping[str, str]
) -> tuple[ChildProcess, Connection[Any, Any], Connection[Any, Any]]:
    """Start a worker that imports `module`; also the pipes to and from it."""
    calls, to = Pipe(duplex=False)
    from_, results = Pipe(duplex=False)
    given = module, dict(environment), calls, results
    process = multiprocessing.get_context("spawn").Process(target=_run, args=given, daemon=True)
    process.start()
    calls.close()
    results.close()
    return ChildProcess(process), to, from_


def _run(
    module: str,
    environment: Mapping[str, str],
    calls: Connection[Any, Any],
    results: Connection[Any, Any],
) -> None:
    """Run calls in the new process until the supervisor closes its end of the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends the worker without a traceback
    without_streams(environment)
    importlib.import_module(module)
    sandbox.enter()
    serve(calls, results)


def without_streams(environment: Mapping[str, str]) -> None:
    """Have only these variables of the environment, and nothing to read from or to print to."""
    os.environ.clear()
    os.environ.update(environment)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  # until it ends
