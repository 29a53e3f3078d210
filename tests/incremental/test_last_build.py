"""What is known of the last build, and whether its site is still as it wrote it."""

import os
import time

import pytest

from plugins.incremental import last_build as last_build_module
from plugins.incremental.digests import digest, file_digest
from plugins.incremental.files import NotedFile
from plugins.incremental.last_build import LastBuild, folders_digest, last_build
from plugins.incremental.site_folder import SiteFolder
from tests.incremental.fakes import FakeStore
from tests.publishing.small_site import write

FILES = {".nojekyll": "made by a build", "index.html": "home", "deep/er/index.html": "a page"}
LONG_AGO = 1_700_000_000_000_000_001


@pytest.fixture
def folder(tmp_path):
    """A published site."""
    for name, text in FILES.items():
        path = write(tmp_path, f"output/{name}", text)
        os.utime(path, ns=(LONG_AGO, LONG_AGO))
    return tmp_path / "output"


@pytest.fixture
def build(folder):
    """The build that has published it, and knows the digests of two files."""
    site = SiteFolder(LastBuild(), None, folder)
    for name in ("index.html", "deep/er/index.html"):
        site.note(name, digest(FILES[name].encode()).hex())
    return LastBuild(files=site.files(folder), folders=folders_digest(folder))


def found(text):
    """The digest of a text, in hexadecimal."""
    return digest(text.encode()).hex()


def test_a_build_is_known_by_its_folder(tmp_path):
    """However the folder is written; each output has a build of its own."""
    store, output, preview = FakeStore(), tmp_path / "output", tmp_path / ".preview"
    (tmp_path / "link").symlink_to("output")
    made = LastBuild(
        "inputs", 1.5, 2.5, {"a": NotedFile(1, 2, 3, 4, 5, 6, "")}, {"b": "key"},
        {"c": "part"}, [["a.md", 1, "warning", "x/y", "Odd.", ""]],
    )  # fmt: skip

    made.save(store, output)
    LastBuild("other").save(store, preview)

    assert last_build(store, tmp_path / "link") == made
    assert last_build(store, output / ".." / "output") == made
    assert last_build(store, preview) == LastBuild("other")
    assert last_build(store, tmp_path / "third") == LastBuild()


@pytest.mark.parametrize(
    "data", [b"", b"no JSON", b"[]", b'{"inputs": "x", "of another version": 1}', b"\xff"]
)
def test_what_another_version_has_noted_is_not_used(tmp_path, data):
    """Nothing is known then."""
    store = FakeStore()
    store.put(last_build_module._key(tmp_path), data)

    assert last_build(store, tmp_path) == LastBuild()


def test_a_site_that_nobody_touched_is_unchanged(build, folder, monkeypatch):
    """No file of it is read."""
    monkeypatch.setattr(last_build_module, "file_digest", pytest.fail)

    assert build.is_unchanged(folder)
    assert build.has(folder, "index.html", found("home"))
    assert build.has(folder, "index.html")
    assert build.has(folder, ".nojekyll")


def test_a_file_with_other_bytes_is_not_the_one_that_is_wanted(build, folder):
    """The build knows which it wrote."""
    assert not build.has(folder, "index.html", found("another"))
    assert not build.has(folder, "none.html", found("home"))
    assert not build.has(folder, "none.html")


def edit(folder):
    (folder / "index.html").write_text("hame")


def put_back(folder):
    (folder / "index.html").write_text("hame")
    os.utime(folder / "index.html", ns=(LONG_AGO, LONG_AGO))


def truncate(folder):
    (folder / "index.html").write_text("")


def delete(folder):
    (folder / "index.html").unlink()


def exchange(folder):
    for first, second in (("index.html", "x"), ("deep/er/index.html", "index.html")):
        (folder / first).rename(folder / second)
    (folder / "x").rename(folder / "deep/er/index.html")


def link_elsewhere(folder):
    (folder / "index.html").rename(folder.parent / "elsewhere.html")
    (folder / "index.html").symlink_to(folder.parent / "elsewhere.html")


def hide(folder):
    (folder / "index.html").chmod(0o600)


def make_folder(folder):
    (folder / "index.html").unlink()
    (folder / "index.html").mkdir()


TOUCHED = (
    edit, put_back, truncate, delete, exchange, link_elsewhere, hide, make_folder,
)  # fmt: skip


@pytest.mark.parametrize("change", TOUCHED, ids=lambda change: change.__name__)
def test_a_file_that_somebody_touched_is_not_used(build, folder, change):
    """It must be written again, with the bytes and the permissions of a new file."""
    time.sleep(0.05)  # longer than between two ticks of the file system's clock

    change(folder)

    assert not build.has(folder, "index.html", found("home"))
    assert not build.has(folder, "index.html")
    assert not build.is_unchanged(folder)


def add(folder):
    (folder / "deep/new.html").write_text("")


def add_folder(folder):
    (folder / "deep/new").mkdir()


def add_link(folder):
    (folder / "new").symlink_to("deep")


def delete_folder(folder):
    (folder / "deep/er/index.html").unlink()
    (folder / "deep/er").rmdir()


def rename_folder(folder):
    (folder / "deep").rename(folder / "shallow")


@pytest.mark.parametrize(
    "change", [add, add_folder, add_link, delete_folder, rename_folder], ids=lambda c: c.__name__
)
def test_a_site_with_more_or_fewer_files_has_changed(build, folder, change):
    """Each file that is still there can be used."""
    change(folder)

    assert not build.is_unchanged(folder)
    assert build.has(folder, "index.html", found("home"))


def test_a_site_that_is_gone_has_changed(build, tmp_path):
    """An empty folder too, unless the build wrote nothing."""
    (tmp_path / "empty").mkdir()

    assert not build.is_unchanged(tmp_path / "none")
    assert not build.is_unchanged(tmp_path / "empty")
    assert not build.has(tmp_path / "none", "index.html", found("home"))


def test_a_file_that_was_only_linked_or_copied_is_used(build, folder, tmp_path):
    """Its bytes are read, since a time of the file system has changed."""
    os.link(folder / "index.html", tmp_path / "link")

    assert build.has(folder, "index.html", found("home"))
    assert build.is_unchanged(folder)
    (tmp_path / "link").write_text("hame")
    assert not build.has(folder, "index.html", found("home"))


def test_a_file_without_a_known_digest_must_not_have_been_touched(build, folder):
    """Nobody knows whether its bytes are the same."""
    assert build.has(folder, ".nojekyll", found(FILES[".nojekyll"]))
    assert not build.has(folder, ".nojekyll", found("another"))
    (folder / ".nojekyll").touch()

    assert not build.has(folder, ".nojekyll")
    assert build.has(folder, ".nojekyll", found(FILES[".nojekyll"]))


def test_a_file_that_was_just_written_is_read(folder, monkeypatch):
    """An edit within the same tick of the clock would give it no other time."""
    (folder / "index.html").write_text("home")
    site = SiteFolder(LastBuild(), None, folder)
    site.note("index.html", found("home"))
    build, read = LastBuild(files=site.files(folder)), []

    def read_file(path):
        read.append(path)
        return file_digest(path)

    monkeypatch.setattr(last_build_module, "file_digest", read_file)

    assert build.has(folder, "index.html", found("home"))
    assert read == [f"{folder}/index.html"]
