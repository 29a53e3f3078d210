"""Calls in a worker process."""

import os
import signal
import subprocess
import sys
import time

import pytest

from plugins.worker import process
from plugins.worker.process import CallError, TimeLimitError, Worker, WorkerDiedError
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
def twice(ask, value): return ask("add", ask("add", value))
def secrets(_ask): return sorted(os.environ)
def noise(_ask): print("noise")
"""


@pytest.fixture
def calls(tmp_path, monkeypatch):
    """A module of functions to call, on the path that the worker gets too."""
    (tmp_path / "calls_to_try.py").write_text(CALLS, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    import calls_to_try  # noqa: PLC0415  # written just now

    yield calls_to_try
    del sys.modules["calls_to_try"]


@pytest.fixture
def worker():
    """A worker that is ended after the test."""
    worker = Worker()
    yield worker
    worker.close()


def test_a_call_gives_the_result_of_the_function(worker, calls):
    """With positional and named values."""
    assert worker.call(calls.add, 1, seconds=20) == 2
    assert worker.call(calls.add, "a", second="b", seconds=20) == "ab"


def test_one_process_serves_many_calls(worker, calls):
    """And it is another one than this."""
    first = worker.call(calls.number, seconds=20)

    assert worker.call(calls.number, seconds=20) == first
    assert first != os.getpid()


@pytest.mark.parametrize("name", ["forever", "sleepy"])
def test_a_call_that_takes_too_long_ends_with_its_process(worker, calls, name):
    """Whether it computes or waits; the next call has a new process."""
    before = worker.call(calls.number, seconds=20)
    started = time.monotonic()

    with pytest.raises(TimeLimitError):
        worker.call(getattr(calls, name), seconds=0.3)

    assert time.monotonic() - started < 10
    assert not is_running(before)
    assert worker.call(calls.number, seconds=20) != before


def test_a_process_that_dies_is_told_and_replaced(worker, calls):
    """As one that the system has killed for want of memory."""
    with pytest.raises(WorkerDiedError):
        worker.call(calls.die, seconds=20)

    assert worker.call(calls.add, 1, seconds=20) == 2


def test_a_process_that_was_killed_between_two_calls_is_told(worker, calls):
    """The caller cannot know whether its call was begun."""
    os.kill(worker.call(calls.number, seconds=20), signal.SIGKILL)
    time.sleep(0.1)

    with pytest.raises(WorkerDiedError):
        worker.call(calls.add, 1, seconds=20)
    assert worker.call(calls.add, 1, seconds=20) == 2


def test_an_exception_is_raised_here_with_its_traceback(worker, calls):
    """And the process lives on."""
    before = worker.call(calls.number, seconds=20)

    with pytest.raises(CallError, match="KeyError: 'no quokka'") as caught:
        worker.call(calls.fail, seconds=20)
    with pytest.raises(CallError, match="RecursionError"):
        worker.call(calls.deep, seconds=20)

    assert "in fail" in caught.value.__notes__[0]
    assert worker.call(calls.number, seconds=20) == before


def test_what_a_call_asks_is_answered_here(worker, calls):
    """Its name and its values come to the caller."""
    asked = []

    def answer(*question):
        asked.append(question)
        return question[1] * 2

    assert worker.call(calls.twice, 3, seconds=20, answer=answer) == 12
    assert asked == [("add", 3), ("add", 6)]


def test_the_time_of_an_answer_does_not_count(worker, calls):
    """Such as that of a picture which is encoded."""
    worker.call(calls.add, 1, seconds=20)

    def answer(_name, value):
        time.sleep(0.6)
        return value

    assert worker.call(calls.twice, 3, seconds=1, answer=answer) == 3


def test_an_answer_that_fails_is_the_callers_failure(worker, calls):
    """And the next call is not taken for an answer."""

    def answer(_name, _value):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        worker.call(calls.twice, 3, seconds=20, answer=answer)

    assert worker.call(calls.add, 1, seconds=20) == 2


def test_what_nobody_answers_is_the_callers_failure(worker, calls):
    """Instead of a question for a result."""
    with pytest.raises(LookupError):
        worker.call(calls.twice, 3, seconds=20)


def test_a_worker_knows_no_secret(worker, calls, monkeypatch):
    """Its environment has what Python needs, and no token."""
    monkeypatch.setenv("INSTAGRAM_ACCESS_TOKEN", "quokka")

    assert "INSTAGRAM_ACCESS_TOKEN" not in worker.call(calls.secrets, seconds=20)


def test_a_worker_says_nothing(calls, capfd):
    """What is printed there would mix with the findings."""
    Worker().call(calls.noise, seconds=20)

    assert capfd.readouterr().out == ""


def test_a_worker_that_nobody_holds_is_ended(calls):
    """No process outlives its build."""
    worker = Worker()
    number = worker.call(calls.number, seconds=20)

    del worker

    assert not is_running(number)


@pytest.mark.usefixtures("calls")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("name", ["add", "forever"])
def test_a_worker_ends_with_its_supervisor(tmp_path, how, name):
    """However that one ends; one that computes is ended by the system at its time limit."""
    program = (
        "import sys, threading, time, calls_to_try\n"
        "from plugins.worker.process import Worker\n"
        "worker = Worker()\n"
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

    deadline = time.monotonic() + 20
    while is_running(number) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(number)


def is_running(number):
    try:
        with open(f"/proc/{number}/stat", encoding="utf-8") as file:
            return file.read().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except FileNotFoundError:
        return False


def test_the_path_of_the_worker_has_this_folder_for_an_empty_entry(monkeypatch, tmp_path):
    """Python writes the folder that it was started in as an empty text."""
    monkeypatch.setattr(sys, "path", ["", "/somewhere"])
    monkeypatch.chdir(tmp_path)

    assert process._environment()["PYTHONPATH"] == f"{tmp_path}{os.pathsep}/somewhere"
