"""Calls of functions in a worker process."""

import os
import select
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from plugins.worker import process
from plugins.worker.inheriting import InheritingWorker
from plugins.worker.process import (
    CallError,
    TimeLimitError,
    Worker,
    WorkerDiedError,
    WorkerError,
)
from tests.building import ROOT

pytestmark = pytest.mark.slow
CALLS = """
import os, time

def add(_ask, first, second=1): return first + second
def forever(_ask):
    while True: pass
def sleepy(_ask): time.sleep(60)
def die(_ask): os._exit(3)
def fail(_ask): raise KeyError("no quokka")
def deep(_ask): return deep(_ask)
def number(_ask): return os.getpid()
def parent(_ask): return os.getppid()
def twice(ask, value): return ask("add", ask("add", value))
def secrets(_ask): return sorted(os.environ)
def noise(_ask): print("noise", flush=True)
def apply(_ask, value, **given): return given["function"](value)
"""


@pytest.fixture
def calls(tmp_path, monkeypatch):
    """A module with functions to call, importable by the worker too."""
    (tmp_path / "calls_to_try.py").write_text(CALLS, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    import calls_to_try  # noqa: PLC0415  # written just now

    yield calls_to_try
    del sys.modules["calls_to_try"]


@pytest.fixture
def first(calls):  # noqa: ARG001  # it must be known to the process
    """A worker whose process has forked another one; both are stopped after the test."""
    first = Worker(forks=1)
    first.start()
    yield first
    first.close()


@pytest.fixture(params=["started", "forked", "inheriting", "spawned"])
def worker(request, calls, monkeypatch):  # noqa: ARG001  # it must be known to the process
    """A worker that is stopped after the test."""
    worker = a_worker(request.param, request, monkeypatch)
    yield worker
    worker.close()


def a_worker(kind, request, monkeypatch):
    """A worker of a kind; only one that is forked needs another process before."""
    if kind == "forked":
        return request.getfixturevalue("first").forked()
    if kind == "inheriting":
        return InheritingWorker("plugins.worker", {})
    if kind == "spawned":  # as on Windows
        monkeypatch.delattr(os, "fork")
    return Worker()


def test_a_call_returns_the_functions_result(worker, calls):
    """With positional and keyword arguments."""
    assert worker.call(calls.add, 1, seconds=20) == 2
    assert worker.call(calls.add, "a", second="b", seconds=20) == "ab"


def test_one_process_serves_many_calls(worker, calls):
    """It is not this process."""
    first = worker.call(calls.number, seconds=20)

    assert worker.call(calls.number, seconds=20) == first
    assert first != os.getpid()


@pytest.mark.parametrize("name", ["forever", "sleepy"])
def test_a_call_that_times_out_kills_the_process(worker, calls, name):
    """Whether it computes or sleeps; the next call has a new process."""
    before = worker.call(calls.number, seconds=20)
    started = time.monotonic()

    with pytest.raises(TimeLimitError):
        worker.call(getattr(calls, name), seconds=0.3)

    assert time.monotonic() - started < 10
    assert not is_running(before)
    assert worker.call(calls.number, seconds=20) != before


def test_a_killed_process_is_reported_and_replaced(worker, calls):
    """For example after the kernel has killed it because memory ran out."""
    with pytest.raises(WorkerDiedError):
        worker.call(calls.die, seconds=20)

    assert worker.call(calls.add, 1, seconds=20) == 2


def test_a_process_killed_between_two_calls_is_reported(worker, calls):
    """The caller cannot know whether its call has started."""
    kill(worker.call(calls.number, seconds=20))

    with pytest.raises(WorkerDiedError):
        worker.call(calls.add, 1, seconds=20)
    assert worker.call(calls.add, 1, seconds=20) == 2


def test_a_process_that_is_known_to_have_ended_is_replaced(worker, calls):
    """Before a call; one that is at work stays."""
    first = worker.call(calls.number, seconds=20)
    worker.forget_ended()
    assert worker.call(calls.number, seconds=20) == first
    kill(first)

    worker.forget_ended()

    assert worker.call(calls.add, 1, seconds=20) == 2


def test_an_exception_is_raised_here_with_its_traceback(worker, calls):
    """The process keeps running."""
    before = worker.call(calls.number, seconds=20)

    with pytest.raises(CallError, match="KeyError: 'no quokka'") as caught:
        worker.call(calls.fail, seconds=20)
    with pytest.raises(CallError, match="RecursionError"):
        worker.call(calls.deep, seconds=20)

    assert "in fail" in caught.value.__notes__[0]
    assert worker.call(calls.number, seconds=20) == before


def test_callbacks_run_in_the_calling_process(worker, calls):
    """The callback gets the name and the arguments from the worker."""
    asked = []

    def answer(*question):
        asked.append(question)
        return question[1] * 2

    assert worker.call(calls.twice, 3, seconds=20, answer=answer) == 12
    assert asked == [("add", 3), ("add", 6)]


def test_the_time_of_a_callback_does_not_count(worker, calls):
    """For example while an image is encoded."""
    worker.call(calls.add, 1, seconds=20)

    def answer(_name, value):
        time.sleep(0.6)
        return value

    assert worker.call(calls.twice, 3, seconds=1, answer=answer) == 3


def test_an_exception_in_a_callback_is_raised_here(worker, calls):
    """The next call gets its own result."""

    def answer(_name, _value):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        worker.call(calls.twice, 3, seconds=20, answer=answer)

    assert worker.call(calls.add, 1, seconds=20) == 2


def test_a_callback_without_a_handler_is_an_error(worker, calls):
    """It is not returned as a result."""
    with pytest.raises(LookupError):
        worker.call(calls.twice, 3, seconds=20)


def test_a_worker_has_no_secrets_in_its_environment(worker, calls, monkeypatch):
    """It has only the variables that Python needs, and no token."""
    monkeypatch.setenv("INSTAGRAM_ACCESS_TOKEN", "quokka")

    assert "INSTAGRAM_ACCESS_TOKEN" not in worker.call(calls.secrets, seconds=20)


def test_output_of_a_worker_is_discarded(worker, calls, capfd):
    """It would mix with the findings."""
    worker.call(calls.noise, seconds=20)

    assert capfd.readouterr().out == ""


@pytest.mark.parametrize("kind", ["started", "forked", "inheriting", "spawned"])
def test_an_unreferenced_worker_is_stopped(request, calls, monkeypatch, kind):
    """No process outlives its build."""
    worker = a_worker(kind, request, monkeypatch)
    number = worker.call(calls.number, seconds=20)

    del worker

    assert not is_running(number)


def test_a_fork_is_forked_from_the_first_process(first, calls):
    """A further one has a process of its own."""
    number = first.call(calls.number, seconds=20)

    assert first.forked().call(calls.parent, seconds=20) == number
    assert first.forked().call(calls.parent, seconds=20) == os.getpid()


def test_a_fork_stays_when_the_first_process_is_killed(first, calls):
    """They work for different calls."""
    fork = first.forked()
    number = fork.call(calls.number, seconds=20)

    with pytest.raises(TimeLimitError):
        first.call(calls.forever, seconds=0.3)

    assert fork.call(calls.number, seconds=20) == number


def test_a_fork_that_is_never_called_ends_with_the_first_process(first, calls):
    """It would otherwise outlive the build."""
    children = Path(f"/proc/{first.call(calls.number, seconds=20)}/task")
    [fork] = map(int, next(children.glob("*/children")).read_text("utf-8").split())

    first.close()

    assert ended(fork)


def test_without_forking_a_fork_has_a_process_of_its_own(monkeypatch, calls):
    """Such as on macOS."""
    monkeypatch.delattr(os, "pidfd_open")
    first = Worker(forks=1)
    first.start()

    assert first.forked().call(calls.parent, seconds=20) == os.getpid()


@pytest.mark.usefixtures("calls")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("name", ["add", "forever"])
@pytest.mark.parametrize(
    "worker", ["first", "first.forked()", "InheritingWorker('plugins.worker', {}).forked()"]
)
def test_a_worker_ends_with_its_parent_process(tmp_path, how, name, worker):
    """However the parent ends; a worker that computes is ended by its CPU time limit."""
    program = (
        "import sys, threading, time, calls_to_try\n"
        "from plugins.worker.process import Worker\n"
        "from plugins.worker.inheriting import InheritingWorker\n"
        "first = Worker(forks=1)\n"
        "first.start()\n"
        f"worker = {worker}\n"
        "print(worker.call(calls_to_try.number, seconds=20), flush=True)\n"
        f"args = (1,) if {name!r} == 'add' else ()\n"
        f"worker.call(calls_to_try.{name}, *args, seconds=1)\n"
        "time.sleep(60)\n"
    )
    supervisor = subprocess.Popen(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with supervisor:
        number = int(supervisor.stdout.readline())
        time.sleep(0.2)
        supervisor.send_signal(how)
        supervisor.wait(20)

    assert ended(number)


def test_a_process_inherits_nothing_where_none_can_be_forked(monkeypatch):
    """The error says on what system."""
    monkeypatch.delattr(os, "fork")

    with pytest.raises(WorkerError, match="Windows"):
        InheritingWorker("plugins.worker", {}).start()


def test_a_process_inherits_what_cannot_be_pickled(calls):
    """Each call has it as an argument; another worker has the same."""
    first = InheritingWorker("plugins.worker", {"function": lambda value: value * 2})
    with closing(Worker()) as other, closing(first), closing(first.forked()) as second:
        with pytest.raises(CallError, match="KeyError"):
            other.call(calls.apply, 3, seconds=20)

        assert first.call(calls.apply, 3, seconds=20) == 6
        assert second.call(calls.apply, 4, seconds=20) == 8


def test_a_forked_process_keeps_no_pipe_open(calls):
    """Else what waits for the end of one would wait for ever."""
    reading, writing = os.pipe()
    with closing(InheritingWorker("plugins.worker", {"function": abs})) as worker:
        assert worker.call(calls.apply, -3, seconds=20) == 3
        os.close(writing)

        assert select.select([reading], [], [], 5)[0] == [reading]
    os.close(reading)


def ended(number):
    """Whether a process ends soon."""
    deadline = time.monotonic() + 20
    while is_running(number) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not is_running(number)


def kill(number):
    """Kill a process, and wait until it has ended."""
    os.kill(number, signal.SIGKILL)
    while is_running(number):
        time.sleep(0.01)


def is_running(number):
    try:
        with open(f"/proc/{number}/stat", encoding="utf-8") as file:
            return file.read().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except FileNotFoundError:
        return False


def test_an_empty_entry_of_sys_path_is_the_current_folder(monkeypatch, tmp_path):
    """Python represents the folder in which it was started as an empty string."""
    monkeypatch.setattr(sys, "path", ["", "/somewhere"])
    monkeypatch.chdir(tmp_path)

    assert process.environment()["PYTHONPATH"] == f"{tmp_path}{os.pathsep}/somewhere"
