"""Runs functions in processes that share what this one has loaded (edge: processes)."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, TypeVar

from plugins.core.free_memory import return_free_memory
from plugins.core.process_pool_error import ProcessPoolError
from plugins.core.stop_signals import SIGNALS, signals_deferred

R = TypeVar("R")


class ProcessPool:
    """A with statement's processes, forked at the first `submit`.

    They inherit what this process has loaded by then, so that only functions' names, arguments,
    results and exceptions are pickled. Fork in a process that has no threads but those of other
    pools. Where forking is not safe, and with one process unless it `always_forks`, `submit` runs
    functions at once, in this process.

    At the end of the with block all submitted functions have run; if it raises, functions that have
    not begun are cancelled and the processes are killed. They also end when this process is killed.
    """

    def __init__(self, processes: int, *, always_forks: bool = False) -> None:
        self._processes = processes
        self._forks = sys.platform == "linux" and (processes > 1 or always_forks)
        self._executor: ProcessPoolExecutor | None = None
        self._children: list[BaseProcess] = []
        self._results: Any = None  # the queue of results

    def __enter__(self) -> ProcessPool:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        if error is None:
            self.close()
            return
        self._kill()
        if isinstance(error, BrokenProcessPool):
            raise ProcessPoolError(
                "A process of the build ended before its work was done, perhaps because the memory "
                "was full"
            ) from error

    def submit(self, function: Callable[..., R], *args: Any) -> Future[R]:  # noqa: ANN401  # passed to the function
        """Run `function`, which is defined at module level; the result is in the future.

        Raises BrokenProcessPool, as the future does, if a process has died.
        """
        if not self._forks:
            return _run_now(function, args)
        if self._executor is not None:
            return self._executor.submit(function, *args)
        return_free_memory()  # it would count again for each process that writes there
        with signals_deferred():  # until all processes are known, and have handlers of their own
            others = active_children()
            self._executor = ProcessPoolExecutor(
                self._processes, get_context("fork"), initializer=_begin
            )
            self._results = self._executor._result_queue  # noqa: SLF001  # see _kill
            future = self._executor.submit(function, *args)  # forks all processes
            self._children = [child for child in active_children() if child not in others]
        return future

    def close(self) -> None:
        """Wait until all functions have run, and end the processes."""
        if self._executor is None:
            return
        try:
            self._executor.shutdown()
        except BaseException:  # a signal
            self._kill()
            raise
        self._executor = None

    def _kill(self) -> None:
        """End the processes at once, whatever they are doing."""
        if self._executor is None:
            return
        with signals_deferred():
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None
            for child in self._children:
                child.kill()
            for child in self._children:
                child.join()
            # The executor's thread may have read half of a result that a child was sending. It
            # waits for the other half until nobody has the pipe open for writing.
            self._results._writer.close()  # noqa: SLF001  # there is no public way


def _run_now(function: Callable[..., R], args: tuple[Any, ...]) -> Future[R]:
    future: Future[R] = Future()
    try:
        future.set_result(function(*args))
    except Exception as error:  # noqa: BLE001  # `result` raises it
        future.set_exception(error)
    return future


def _begin() -> None:
    """Prepare a new process: the parent decides what a Ctrl-C means, which all processes get.

    A search for garbage among all that the parent has made would write to it, and so copy it.
    """
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in {*SIGNALS} - {signal.SIGINT}:
        signal.signal(number, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
