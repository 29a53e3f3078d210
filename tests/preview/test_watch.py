"""Which changes count, and that none of them is missed."""

import shutil
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from plugins.preview import polling, watch
from plugins.preview.watch import counts, saves, watching

pytestmark = pytest.mark.slow  # together, they would keep `make check` too long

ROOT = Path("/home/me/.sites/~old.bak/content")
OUTPUT = Path("/home/me/.sites/~old.bak/.preview")
DEADLINE = 15


@pytest.mark.parametrize(
    "name",
    ["articles/x.md", "images/a b.png", "data/clinic.yaml", "articles", "a~b.md", "tmp/x.md"],
)
def test_what_an_editor_saves_counts(name):
    """Any file or folder of the site counts, wherever the checkout itself lies."""
    assert counts(ROOT / name, ROOT, OUTPUT)


@pytest.mark.parametrize(
    "name",
    [
        *(".x.md.swp", "x.md~", ".#x.md", "#x.md#", "4913", "x.md___jb_tmp___", "~$x.docx"),
        *("x.md.sb-1a2b3c4d-Xy12Z", ".DS_Store", ".git/index", "a/__pycache__/b.py", "b.pyc"),
        *("x.tmp", "x.part", "Thumbs.db", ".well-known/x"),
    ],
)
def test_what_programs_leave_for_a_moment_does_not(name):
    """Temporary files, hidden files and compiled code call for no build."""
    assert not counts(ROOT / name, ROOT, OUTPUT)


def test_what_lies_elsewhere_does_not_count():
    """A path outside the watched folder is nobody's."""
    assert not counts(ROOT.with_name("content-old") / "x.md", ROOT, OUTPUT)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("out", False), ("out/x.html", False), ("outing.md", True), ("articles/out", True)],
)
def test_what_the_build_writes_does_not_count(name, expected):
    """An output folder inside the watched one does not make the build chase its own tail."""
    assert counts(ROOT / name, ROOT, ROOT / "out") is expected


class Ears:
    """Collects what a watch reports."""

    def __init__(self):
        self.heard = set()
        self.errors = []
        self._news = threading.Condition()

    def changed(self, paths):
        """Take what the watch reports."""
        with self._news:
            self.heard |= paths
            self._news.notify_all()

    def hear(self, *paths):
        """Wait until all `paths` were reported, then forget them."""
        with self._news:
            if not self._news.wait_for(lambda: self.heard.issuperset(paths), DEADLINE):
                pytest.fail(f"{paths} not in {self.heard}")
            self.heard.clear()


@contextmanager
def listening(site):
    ears = Ears()
    roots = [site / "content", site / "theme", site / "missing", site / "pelicanconf.py"]
    with watching(roots, site / ".preview", ears.changed, ears.errors.append):
        yield ears
    assert ears.errors == []


def test_saves_are_heard(site):
    """Files that are written, made, moved and deleted are all reported, new folders included."""
    post, new = site / "content/articles/x.md", site / "theme/new/deep/base.html"
    moved = site / "content/articles/y.md"

    with listening(site) as ears:
        post.write_text("changed")
        ears.hear(post)
        new.parent.mkdir(parents=True)
        ears.hear(site / "theme/new")
        new.write_text("new")
        ears.hear(new)
        post.rename(moved)
        ears.hear(post, moved)
        moved.unlink()
        ears.hear(moved)


def test_a_settings_file_put_in_place_of_another_is_heard(site):
    """Editors that write a new file and rename it do so as often as they like."""
    settings = site / "pelicanconf.py"

    with listening(site) as ears:
        for number in range(3):
            (site / "pelicanconf.py.new").write_text(f"A = {number}")
            (site / "pelicanconf.py.new").rename(settings)
            ears.hear(settings)


def test_a_root_that_comes_back_is_watched_again(site):
    """Deleting or moving a whole folder, as a change of branch may, does not end the watch."""
    content = site / "content"

    with listening(site) as ears:
        shutil.rmtree(content)
        ears.hear(content)
        content.mkdir()
        ears.hear(content)
        (content / "x.md").write_text("again")
        ears.hear(content / "x.md")
        content.rename(site / "away")
        ears.hear(content)
        (site / "away").rename(content)
        ears.hear(content)
        (content / "x.md").write_text("and again")
        ears.hear(content / "x.md")


def test_a_root_made_anew_in_a_moment_is_watched_again(site):
    """A folder deleted and made again at once may look the same to the disk, and is not."""
    content = site / "content"

    with listening(site) as ears:
        for number in range(3):
            shutil.rmtree(content)
            content.mkdir()
            ears.hear(content)
            (content / "x.md").write_text(f"again {number}")
            ears.hear(content / "x.md")


def test_a_root_that_is_late_is_watched(site):
    """A folder that did not exist at the start is watched from when it does."""
    with listening(site) as ears:
        (site / "missing").mkdir()
        ears.hear(site / "missing")
        (site / "missing/x.py").write_text("here")
        ears.hear(site / "missing/x.py")


def test_what_does_not_count_is_not_reported(site):
    """A temporary file saved before a post is not reported when the post is."""
    post = site / "content/articles/x.md"
    heard = set()

    with listening(site) as ears:
        (site / "content/articles/.x.md.swp").write_text("temporary")
        (site / "content/articles/4913").write_text("temporary")
        post.write_text("changed")
        with ears._news:
            ears._news.wait_for(lambda: post in ears.heard, DEADLINE)
            heard |= ears.heard

    assert heard == {post}


def test_a_system_that_cannot_report_is_polled(site, monkeypatch, capsys):
    """Where the watches of the system are used up, files are compared again and again."""

    def no_watches_left(*_roots, **_options):
        raise OSError("no watches left")

    monkeypatch.setattr(watch, "watch", no_watches_left)
    monkeypatch.setattr(polling, "PAUSE", 0.01)
    post = site / "content/articles/x.md"

    with listening(site) as ears:
        post.write_text("changed again")
        ears.hear(post)

    assert "no watches left" in capsys.readouterr().out


def test_a_system_that_needs_polling_is_polled(site, monkeypatch):
    """Where polling is asked for, nothing is expected of the system."""
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "1")
    monkeypatch.setattr(watch, "watch", None)
    monkeypatch.setattr(polling, "PAUSE", 0.01)

    with listening(site) as ears:
        (site / "pelicanconf.py").write_text("A = 1")
        ears.hear(site / "pelicanconf.py")


def test_a_system_that_cannot_be_looked_at_says_so(site, monkeypatch):
    """If nothing works, the preview gets the error and does not wait forever."""

    def broken(*_roots, **_options):
        raise RuntimeError("broken")

    monkeypatch.setattr(watch, "watch", broken)
    monkeypatch.setattr(polling, "compared", broken)
    ears = Ears()

    with watching([site / "content"], site / ".preview", ears.changed, ears.errors.append):
        pass

    assert [str(error) for error in ears.errors] == ["broken"]


def test_the_first_item_says_that_the_watch_stands(site):
    """Whatever is saved after the first, empty item is reported."""
    stop = threading.Event()
    watched = saves([site / "content"], stop)

    assert next(watched) == frozenset()

    stop.set()
    assert list(watched) == []
