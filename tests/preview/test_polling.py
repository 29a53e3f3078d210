"""What changed, by comparing files."""

import os
import threading

import pytest

from plugins.preview import polling
from plugins.preview.polling import compared, stamps, wanted


@pytest.fixture
def look(site, monkeypatch):
    """Look at the site again, and say what is different."""
    monkeypatch.setattr(polling, "PAUSE", 0)
    roots = [site / "content", site / "missing", site / "pelicanconf.py"]
    looks = compared(roots, threading.Event())
    assert next(looks) == frozenset()

    return lambda: {str(path.relative_to(site)) for path in next(looks)}


def test_every_kind_of_change_is_found(site, look):
    """A file that is written, made, moved or deleted is different, and only once."""
    articles = site / "content/articles"
    assert look() == set()

    (articles / "x.md").write_text("A longer text")
    (articles / "new.md").write_text("New")
    (site / "pelicanconf.py").unlink()
    assert look() == {"content/articles/x.md", "content/articles/new.md", "pelicanconf.py"}
    assert look() == set()

    (articles / "x.md").rename(articles / "y.md")
    assert look() == {"content/articles/x.md", "content/articles/y.md"}


def test_two_saves_in_one_second_are_two(site, look):
    """Text of the same length, saved a moment later, is found."""
    post = site / "content/articles/x.md"
    os.utime(post, ns=(0, 1_000_000_000))
    look()

    os.utime(post, ns=(0, 1_000_000_001))

    assert look() == {"content/articles/x.md"}


def test_a_link_that_leads_nowhere_is_no_change(site, look):
    """What cannot be read is left out, and a link that leads in a circle does no harm."""
    (site / "content/.#x.md").symlink_to("somebody@somewhere.1")
    (site / "content/circle").symlink_to(".")

    assert look() == set()


def test_a_pipe_is_no_file(site, look):
    """It is not read, and what is saved beside it is still seen."""
    os.mkfifo(site / "content/articles/pipe.md")
    (site / "content/articles/x.md").write_text("A longer text")

    assert look() == {"content/articles/x.md"}


def test_a_root_that_is_late_is_seen(site, look):
    """A folder that comes later is looked into."""
    (site / "missing").mkdir()
    (site / "missing/x.py").write_text("here")

    assert look() == {"missing/x.py"}


def test_a_root_may_be_a_file(site):
    """Files and folders are stamped alike; what does not exist has no stamp."""
    found = stamps([site / "pelicanconf.py", site / "missing"])

    assert list(found) == [site / "pelicanconf.py"]


def test_it_is_wanted_when_asked_for(monkeypatch):
    """The variable of watchfiles is obeyed, and so is what is known of WSL."""
    monkeypatch.delenv("WATCHFILES_FORCE_POLLING", raising=False)
    monkeypatch.setattr(polling.platform, "release", lambda: "6.1.0-18-amd64")
    assert not wanted()

    monkeypatch.setattr(polling.platform, "release", lambda: "5.15-microsoft-standard-WSL2")
    assert wanted()

    monkeypatch.setattr(polling.platform, "release", lambda: "6.1.0-18-amd64")
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "1")
    assert wanted()
