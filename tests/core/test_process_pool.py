"""Functions run in forked processes, which never outlive what started them."""

import errno
import os
import platform
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures.process import _ExecutorManagerThread
from multiprocessing import active_children
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from plugins.core import process_pool
from plugins.core.cores import cores
from plugins.core.process_pool import ProcessPool
from plugins.core.process_pool_error import ProcessPoolError
from plugins.core.stop_signals import SIGNALS
from tests.building import ROOT, clean_environment

forking = pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")
LOADED = {}  # what this process has loaded


def own_pid():
    return os.getpid()


def loaded(name):
    return LOADED.get(name)


def refuse():
    raise OSError(errno.ENOSPC, "No space left on device", "a.png")


def sleep(seconds):
    time.sleep(seconds)
    return seconds


def end_abruptly():
    os.kill(os.getpid(), signal.SIGKILL)


def handlers():
    return [signal.getsignal(number) for number in SIGNALS]


def touch(path):
    path.touch()


def send_half(path):
    """Return a result of which only the first bytes arrive."""
    send = Connection._send

    def cut(self, data, *others):
        send(self, data[:4], *others)
        path.touch()
        time.sleep(60)

    Connection._send = cut
    return bytes(100_000)


def wait_for(path):
    """Wait until a process has made a file."""
    for _ in range(1000):
        if path.exists():
            return
        time.sleep(0.01)
    pytest.fail(f"{path.name} was never made")


def alive(pids):
    """Those processes that have not ended."""
    return [pid for pid in pids if os.path.exists(f"/proc/{pid}")]


def resident():
    """The bytes of memory that this process has."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


@forking
def test_results_come_from_other_processes_that_know_what_this_one_has_loaded():
    """By the time of the first call."""
    with ProcessPool(2) as pool:
        LOADED["theme"] = "ours"
        found = [pool.submit(loaded, "theme") for _ in range(20)]
        pids = {pool.submit(own_pid).result() for _ in range(20)}
        LOADED["theme"] = "another"

        assert {future.result() for future in found} == {"ours"}
    assert os.getpid() not in pids
    assert len(pids) <= 2


@forking
def test_all_processes_are_forked_together():
    """At the first call."""
    with ProcessPool(3) as pool:
        pool.submit(own_pid).result()

        assert len(active_children()) == 3


def test_cores_are_those_that_this_process_may_use(monkeypatch):
    """A container may allow fewer than the machine has."""
    monkeypatch.setattr(process_pool.os, "sched_getaffinity", lambda _pid: {3, 5}, raising=False)
    assert cores() == 2

    monkeypatch.delattr(process_pool.os, "sched_getaffinity")
    monkeypatch.setattr(process_pool.os, "cpu_count", lambda: None)
    assert cores() == 1


def test_nothing_is_started_before_it_is_needed():
    """Most builds have all cards in the cache."""
    with ProcessPool(2):
        assert active_children() == []


@pytest.mark.parametrize("processes", [1, 2])
def test_an_exception_is_in_the_future(processes):
    """An error of the disk keeps its number and file; other calls go on."""
    with ProcessPool(processes) as pool:
        failed, fine = pool.submit(refuse), pool.submit(sleep, 0)

        with pytest.raises(OSError, match="No space left") as caught:
            failed.result()
        assert (caught.value.errno, caught.value.filename) == (errno.ENOSPC, "a.png")
        assert fine.result() == 0


@pytest.mark.parametrize(("processes", "platform"), [(1, "linux"), (2, "darwin")])
def test_without_fork_functions_run_in_this_process(monkeypatch, processes, platform):
    """At once; what they raise is in the future all the same."""
    monkeypatch.setattr(process_pool.sys, "platform", platform)

    with ProcessPool(processes) as pool:
        future = pool.submit(own_pid)

        assert future.done()
        assert future.result() == os.getpid()
        assert pool.submit(refuse).exception().errno == errno.ENOSPC
        assert active_children() == []


def test_a_signal_is_no_result():
    """It stops this process at once."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with ProcessPool(1) as pool, pytest.raises(KeyboardInterrupt):
            pool.submit(signal.raise_signal, signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)


@forking
def test_a_process_leaves_signals_to_the_one_that_forked_it():
    """It ignores Ctrl-C, which all of them get, and has none of the parent's handlers."""
    before = {number: signal.signal(number, touch) for number in SIGNALS}
    try:
        with ProcessPool(2) as pool:
            found = pool.submit(handlers).result()
            own = handlers()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

    assert found == [signal.SIG_IGN, signal.SIG_DFL, signal.SIG_DFL]
    assert own == [touch] * 3


@forking
def test_closing_waits_for_all_functions(tmp_path):
    """And ends the processes."""
    with ProcessPool(2) as pool:
        pids = {pool.submit(own_pid).result() for _ in range(8)}
        for number in range(8):
            pool.submit(sleep, 0.01)
            pool.submit(touch, tmp_path / f"{number}")

    assert len(list(tmp_path.iterdir())) == 8
    assert alive(pids) == []
    assert active_children() == []


class StoppedError(BaseException):
    """Raised when a signal stops the build."""


@forking
def test_an_exception_ends_the_processes_at_once(tmp_path):
    """Neither what is running nor what is waiting is completed."""
    started = time.monotonic()
    with pytest.raises(StoppedError), ProcessPool(2) as pool:  # noqa: PT012  # the block is tested
        pids = {pool.submit(own_pid).result() for _ in range(8)}
        for _ in range(2):
            pool.submit(sleep, 60)
        waiting = [pool.submit(touch, tmp_path / f"{number}") for number in range(20)]
        raise StoppedError

    assert time.monotonic() - started < 20
    assert alive(pids) == []
    assert list(tmp_path.iterdir()) == []
    wait_for_threads()
    assert all(future.done() for future in waiting)


@forking
def test_a_signal_while_closing_ends_the_processes():
    """Closing may wait for long."""

    def stop(_number, _frame):
        raise StoppedError

    before = signal.signal(signal.SIGALRM, stop)
    try:
        with pytest.raises(StoppedError), ProcessPool(2) as pool:  # noqa: PT012  # the block is tested
            pid = pool.submit(own_pid).result()
            pool.submit(sleep, 60)
            signal.setitimer(signal.ITIMER_REAL, 0.3)
    finally:
        signal.signal(signal.SIGALRM, before)

    assert alive([pid]) == []
    wait_for_threads()


def wait_for_threads():
    """Wait until the threads of pools have ended."""
    for thread in threading.enumerate():
        if isinstance(thread, _ExecutorManagerThread):
            thread.join(10)
            assert not thread.is_alive()


@forking
def test_half_a_result_does_not_block_the_end(tmp_path):
    """The process was killed while it sent the rest."""
    with pytest.raises(StoppedError), ProcessPool(2) as pool:  # noqa: PT012  # the block is tested
        pool.submit(send_half, tmp_path / "half")
        wait_for(tmp_path / "half")
        time.sleep(0.1)  # the executor's thread reads it
        raise StoppedError

    wait_for_threads()


@forking
def test_a_process_that_dies_is_an_error():
    """Whoever waits for a result learns it, and so does the next call."""
    with (
        pytest.raises(ProcessPoolError, match="ended before its work was done"),
        ProcessPool(2) as pool,
    ):
        pool.submit(end_abruptly).result()
    assert alive([child.pid for child in pool._children]) == []


SCRIPT = """
import os, signal, time
from plugins.core.process_pool import ProcessPool

with ProcessPool(2) as pool:
    futures = [pool.submit(time.sleep, 60) for _ in range(4)]
    os.kill(os.getpid(), signal.SIGKILL)
"""


@forking
def test_processes_end_when_their_parent_is_killed():
    """Its standard output is open as long as one of them has it."""
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, env=clean_environment(), stdout=subprocess.PIPE
    )

    process.communicate(timeout=20)

    assert process.returncode == -signal.SIGKILL


@forking
@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc gives memory back")
def test_freed_memory_is_given_back_before_processes_are_forked():
    """What the heap has between values that are still used is not copied by each process."""
    kept = [(bytearray(20_000), bytearray(100)) for _ in range(5_000)]
    kept = [small for _, small in kept]  # above each large one, which is freed
    before = resident()

    with ProcessPool(2) as pool:
        pool.submit(own_pid).result()

    assert len(kept) == 5_000
    assert resident() < before - 50_000_000


@forking
def test_one_process_is_forked_if_it_must_not_be_this_one():
    """Else a pool of one runs functions here."""
    with ProcessPool(1) as here, ProcessPool(1, always_forks=True) as elsewhere:
        pids = [pool.submit(own_pid).result() for pool in (here, elsewhere)]

    assert pids[0] == os.getpid() != pids[1]
