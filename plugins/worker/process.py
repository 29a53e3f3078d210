"""The supervisor: calls functions in a worker process, which it kills at their time limit."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import weakref
from collections.abc import Callable
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, TypeVar

R = TypeVar("R")
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
    """

    def __init__(self, preload: str = "plugins.worker") -> None:
        self._preload = preload
        self._process: subprocess.Popen[bytes] | None = None
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
            if kind != "ask":
                return kind, value
            seconds -= time.monotonic() - started
            self._to.send(answer(*value))

    def start(self) -> None:
        """Start the process if none is running; each call does so too."""
        if self._process is not None:
            return
        # Two one-way pipes, because a duplex pipe would be a socket.
        questions, to_worker = Pipe(duplex=False)
        from_worker, answers = Pipe(duplex=False)
        theirs = [questions.fileno(), answers.fileno()]
        process = subprocess.Popen(  # noqa: S603  # this project's own module
            [sys.executable, "-m", "plugins.worker", *map(str, theirs), self._preload],
            pass_fds=theirs,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env=_environment(),
        )
        questions.close()
        answers.close()
        self._process, self._to, self._from = process, to_worker, from_worker
        self._stop = weakref.finalize(self, _end, process, to_worker, from_worker)

    def forget_ended(self) -> None:
        """Have the next call start another process, without an error, if this one has ended."""
        if self._process is not None and self._process.poll() is not None:
            self.close()

    def close(self) -> None:
        """Kill the worker, whatever it is doing; the next call starts another."""
        self._stop()
        self._process, self._stop = None, _nothing


def _nothing() -> None:
    pass


def _end(process: subprocess.Popen[bytes], *ends: Connection) -> None:
    process.kill()  # before the pipes are closed, so that a thread that waits for it wakes up
    process.wait()
    for end in ends:
        end.close()


def _environment() -> dict[str, str]:
    """Only the variables that Python needs, so that the worker has none of the build's secrets."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(_ENVIRONMENT)}
    path = os.pathsep.join(path or os.getcwd() for path in sys.path)  # noqa: PTH109
    return kept | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
