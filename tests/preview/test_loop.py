"""The loop: one build at a time, for all files saved in the meantime."""

import os
import signal
import threading
from pathlib import Path

import pytest

from plugins.core.findings import Finding
from plugins.preview.broadcast import Broadcast
from plugins.preview.builder import BuildResult
from plugins.preview.loop import LoopEvents, rebuild_on_save, summary

GOOD = BuildResult(ok=True)
BAD = BuildResult(ok=False, findings=(Finding("x.md", 7, "error", "a/b", "Wrong."),))


class Build:
    """A fake build with the given results; during each, the next event of `meanwhile` happens."""

    def __init__(self, events, broadcast, results, meanwhile):
        self.events = events
        self.broadcast = broadcast
        self.results = list(results)
        self.meanwhile = list(meanwhile)
        self.states, self.saved, self.early = [], [], []

    def __call__(self, saved, show):
        """Run the fake build."""
        self.saved.append({path.name for path in saved})
        self.states.append(self.broadcast.state.name)
        for name in self.early:
            show(name)
        for path in self.meanwhile.pop(0):
            self.events.changed(frozenset({Path(path)}))
        if not self.meanwhile:
            self.events.interrupted(signal.SIGINT)
        return self.results.pop(0)


def loop(results, meanwhile, output=Path(), early=()):
    events, broadcast = LoopEvents(), Broadcast()
    build = Build(events, broadcast, results, meanwhile)
    build.early = early
    cut_off = rebuild_on_save(build, events, broadcast, output, "Hello.")
    return build, broadcast, cut_off


def test_saves_during_a_build_cause_one_more_build(capsys):
    """However many files are saved while a build runs."""
    build, _, cut_off = loop([GOOD, GOOD], [["b.md", "a.md", "b.md"], []])

    assert build.results == []
    assert build.saved == [set(), {"a.md", "b.md"}]
    assert not cut_off
    assert "a.md and 1 more changed, building." in capsys.readouterr().out


def test_a_successful_build_is_reported():
    """The state is "building" during a build and "built" after it."""
    build, broadcast, _ = loop([GOOD], [[]])

    assert build.states == ["building"]
    assert broadcast.state.name == "built"


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("a b/index.html", "/a%20b/"),
        ("index.html", "/"),
        ("é.html", "/%C3%A9.html"),
        ("a,b@c(d)/index.html", "/a,b@c(d)/"),
    ],
)
def test_a_page_that_was_shown_early_may_be_the_same(tmp_path, name, address):
    """A browser that shows it need not load it again."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("The page")

    state = loop([GOOD], [[]], tmp_path, [name])[1].state

    assert (state.name, state.page) == ("built", address)
    assert state.same not in ("", state.build)


@pytest.mark.parametrize("change", [Path.unlink, lambda path: path.write_text("Another")])
def test_a_page_that_was_shown_early_may_differ(tmp_path, change):
    """Or be gone."""
    page = tmp_path / "x.html"
    page.write_text("The page")
    events, broadcast = LoopEvents(), Broadcast()

    def build(_saved, show):
        show("x.html")
        assert (broadcast.state.name, broadcast.state.page) == ("page", "/x.html")
        change(page)
        events.interrupted(signal.SIGINT)
        return GOOD

    rebuild_on_save(build, events, broadcast, tmp_path, "")

    assert (broadcast.state.page, broadcast.state.same) == ("", "")


def test_a_page_that_has_gone_when_it_is_shown_is_not_shown(tmp_path):
    """The build goes on meanwhile, and its site may have no such page."""
    state = loop([GOOD], [[]], tmp_path, ["gone.html"])[1].state

    assert (state.name, state.serial, state.page) == ("built", 2, "")


def test_findings_are_reported_and_the_watch_goes_on():
    """A failed build, even the first one, does not end the preview."""
    build, broadcast, _ = loop([BAD, BAD], [["x.md"], []])

    assert build.results == []
    assert (broadcast.state.name, broadcast.state.findings) == ("findings", BAD.findings)


def test_the_address_is_printed_once(capsys):
    """It is printed below the first build and not repeated."""
    loop([GOOD, GOOD], [["x.md"], []])

    assert capsys.readouterr().out.count("Hello.") == 1


def test_a_stopped_build_is_not_reported_to_browsers():
    """Only the caller is notified."""
    _, broadcast, cut_off = loop([BuildResult(ok=False, cut_off=True)], [[]])

    assert cut_off
    assert broadcast.state.name == "building"


def test_a_watch_that_fails_ends_the_loop():
    """Without it the preview would never notice a change again."""
    events, error = LoopEvents(), OSError("no watches left")

    events.failed(error)

    assert events.stopping()
    assert events.error is error
    assert events.next() == frozenset()


def test_a_signal_in_any_thread_ends_the_wait():
    """The loop stops during a wait, although nothing was saved."""
    events, ended = LoopEvents(), threading.Event()
    thread = threading.Thread(target=lambda: (events.next(), ended.set()))
    thread.start()

    events.signal = signal.SIGTERM

    assert ended.wait(10)
    thread.join()


def test_a_signal_ends_a_wait_that_would_never_time_out(monkeypatch):
    """As SimpleQueue's does when a signal interrupts it just as its time is up."""
    monkeypatch.setattr("plugins.preview.loop.POLL", 3600)
    events, ended = LoopEvents(), threading.Event()
    threading.Thread(target=lambda: (events.next(), ended.set()), daemon=True).start()

    events.interrupted(signal.SIGTERM)

    assert ended.wait(10)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["content/x.md"], "content/x.md"),
        (["content/x.md", "content/sed1a2b", "../elsewhere.py"], "{}/elsewhere.py and 1 more"),
        (["content/gone.md", "content/gone.png"], "content/gone.md and 1 more"),
    ],
)
def test_the_description_of_changes(tmp_path, names, words):
    """Paths are shown as the editor types them; deleted files only if nothing else changed."""
    here = tmp_path / "site"
    (here / "content").mkdir(parents=True)
    (here / "content/x.md").touch()
    (tmp_path / "elsewhere.py").touch()

    paths = [Path(os.path.normpath(here / name)) for name in names]

    assert summary(paths, here) == words.format(tmp_path)
