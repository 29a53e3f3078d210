"""Detection of changes by comparing files."""

import os
import threading

import pytest

from plugins.preview import polling
from plugins.preview.polling import compared, stamps, wanted


@pytest.fixture
def look(site, monkeypatch):
    """Look at the site again; returns the changes."""
    monkeypatch.setattr(polling, "PAUSE", 0)
    roots = [site / "content", site / "missing", site / "pelicanconf.py"]
    looks = compared(roots, threading.Event())
    assert next(looks) == frozenset()

    return lambda: {str(path.relative_to(site)) for path in next(looks)}


def test_every_kind_of_change_is_found(site, look):
    """Written, created, moved and deleted files are reported once."""
    articles = site / "content/articles"
    assert look() == set()

    (articles / "x.md").write_text("A longer text")
    (articles / "new.md").write_text("New")
    (site / "pelicanconf.py").unlink()
    assert look() == {"content/articles/x.md", "content/articles/new.md", "pelicanconf.py"}
    assert look() == set()

    (articles / "x.md").rename(articles / "y.md")
    assert look() == {"content/articles/x.md", "content/articles/y.md"}


def test_a_second_save_within_a_second_is_found(site, look):
    """Even if the text has the same length."""
    post = site / "content/articles/x.md"
    os.utime(post, ns=(0, 1_000_000_000))
    look()

    os.utime(post, ns=(0, 1_000_000_001))

    assert look() == {"content/articles/x.md"}


def test_broken_links_are_ignored(site, look):
    """So are links that lead in a circle."""
    (site / "content/.#x.md").symlink_to("somebody@somewhere.1")
    (site / "content/circle").symlink_to(".")

    assert look() == set()


def test_a_pipe_is_ignored(site, look):
    """It is not read, and changes next to it are found."""
    os.mkfifo(site / "content/articles/pipe.md")
    (site / "content/articles/x.md").write_text("A longer text")

    assert look() == {"content/articles/x.md"}


def test_a_root_that_is_created_later_is_found(site, look):
    """Its files are found then."""
    (site / "missing").mkdir()
    (site / "missing/x.py").write_text("here")

    assert look() == {"missing/x.py"}


def test_a_root_may_be_a_file(site):
    """Its stamp is that of the file; a missing file has none."""
    found = stamps([site / "pelicanconf.py", site / "missing"])

    assert list(found) == [site / "pelicanconf.py"]


def test_polling_can_be_forced(monkeypatch):
    """By the environment variable of watchfiles, or because the machine is WSL."""
    monkeypatch.delenv("WATCHFILES_FORCE_POLLING", raising=False)
    monkeypatch.setattr(polling.platform, "release", lambda: "6.1.0-18-amd64")
    assert not wanted()

    monkeypatch.setattr(polling.platform, "release", lambda: "5.15-microsoft-standard-WSL2")
    assert wanted()

    monkeypatch.setattr(polling.platform, "release", lambda: "6.1.0-18-amd64")
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "1")
    assert wanted()
