"""Signals are deferred while a step must not be cut in two."""

import os
import signal
import threading

import pytest

from plugins.core.stop_signals import SIGNALS, signals_deferred


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_arrives_after_the_step(number):
    """Once, and with the handler that was there before."""
    steps = []
    before = signal.signal(number, lambda *_: steps.append("stopped"))
    try:
        with signals_deferred():
            os.kill(os.getpid(), number)
            os.kill(os.getpid(), number)
            steps.append("done")
    finally:
        signal.signal(number, before)

    assert steps == ["done", "stopped"]


def test_other_threads_need_no_deferral():
    """Python runs handlers in the main thread alone."""
    before, steps = signal.getsignal(signal.SIGTERM), []

    def step():
        with signals_deferred():
            steps.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=step)
    thread.start()
    thread.join()

    assert steps == [before]
