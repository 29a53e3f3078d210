"""The signals that stop a build, and how a step that must not be cut in two defers them."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator

# Windows, on which editors may begin and rename posts, has no SIGHUP.
SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


@contextlib.contextmanager
def signals_deferred() -> Iterator[None]:
    """Raise a signal that arrives in the with block after it.

    Handlers are replaced because a signal mask is per thread: the system would deliver the signal
    to another one. Python runs them in the main thread, so that no other thread needs this.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    late: list[int] = []
    with contextlib.ExitStack() as handlers:  # a signal between two calls puts all of them back
        for number in SIGNALS:
            before = signal.getsignal(number)
            handlers.callback(signal.signal, number, before)
            signal.signal(number, lambda number, _frame: late.append(number))
        try:
            yield
        finally:
            handlers.close()
            if late:
                signal.raise_signal(late[0])
