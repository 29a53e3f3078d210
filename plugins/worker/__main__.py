"""The worker process: `python -m plugins.worker QUESTIONS ANSWERS MODULE`.

The first two are descriptors of pipes, from the supervisor and to it; MODULE is what the calls to
come will need.
"""

from __future__ import annotations

import importlib
import signal
import sys
import traceback
from multiprocessing.connection import Connection
from typing import Any

from plugins.worker import sandbox


def main(questions: int, answers: int, module: str) -> None:
    """Carry out calls until the supervisor closes its end."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends the worker without a word
    calls, results = Connection(questions, writable=False), Connection(answers, readable=False)
    importlib.import_module(module)
    sandbox.enter()

    def ask(*question: Any) -> Any:  # noqa: ANN401  # whatever can be sent
        results.send(("ask", question))
        return calls.recv()

    while True:
        try:
            function, args, kwargs, seconds = calls.recv()
        except EOFError:
            return
        # Should the supervisor be killed, so is its worker, by the system, when its time is up.
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds + 1)
        try:
            result: tuple[str, Any] = ("done", function(ask, *args, **kwargs))
        except Exception as error:  # noqa: BLE001  # the supervisor raises it again
            told = f"{type(error).__name__}: {error}"
            result = ("raised", (told, traceback.format_exc()))
        results.send(result)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
