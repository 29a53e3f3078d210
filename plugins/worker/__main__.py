"""The worker process: `python -m plugins.worker DESCRIPTOR MODULE`.

DESCRIPTOR is one end of the supervisor's pipe, MODULE what the calls to come will need.
"""

from __future__ import annotations

import importlib
import signal
import sys
import traceback
from multiprocessing.connection import Connection
from typing import Any

from plugins.worker import sandbox


def main(descriptor: int, module: str) -> None:
    """Carry out calls until the supervisor closes its end."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends the worker without a word
    connection = Connection(descriptor)
    importlib.import_module(module)
    sandbox.enter()

    def ask(*question: Any) -> Any:  # noqa: ANN401  # whatever can be sent
        connection.send(("ask", question))
        return connection.recv()

    while True:
        try:
            function, args, kwargs, seconds = connection.recv()
        except EOFError:
            return
        # Should the supervisor be killed, so is its worker, by the system, when its time is up.
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds + 1)
        try:
            result: tuple[str, Any] = ("done", function(ask, *args, **kwargs))
        except Exception as error:  # noqa: BLE001  # the supervisor raises it again
            told = f"{type(error).__name__}: {error}"
            result = ("raised", (told, traceback.format_exc()))
        connection.send(result)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
