"""Display of a build's progress."""

import io

import pytest

from plugins.publishing import progress
from plugins.publishing.progress import Progress


class FakeStream(io.StringIO):
    """A stream that is or is not a terminal."""

    def __init__(self, *, terminal):
        super().__init__()
        self._terminal = terminal

    def isatty(self):
        """Whether the stream is a terminal."""
        return self._terminal


@pytest.fixture
def clock(monkeypatch):
    """A clock that the test sets: `clock.append(seconds)`."""
    times = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: times[-1])
    return times


def run_steps(clock, stream, times, what="Reading posts"):
    """Take a step at each of the times, then finish; returns the output."""
    shown = Progress(stream)
    for moment in times:
        clock.append(moment)
        shown.step(what)
    shown.done()
    return stream.getvalue()


@pytest.mark.parametrize("terminal", [True, False])
def test_a_short_build_is_silent(clock, terminal):
    """Nothing is written, not even an escape sequence."""
    assert run_steps(clock, FakeStream(terminal=terminal), [0.1, 1.0, 1.9]) == ""


def test_a_terminal_has_one_live_line(clock):
    """It is rewritten at most ten times a second, and cleared at the end."""
    text = run_steps(clock, FakeStream(terminal=True), [1.0, 2.1, 2.15, 2.25])

    clear = "\r\x1b[K"
    assert text == f"{clear}Reading posts: 2{clear}Reading posts: 4{clear}"


def test_without_a_terminal_there_is_a_line_every_ten_seconds(clock):
    """As in the log of a CI run."""
    text = run_steps(clock, FakeStream(terminal=False), [3.0, 9.9, 10.1, 15.0, 20.2])

    assert text == "Reading posts: 3\nReading posts: 5\n"


def test_each_kind_of_step_is_counted_separately(clock):
    """Large numbers have separators."""
    stream = FakeStream(terminal=False)
    shown = Progress(stream)
    for _post in range(1233):
        shown.step("Reading posts")
    shown.step("Writing pages")
    clock.append(11.0)

    shown.step("Reading posts")

    assert stream.getvalue() == "Reading posts: 1,234\n"


def test_messages_are_kept_above_the_live_line(clock):
    """Empty messages write no line."""
    stream = FakeStream(terminal=True)
    shown = Progress(stream)
    clock.append(2.1)
    shown.step("Reading posts")
    before = stream.getvalue()

    shown.say("Left out 1 piece.")
    shown.say("")

    assert stream.getvalue() == f"{before}{progress.CLEAR}Left out 1 piece.\n"
