"""The supervisor: calls functions in a worker process, which it kills at their time limit."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
import weakref
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, Protocol, TypeAlias, TypeVar

from plugins.worker.spawned import spawn

R = TypeVar("R")
_Pipe: TypeAlias = "Connection[Any, Any]"
Ask = Callable[..., Any]  # takes the name of a question and its values, returns the answer

_ENVIRONMENT = ("PYTHON", "LC_", "LANG", "PATH", "LD_", "DYLD_", "TMPDIR")


class WorkerError(Exception):
    """A call that returned no result."""


class TimeLimitError(WorkerError):
    """The call took longer than it may; the worker was killed."""


class WorkerDiedError(WorkerError):
    """The worker ended during a call."""


class CallError(WorkerError):
    """The function raised an exception: its kind and message, with its traceback as a note."""


def _no_answer(*question: object) -> None:
    raise LookupError(f"There is no answer to the question {question}.")


class Worker:
    """One process for many calls, which is replaced by a new one after it has died.

    `preload` names a module that the process imports when it starts, while the supervisor goes on.
    Then it forks so many `forks`, which `forked` gives away and which need not import it again.
    """

    def __init__(self, preload: str = "plugins.worker", forks: int = 0) -> None:
        self._preload = preload
        self._wanted_forks = forks if _can_fork() else 0
        self._forks: list[Worker] = []
        self._process: WorkerProcess | None = None
        self._to: Any = None
        self._from: Any = None
        self._stop: Callable[[], object] = _nothing

    def call(
        self,
        function: Callable[..., R],
        *args: Any,  # noqa: ANN401  # passed to the function
        seconds: float,
        answer: Ask = _no_answer,
        **kwargs: Any,  # noqa: ANN401  # passed to the function
    ) -> R:
        """The result of `function(ask, *args, **kwargs)` in the worker; raises WorkerError.

        Function, arguments and result are pickled, so the function must be defined at module level.
        Its calls of `ask(name, ...)` return what `answer(name, ...)` returns in this process; the
        time that takes does not count towards the limit of `seconds`.
        """
        self.start()
        try:
            self._to.send((function, args, kwargs, seconds))
            kind, value = self._result(seconds, answer)
        except (EOFError, ConnectionError) as error:
            self.close()
            raise WorkerDiedError(str(error)) from error
        except BaseException:
            self.close()  # it waits for an answer, for which it would take the next call
            raise
        if kind == "raised":
            message, note = value
            failed = CallError(message)
            failed.add_note(note)
            raise failed
        result: R = value
        return result

    def _result(self, seconds: float, answer: Ask) -> tuple[str, Any]:
        while True:
            started = time.monotonic()
            if not self._from.poll(max(0, seconds)):
                raise TimeLimitError
            kind, value = self._from.recv()
            seconds -= time.monotonic() - started
            if kind == "ask":
                self._to.send(answer(*value))
            elif isinstance(self._process, _ForkedProcess) and kind == "forked":
                self._process.open(value)
            else:
                return kind, value

    def start(self) -> None:
        """Start the process if none is running; each call does so too."""
        if self.is_running:
            return
        if not hasattr(os, "fork"):
            self.use(*spawn(self._preload, environment()))
            return
        forks = [Worker(self._preload) for _ in range(self._wanted_forks)]
        # Two one-way pipes for each, because a duplex pipe would be a socket.
        pipes = [(*Pipe(duplex=False), *Pipe(duplex=False)) for _ in (self, *forks)]
        theirs = [end for questions, _, _, answers in pipes for end in (questions, answers)]
        numbers = [end.fileno() for end in theirs]
        process = subprocess.Popen(  # noqa: S603  # this project's own module
            [sys.executable, "-m", "plugins.worker", self._preload, *map(str, numbers)],
            pass_fds=numbers,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env=environment(),
        )
        for end in theirs:
            end.close()
        for worker, (_, to, from_, _) in zip((self, *forks), pipes, strict=True):
            worker.use(process if worker is self else _ForkedProcess(from_), to, from_)
        self._forks = forks

    @property
    def is_running(self) -> bool:
        """Whether there is a process, which may have ended meanwhile."""
        return self._process is not None

    def use(self, process: WorkerProcess, to: _Pipe, from_: _Pipe) -> None:
        """Have this process, with the ends of its pipes, run the calls."""
        self._process, self._to, self._from = process, to, from_
        self._stop = weakref.finalize(self, _end, process, to, from_)

    def forked(self) -> Worker:
        """Another worker: one that this one's process has forked, while there are any."""
        return self._forks.pop() if self._forks else Worker(self._preload)

    def forget_ended(self) -> None:
        """Have the next call start another process, without an error, if this one has ended."""
        if self._process is not None and self._process.poll() is not None:
            self.close()

    def close(self) -> None:
        """Kill the worker, whatever it is doing; the next call starts another."""
        self._stop()
        self._process, self._stop = None, _nothing
        self._forks, self._wanted_forks = [], 0


def _nothing() -> None:
    pass


class _ForkedProcess:
    """A process that a worker's has forked; `answers` is where it sends its number first."""

    def __init__(self, answers: Connection) -> None:
        self._answers = answers
        self._handle: int | None = None

    def open(self, number: int) -> None:
        """Note the process by its number, which another one may have when this one has ended."""
        self._handle = os.pidfd_open(number)

    def kill(self) -> None:
        """End the process; one that has not sent its number yet ends when it tries to."""
        if self._handle is None and self._answers.poll():
            with suppress(EOFError, OSError):
                self.open(self._answers.recv()[1])
        if self._handle is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def poll(self) -> int | None:
        """A number if the process has ended."""
        ended = self._handle is not None and select.select([self._handle], [], [], 0)[0]
        return 0 if ended else None

    def wait(self) -> None:
        """Wait until the process has ended."""
        if self._handle is not None:
            select.select([self._handle], [], [])
            os.close(self._handle)
            self._handle = None


class WorkerProcess(Protocol):
    """A process as its supervisor sees it."""

    def kill(self) -> object:
        """End the process."""

    def poll(self) -> int | None:
        """A number if the process has ended."""

    def wait(self) -> object:
        """Wait until the process has ended."""


def _can_fork() -> bool:
    """Whether this system can kill a process that is not a child, which macOS cannot."""
    try:
        os.close(os.pidfd_open(os.getpid()))
    except (AttributeError, OSError):
        return False
    return True


def _end(process: WorkerProcess, *ends: Connection) -> None:
    process.kill()  # before the pipes are closed, so that a thread that waits for it wakes up
    process.wait()
    for end in ends:
        end.close()


def environment() -> dict[str, str]:
    """Only the variables that Python needs, so that the worker has none of the build's secrets."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(_ENVIRONMENT)}
    path = os.pathsep.join(path or os.getcwd() for path in sys.path)  # noqa: PTH109
    return kept | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
