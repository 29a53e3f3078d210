"""The supervising side: calls functions in one worker process, and kills it at their time limit."""

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
Ask = Callable[..., Any]  # a question's name and values; the answer comes from the caller

_ENVIRONMENT = ("PYTHON", "LC_", "LANG", "PATH", "LD_", "DYLD_", "TMPDIR")


class WorkerError(Exception):
    """A call that gave no result."""


class TimeLimitError(WorkerError):
    """The call took longer than it may; the worker was killed."""


class WorkerDiedError(WorkerError):
    """The worker ended in the middle of a call."""


class CallError(WorkerError):
    """The function raised an exception: its kind and message, with its traceback as a note."""


def _no_answer(*question: object) -> None:
    raise LookupError(f"Nobody answers {question}.")


class Worker:
    """One process for many calls; another takes its place after it died.

    `preload` names a module that it imports at once, while its supervisor does something else.
    """

    def __init__(self, preload: str = "plugins.worker") -> None:
        self._preload = preload
        self._to: Any = None
        self._from: Any = None
        self._stop: Callable[[], object] = _nothing

    def call(
        self,
        function: Callable[..., R],
        *args: Any,  # noqa: ANN401  # those of the function
        seconds: float,
        answer: Ask = _no_answer,
        **kwargs: Any,  # noqa: ANN401  # the same
    ) -> R:
        """The result of `function(ask, *args, **kwargs)` in the worker; raises WorkerError.

        All of it is sent, so the function stands at the top of a module. What it asks by
        `ask(name, ...)` is answered here by `answer(name, ...)`, whose time does not count.
        """
        self.start()
        try:
            self._to.send((function, args, kwargs, seconds))
            kind, value = self._result(seconds, answer)
        except (EOFError, ConnectionError) as error:
            self.close()
            raise WorkerDiedError(str(error)) from error
        except BaseException:
            self.close()  # it would take the next call for the answer that it waits for
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
        """Start the process, where there is none; the first call does so otherwise."""
        if self._to is not None:
            return
        # Two pipes of one way each: one of both ways would be a socket.
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
        self._to, self._from = to_worker, from_worker
        self._stop = weakref.finalize(self, _end, process, to_worker, from_worker)

    def close(self) -> None:
        """End the worker, whatever it is doing; the next call starts another."""
        self._stop()
        self._to, self._stop = None, _nothing


def _nothing() -> None:
    pass


def _end(process: subprocess.Popen[bytes], *ends: Connection) -> None:
    for end in ends:
        end.close()
    process.kill()
    process.wait()


def _environment() -> dict[str, str]:
    """What Python needs and no more: no secret of the build is known to the worker."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(_ENVIRONMENT)}
    path = os.pathsep.join(path or os.getcwd() for path in sys.path)  # noqa: PTH109
    return kept | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
