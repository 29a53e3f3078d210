"""The files of the new site: written, or linked to those of the old one."""

import errno
import os
import shutil

import pytest

from plugins.incremental.digests import digest
from plugins.incremental.last_build import LastBuild, folders_digest
from plugins.incremental.site_folder import SiteFolder
from tests.publishing.small_site import write

HOME = digest(b"home").hex()


@pytest.fixture
def old(tmp_path):
    """The site of the last build."""
    write(tmp_path, "output/index.html", "home")
    write(tmp_path, "output/deep/er/index.html", "home")
    return tmp_path / "output"


@pytest.fixture
def new(tmp_path):
    """The folder of the next one."""
    (tmp_path / "staging").mkdir()
    return tmp_path / "staging"


def last(old):
    """The build that wrote the old site."""
    site = SiteFolder(LastBuild(), None, old)
    for name in ("index.html", "deep/er/index.html"):
        site.note(name, HOME)
    return LastBuild(files=site.files(old))


def test_a_file_of_the_old_site_is_linked(old, new):
    """Its bytes are not copied; its folders are made."""
    site = SiteFolder(last(old), old, new)

    assert site.has("deep/er/index.html", HOME)
    site.link("deep/er/index.html", HOME)

    assert (new / "deep/er/index.html").samefile(old / "deep/er/index.html")
    assert not site.has("deep/er/index.html", digest(b"other").hex())
    assert not site.has("none.html", HOME)


def test_without_an_old_site_nothing_is_linked(old, new):
    """For example, if the build writes into its folder."""
    site = SiteFolder(last(old), None, new)

    assert not site.has("index.html", HOME)


def test_a_file_is_copied_where_it_cannot_be_linked(old, new, monkeypatch):
    """To another file system, or if it has too many links."""

    def refuse(*_given, **_named):
        raise OSError(errno.EMLINK, "Too many links")

    monkeypatch.setattr(os, "link", refuse)
    site = SiteFolder(last(old), old, new)

    site.link("deep/er/index.html", HOME)

    assert (new / "deep/er/index.html").read_text() == "home"
    assert not (new / "deep/er/index.html").samefile(old / "deep/er/index.html")


def test_a_full_disk_is_reported(old, new, monkeypatch):
    """Neither a link nor a copy is possible."""

    def refuse(*_given, **_named):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(shutil, "copyfile", refuse)

    with pytest.raises(OSError, match="No space left"):
        SiteFolder(last(old), old, new).link("index.html", HOME)


def test_a_file_is_written_and_read(new):
    """With the folders above it."""
    site = SiteFolder(LastBuild(), None, new)

    site.write("deep/er/a.html", digest(b"bytes").hex(), b"bytes")

    assert (new / "deep/er/a.html").read_bytes() == site.read("deep/er/a.html") == b"bytes"


def test_writing_a_file_does_not_change_the_old_site(old, new):
    """Even if it was linked before, under the same name."""
    site = SiteFolder(last(old), old, new)
    site.link("index.html", HOME)

    site.write("index.html", digest(b"other").hex(), b"other")

    assert (new / "index.html").read_bytes() == b"other"
    assert (old / "index.html").read_text() == "home"


def test_others_may_write_where_a_link_was(old, new):
    """Pelican copies static files over pages; the build then fails, and the old site stays."""
    site = SiteFolder(last(old), old, new)
    for name in ("index.html", "deep/er/index.html"):
        site.link(name, HOME)

    site.separate(["index.html", "none.html"])
    write(new, "index.html", "a static file")

    assert (old / "index.html").read_text() == "home"
    assert (new / "deep/er/index.html").samefile(old / "deep/er/index.html")
    site.separate(["index.html"])
    assert (new / "index.html").read_text() == "a static file"


def test_the_files_of_the_new_site_are_known_to_the_next_build(old, new):
    """Once the old site is gone and the new one is in its place."""
    site = SiteFolder(last(old), old, new)
    site.link("index.html", HOME)
    site.write("deep/er/index.html", digest(b"other").hex(), b"other")
    write(new, "robots.txt", "written by another step")
    os.utime(new / "robots.txt", (2**32, 2**32))  # however slow this machine is
    shutil.rmtree(old)
    new.rename(old)

    made = LastBuild(files=site.files(old), folders=folders_digest(old))

    assert {name: noted.digest for name, noted in made.files.items()} == {
        "deep/er/index.html": digest(b"other").hex(),
        "index.html": HOME,
        "robots.txt": digest(b"written by another step").hex(),  # its time says too little
    }
    assert made.is_unchanged(old)
    assert made.has(old, "index.html", HOME)
    assert made.has(old, "deep/er/index.html", digest(b"other").hex())


def test_the_digest_of_a_file_that_was_written_again_is_unknown(new):
    """A step that follows may have changed it."""
    site = SiteFolder(LastBuild(), None, new)
    site.write("index.html", HOME, b"home")
    write(new, "index.html", "changed")
    os.utime(new / "index.html", (1_700_000_000, 1_700_000_000))

    assert site.files(new)["index.html"].digest == ""


def test_a_new_file_that_changes_at_once_is_seen(new):
    """Its time of modification may stay the same."""
    write(new, "index.html", "first")
    made = LastBuild(files=SiteFolder(LastBuild(), None, new).files(new))
    stamp = (new / "index.html").stat()

    write(new, "index.html", "other")
    os.utime(new / "index.html", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))

    assert not made.has(new, "index.html")
