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
from multiprocessing.connection import Connection

from plugins.worker import sandbox
from plugins.worker.serving import serve


def main(module: str, *descriptors: int) -> None:
    """Run calls until the supervisor closes its end of the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends the worker without a traceback
    gc.disable()  # what is imported stays
    importlib.import_module(module)
    gc.freeze()
    gc.enable()
    gc.set_threshold(50_000, 20, 10)  # a post needs thousands of objects, and few of them in cycles
    first, *others = zip(descriptors[::2], descriptors[1::2], strict=True)
    own = next((pipes for pipes in others if os.fork() == 0), first)
    for descriptor in {*descriptors} - {*own}:
        os.close(descriptor)  # the supervisor notices the end of a process when nobody has its pipe
    calls, results = Connection(own[0], writable=False), Connection(own[1], readable=False)
    sandbox.enter()
    if own != first:
        results.send(("forked", os.getpid()))
    serve(calls, results)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
