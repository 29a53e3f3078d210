"""Rules of telling how far a build is."""

import io

import pytest

from plugins.publishing import progress
from plugins.publishing.progress import Progress


class FakeStream(io.StringIO):
    """A stream that is a terminal or not."""

    def __init__(self, *, terminal):
        super().__init__()
        self._terminal = terminal

    def isatty(self):
        """Whether somebody is looking."""
        return self._terminal


@pytest.fixture
def clock(monkeypatch):
    """A clock that the test sets: `clock.append(seconds)`."""
    moments = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: moments[-1])
    return moments


def run(clock, stream, moments, what="Reading posts"):
    """Take a step at each of the moments, then end."""
    shown = Progress(stream)
    for moment in moments:
        clock.append(moment)
        shown.step(what)
    shown.done()
    return stream.getvalue()


@pytest.mark.parametrize("terminal", [True, False])
def test_a_short_build_is_silent(clock, terminal):
    """Nothing is written, not even to clear a line."""
    assert run(clock, FakeStream(terminal=terminal), [0.1, 1.0, 1.9]) == ""


def test_a_terminal_has_one_live_line(clock):
    """Written over again ten times a second, and cleared at the end."""
    text = run(clock, FakeStream(terminal=True), [1.0, 2.1, 2.15, 2.25])

    clear = "\r\x1b[K"
    assert text == f"{clear}Reading posts: 2{clear}Reading posts: 4{clear}"


def test_elsewhere_there_is_a_plain_line_every_ten_seconds(clock):
    """As in the log of a CI run."""
    text = run(clock, FakeStream(terminal=False), [3.0, 9.9, 10.1, 15.0, 20.2])

    assert text == "Reading posts: 3\nReading posts: 5\n"


def test_each_kind_of_step_is_counted_by_itself(clock):
    """Large numbers are readable."""
    stream = FakeStream(terminal=False)
    shown = Progress(stream)
    for _post in range(1233):
        shown.step("Reading posts")
    shown.step("Writing pages")
    clock.append(11.0)

    shown.step("Reading posts")

    assert stream.getvalue() == "Reading posts: 1,234\n"


def test_what_is_said_stays(clock):
    """The live line makes room for it; nothing to say is no line."""
    stream = FakeStream(terminal=True)
    shown = Progress(stream)
    clock.append(2.1)
    shown.step("Reading posts")
    before = stream.getvalue()

    shown.say("Left out 1 piece.")
    shown.say("")

    assert stream.getvalue() == f"{before}{progress.CLEAR}Left out 1 piece.\n"
