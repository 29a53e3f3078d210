"""The state that is sent to open pages."""

import json
import threading
from dataclasses import replace

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
    """Only a successful build changes the build id; after a failed one the last id is kept."""
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


def test_one_page_may_be_finished_before_the_others(broadcast):
    """It has a build id of its own, and may be the same in the whole site."""
    broadcast.built()
    broadcast.shown("/x/")
    early = broadcast.state
    broadcast.built("/x/")

    assert early == BuildState("page", 2, "r-2", page="/x/", same="r-1")
    assert broadcast.state == BuildState("built", 3, "r-3", page="/x/", same="r-2")
    assert b'"page": "/x/", "same": "r-2"}' in broadcast.state.event("r")


def test_the_desk_may_change_before_the_site(broadcast):
    """Other pages stay those of the build before, and of the page that came earlier."""
    broadcast.built()
    broadcast.shown("/x/")
    broadcast.desk_changed()

    early = BuildState("desk", 3, "r-2", page="/x/", same="r-1", desk="r-3")
    assert broadcast.state == early
    broadcast.desk_changed()
    assert broadcast.state == replace(early, serial=4, desk="r-4")
    broadcast.built("/x/")
    assert broadcast.state == BuildState("built", 5, "r-5", page="/x/", same="r-2", desk="r-4")
    broadcast.building()
    broadcast.desk_changed()
    assert (broadcast.state.page, broadcast.state.same) == ("", "")


def test_a_state_is_one_event():
    """An event has an id, a name and one line of JSON, whatever a message contains."""
    event = BuildState("findings", 3, "r-1", (BROKEN,)).event("r")

    assert event == (
        b"id: r-3\nevent: findings\n"
        b'data: {"build": "r-1", "desk": "", "findings": [{"path": "content/articles/x.md",'
        b' "line": 7, "severity": "error", "rule": "a/b",'
        b' "message": "Wrong.\\n\\u201c\\u00e9\\u201d",'
        b' "hint": "Right.", "column": 0, "more": []}]}\n\n'
    )


def test_a_good_build_may_have_warnings(broadcast):
    """Pages show how many."""
    broadcast.built(warnings=[BROKEN])

    assert broadcast.state == BuildState("built", 1, "r-1", (BROKEN,))


def test_equal_findings_are_sent_once(broadcast):
    """With the places of the others."""
    broadcast.failed([replace(BROKEN, line=line) for line in range(1, 100)])

    [found] = json.loads(broadcast.state.event("r").split(b"data: ")[1])["findings"]

    assert found["line"] == 1
    assert len(found["more"]) == 98


def test_build_ids_differ_between_runs():
    """After a restart of the preview a page sees that its build is outdated."""
    assert Broadcast().run != Broadcast().run


def test_a_new_listener_gets_the_current_state_at_once(broadcast):
    """It does not wait for the next build, and gets no earlier states."""
    broadcast.built()
    broadcast.failed([])

    assert broadcast.wait(after=-1, timeout=0) == BuildState("findings", 2, "r-1")


def test_waiting_times_out_without_a_new_state(broadcast):
    """A listener that has the current state waits, and gets None after the timeout."""
    assert broadcast.wait(after=0, timeout=0.001) is None


def test_every_listener_gets_each_state(broadcast):
    """All threads that wait for a state get it."""
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


def test_closing_ends_all_waiting(broadcast):
    """The end of the server does not wait for its listeners' timeouts."""
    heard = []
    thread = threading.Thread(target=lambda: heard.append(broadcast.wait(0, 60)))
    thread.start()

    broadcast.close()
    thread.join(10)

    assert heard == [None]
    assert broadcast.closed
