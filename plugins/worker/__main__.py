"""The worker process: `python -m plugins.worker QUESTIONS ANSWERS MODULE`.

QUESTIONS and ANSWERS are the file descriptors of the pipes from and to the supervisor; MODULE is
imported at the start, because the calls will need it.
"""

from __future__ import annotations

import gc
import importlib
import signal
import sys
import traceback
from multiprocessing.connection import Connection
from typing import Any

from plugins.worker import sandbox


def main(questions: int, answers: int, module: str) -> None:
    """Run calls until the supervisor closes its end of the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends the worker without a traceback
    calls, results = Connection(questions, writable=False), Connection(answers, readable=False)
    gc.disable()  # what is imported stays
    importlib.import_module(module)
    gc.freeze()
    gc.enable()
    sandbox.enter()

    def ask(*question: Any) -> Any:  # noqa: ANN401  # anything that can be pickled
        results.send(("ask", question))
        return calls.recv()

    while True:
        try:
            function, args, kwargs, seconds = calls.recv()
        except EOFError:
            return
        # If the supervisor is killed, nobody enforces the time limit but the operating system.
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds + 1)
        try:
            result: tuple[str, Any] = ("done", function(ask, *args, **kwargs))
        except Exception as error:  # noqa: BLE001  # the supervisor raises it again
            message = f"{type(error).__name__}: {error}"
            result = ("raised", (message, traceback.format_exc()))
        results.send(result)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
