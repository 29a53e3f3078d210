"""The worker process: `python -m plugins.worker MODULE QUESTIONS ANSWERS [QUESTIONS ANSWERS]...`.

MODULE is imported at the start, because the calls will need it. QUESTIONS and ANSWERS are the file
descriptors of the pipes from and to the supervisor. For each further pair a process is forked,
which sends its number.
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
import traceback
from multiprocessing.connection import Connection
from typing import Any

from plugins.worker import sandbox


def main(module: str, *descriptors: int) -> None:
    """Run calls until the supervisor closes its end of the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends the worker without a traceback
    gc.disable()  # what is imported stays
    importlib.import_module(module)
    gc.freeze()
    gc.enable()
    first, *others = zip(descriptors[::2], descriptors[1::2], strict=True)
    own = next((pipes for pipes in others if os.fork() == 0), first)
    for descriptor in {*descriptors} - {*own}:
        os.close(descriptor)  # the supervisor notices the end of a process when nobody has its pipe
    calls, results = Connection(own[0], writable=False), Connection(own[1], readable=False)
    sandbox.enter()
    if own != first:
        results.send(("forked", os.getpid()))
    _serve(calls, results)


def _serve(calls: Connection[Any, Any], results: Connection[Any, Any]) -> None:
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
    main(sys.argv[1], *map(int, sys.argv[2:]))
