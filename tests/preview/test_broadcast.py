"""The state that is sent to open pages."""

import threading

import pytest

from plugins.core.findings import Finding
from plugins.preview.broadcast import Broadcast, BuildState

BROKEN = Finding("content/articles/x.md", 7, "error", "a/b", "Wrong.\n“é”", "Right.")


@pytest.fixture
def broadcast():
    made = Broadcast()
    made.run = "r"
    return made


def test_a_build_goes_through_its_states(broadcast):
    """Only a good build gets a new name; a failed one leaves the last good name standing."""
    states = [broadcast.state]
    for step in (broadcast.built, broadcast.building, lambda: broadcast.failed([BROKEN])):
        step()
        states.append(broadcast.state)

    assert states == [
        BuildState("building", 0, ""),
        BuildState("built", 1, "r-1"),
        BuildState("building", 2, "r-1"),
        BuildState("findings", 3, "r-1", (BROKEN,)),
    ]


def test_a_state_is_one_event():
    """An event has an id, a name and one line of JSON, whatever stands in a message."""
    event = BuildState("findings", 3, "r-1", (BROKEN,)).event("r")

    assert event == (
        b"id: r-3\nevent: findings\n"
        b'data: {"build": "r-1", "findings": [{"path": "content/articles/x.md", "line": 7,'
        b' "severity": "error", "rule": "a/b", "message": "Wrong.\\n\\u201c\\u00e9\\u201d",'
        b' "hint": "Right."}]}\n\n'
    )


def test_two_runs_have_different_names():
    """After a restart a page sees that its build is not the one being served."""
    assert Broadcast().run != Broadcast().run


def test_a_newcomer_hears_the_newest_state_at_once(broadcast):
    """Nobody waits for the next save to learn how things stand, nor hears what is over."""
    broadcast.built()
    broadcast.failed([])

    assert broadcast.wait(after=-1, timeout=0) == BuildState("findings", 2, "r-1")


def test_no_news_is_none(broadcast):
    """A listener that knows the newest state waits, and is let go after the timeout."""
    assert broadcast.wait(after=0, timeout=0.001) is None


def test_every_listener_hears_of_a_build(broadcast):
    """A state reaches all threads that wait for it."""
    heard = []
    threads = [
        threading.Thread(target=lambda: heard.append(broadcast.wait(0, 10))) for _ in range(5)
    ]
    for thread in threads:
        thread.start()

    broadcast.built()
    for thread in threads:
        thread.join(10)

    assert heard == [BuildState("built", 1, "r-1")] * 5


def test_closing_lets_listeners_go(broadcast):
    """The end of the server does not wait for its listeners' timeouts."""
    heard = []
    thread = threading.Thread(target=lambda: heard.append(broadcast.wait(0, 60)))
    thread.start()

    broadcast.close()
    thread.join(10)

    assert heard == [None]
    assert broadcast.closed
