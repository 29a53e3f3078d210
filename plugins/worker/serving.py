"""What a worker process does: it runs one call after another."""

from __future__ import annotations

import signal
import traceback
from multiprocessing.connection import Connection
from typing import Any


def serve(calls: Connection[Any, Any], results: Connection[Any, Any], **inherited: Any) -> None:  # noqa: ANN401  # passed to the functions
    """Run calls, each with the arguments `inherited` too, until the supervisor closes its pipe."""

    def ask(*question: Any) -> Any:  # noqa: ANN401  # anything that can be pickled
        results.send(("ask", question))
        return calls.recv()

    while True:
        try:
            function, args, kwargs, seconds = calls.recv()
        except EOFError:
            return
        # If the supervisor is killed, nobody enforces the time limit but the operating system.
        _limit(seconds + 1)
        try:
            result: tuple[str, Any] = ("done", function(ask, *args, **kwargs, **inherited))
        except Exception as error:  # noqa: BLE001  # the supervisor raises it again
            message = f"{type(error).__name__}: {error}"
            result = ("raised", (message, traceback.format_exc()))
        results.send(result)
        _limit(0)


def _limit(seconds: float) -> None:
    if hasattr(signal, "setitimer"):  # Windows has none
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
