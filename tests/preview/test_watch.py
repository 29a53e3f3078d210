"""Which changes are reported, and that none is missed."""

import shutil
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from plugins.preview import polling, watch
from plugins.preview.watch import counts, saves, watching

pytestmark = pytest.mark.slow  # together they take too long for `make check`

ROOT = Path("/home/me/.sites/~old.bak/content")
OUTPUT = Path("/home/me/.sites/~old.bak/.preview")
DEADLINE = 15


@pytest.mark.parametrize(
    "name",
    ["articles/x.md", "images/a b.png", "data/clinic.yaml", "articles", "a~b.md", "tmp/x.md"],
)
def test_saved_files_count(name):
    """Any file or folder of the site counts, wherever the checkout is."""
    assert counts(ROOT / name, ROOT, OUTPUT)


@pytest.mark.parametrize(
    "name",
    [
        *(".x.md.swp", "x.md~", ".#x.md", "#x.md#", "4913", "x.md___jb_tmp___", "~$x.docx"),
        *("x.md.sb-1a2b3c4d-Xy12Z", ".DS_Store", ".git/index", "a/__pycache__/b.py", "b.pyc"),
        *("x.tmp", "x.part", "Thumbs.db", ".well-known/x"),
    ],
)
def test_temporary_files_do_not_count(name):
    """Temporary files, hidden files and bytecode cause no build."""
    assert not counts(ROOT / name, ROOT, OUTPUT)


def test_files_outside_the_roots_do_not_count():
    """A path outside the watched folder is ignored."""
    assert not counts(ROOT.with_name("content-old") / "x.md", ROOT, OUTPUT)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("out", False), ("out/x.html", False), ("outing.md", True), ("articles/out", True)],
)
def test_the_output_folder_does_not_count(name, expected):
    """Otherwise a build would cause the next one."""
    assert counts(ROOT / name, ROOT, ROOT / "out") is expected


class Changes:
    """Collects the reported changes."""

    def __init__(self):
        self.paths = set()
        self.errors = []
        self._changed = threading.Condition()

    def add(self, paths):
        """Add reported paths."""
        with self._changed:
            self.paths |= paths
            self._changed.notify_all()

    def wait_for(self, *paths):
        """Wait until all `paths` have been reported, then forget them."""
        with self._changed:
            if not self._changed.wait_for(lambda: self.paths.issuperset(paths), DEADLINE):
                pytest.fail(f"{paths} not in {self.paths}")
            self.paths.clear()


@contextmanager
def watching_site(site):
    changes = Changes()
    roots = [site / "content", site / "theme", site / "missing", site / "pelicanconf.py"]
    with watching(roots, site / ".preview", changes.add, changes.errors.append):
        yield changes
    assert changes.errors == []


def test_changes_are_reported(site):
    """Written, created, moved and deleted files, also in new folders."""
    post, new = site / "content/articles/x.md", site / "theme/new/deep/base.html"
    moved = site / "content/articles/y.md"

    with watching_site(site) as changes:
        post.write_text("changed")
        changes.wait_for(post)
        new.parent.mkdir(parents=True)
        changes.wait_for(site / "theme/new")
        new.write_text("new")
        changes.wait_for(new)
        post.rename(moved)
        changes.wait_for(post, moved)
        moved.unlink()
        changes.wait_for(moved)


def test_a_replaced_settings_file_is_reported(site):
    """Editors that write a new file and rename it are supported, any number of times."""
    settings = site / "pelicanconf.py"

    with watching_site(site) as changes:
        for number in range(3):
            (site / "pelicanconf.py.new").write_text(f"A = {number}")
            (site / "pelicanconf.py.new").rename(settings)
            changes.wait_for(settings)


def test_a_root_that_comes_back_is_watched_again(site):
    """Deleting or moving a whole folder (a change of branch) does not end the watch."""
    content = site / "content"

    with watching_site(site) as changes:
        shutil.rmtree(content)
        changes.wait_for(content)
        content.mkdir()
        changes.wait_for(content)
        (content / "x.md").write_text("again")
        changes.wait_for(content / "x.md")
        content.rename(site / "away")
        changes.wait_for(content)
        (site / "away").rename(content)
        changes.wait_for(content)
        (content / "x.md").write_text("and again")
        changes.wait_for(content / "x.md")


def test_a_root_that_is_recreated_at_once_is_watched_again(site):
    """It may have the same inode, and still has to be watched anew."""
    content = site / "content"

    with watching_site(site) as changes:
        for number in range(3):
            shutil.rmtree(content)
            content.mkdir()
            changes.wait_for(content)
            (content / "x.md").write_text(f"again {number}")
            changes.wait_for(content / "x.md")


def test_a_root_that_is_created_later_is_watched(site):
    """A folder that did not exist at the start is watched once it exists."""
    with watching_site(site) as changes:
        (site / "missing").mkdir()
        changes.wait_for(site / "missing")
        (site / "missing/x.py").write_text("here")
        changes.wait_for(site / "missing/x.py")


def test_ignored_files_are_not_reported(site):
    """A temporary file is not reported together with a post that is saved next."""
    post = site / "content/articles/x.md"
    heard = set()

    with watching_site(site) as changes:
        (site / "content/articles/.x.md.swp").write_text("temporary")
        (site / "content/articles/4913").write_text("temporary")
        post.write_text("changed")
        with changes._changed:
            changes._changed.wait_for(lambda: post in changes.paths, DEADLINE)
            heard |= changes.paths

    assert heard == {post}


def test_without_system_watches_files_are_polled(site, monkeypatch, capsys):
    """If the system has no watches left, files are compared periodically."""

    def no_watches_left(*_roots, **_options):
        raise OSError("no watches left")

    monkeypatch.setattr(watch, "watch", no_watches_left)
    monkeypatch.setattr(polling, "PAUSE", 0.01)
    post = site / "content/articles/x.md"

    with watching_site(site) as changes:
        post.write_text("changed again")
        changes.wait_for(post)

    assert "no watches left" in capsys.readouterr().out


def test_forced_polling_uses_no_system_watches(site, monkeypatch):
    """Only comparing files is used then."""
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "1")
    monkeypatch.setattr(watch, "watch", None)
    monkeypatch.setattr(polling, "PAUSE", 0.01)

    with watching_site(site) as changes:
        (site / "pelicanconf.py").write_text("A = 1")
        changes.wait_for(site / "pelicanconf.py")


def test_a_failure_of_polling_is_raised(site, monkeypatch):
    """If nothing works, the preview gets the error and does not wait forever."""

    def broken(*_roots, **_options):
        raise RuntimeError("broken")

    monkeypatch.setattr(watch, "watch", broken)
    monkeypatch.setattr(polling, "compared", broken)
    changes = Changes()

    with watching([site / "content"], site / ".preview", changes.add, changes.errors.append):
        pass

    assert [str(error) for error in changes.errors] == ["broken"]


def test_the_first_item_is_sent_when_the_watch_is_ready(site):
    """Changes after the first, empty item are all reported."""
    stop = threading.Event()
    watched = saves([site / "content"], stop)

    assert next(watched) == frozenset()

    stop.set()
    assert list(watched) == []
