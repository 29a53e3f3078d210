"""Files that are added to a site after it was published."""

import time

import pytest

from plugins.incremental.digests import digest
from plugins.incremental.last_build import LastBuild, last_build
from plugins.incremental.late_files import LateFiles, add_late_files
from plugins.incremental.site_files import KeptFiles
from plugins.incremental.site_folder import SiteFolder
from plugins.incremental.store import Store
from tests.building import snapshot
from tests.publishing.small_site import write

OLD, NEW = b"o" * 16, b"n" * 16


@pytest.fixture
def store(tmp_path):
    """A store of builds."""
    opened = Store(tmp_path / "cache", print)
    yield opened
    opened.close()


FILES = {
    "index.html": b"Home",
    "index/a.txt": b"old",
    "index/b.txt": b"old",
    "index/index.html": b"A page",
}


@pytest.fixture
def site(tmp_path):
    """The folder of a site."""
    return tmp_path / "site"


def published(store, site, files=FILES):
    """The build that has written the site, with an index that is too old."""
    written = SiteFolder(LastBuild(), None, site)
    for name, data in files.items():
        written.write(name, digest(data).hex(), data)
    index = [name for name, data in files.items() if data == b"old"]
    KeptFiles(store, written).keep_written(OLD, index)
    made = LastBuild(files=written.files(site), search_index=OLD.hex())
    made.save(store, site)
    return made


def make(folder, _stopped):
    """The index that belongs to the site."""
    write(folder, "index/a.txt", "new")
    write(folder, "index/c/d.txt", "new")
    write(folder, "other.txt", "not of the index")
    return ["index/a.txt", "index/c/d.txt"]


def beside(site):
    """The names of all that is beside the site, but not of the cache."""
    return sorted(path.name for path in site.parent.iterdir() if path.name != "cache")


def test_late_files_replace_the_old_ones(store, site):
    """All else in their folder stays, and the next build knows the whole site."""
    made = published(store, site)

    add_late_files(LateFiles(NEW, "index", make), made, "inputs", site, store, lambda: False)

    assert snapshot(site) == {
        "index.html": b"Home",
        "index/a.txt": b"new",
        "index/c/d.txt": b"new",
        "index/index.html": b"A page",
    }
    assert beside(site) == ["site"]
    known = last_build(store, site)
    assert (known.inputs, known.search_index) == ("inputs", NEW.hex())
    assert known.is_unchanged(site)
    assert KeptFiles(store, SiteFolder(known, site, site)).find(NEW)


def test_a_site_without_an_old_index_gets_one(store, site):
    """As after the first build."""
    made = published(store, site, {"index.html": b"Home"})

    add_late_files(LateFiles(NEW, "index", make), made, "inputs", site, store, lambda: False)

    assert sorted(snapshot(site)) == ["index.html", "index/a.txt", "index/c/d.txt"]
    assert last_build(store, site).is_unchanged(site)


def test_nothing_changes_if_the_next_build_comes_first(store, site):
    """What was begun is removed, and the site counts as incomplete."""
    made, before = published(store, site), snapshot(site)
    late = LateFiles(NEW, "index", lambda folder, stopped: make(folder, stopped) and None)

    add_late_files(late, made, "inputs", site, store, lambda: True)

    assert snapshot(site) == before
    assert beside(site) == ["site"]
    assert last_build(store, site) == made


def test_another_build_may_have_replaced_the_site(store, site):
    """Its index is its own."""
    made = published(store, site)

    def replace(folder, stopped):
        site.rename(site.with_name("gone"))
        write(site, "index/a.txt", "another")
        return make(folder, stopped)

    add_late_files(LateFiles(NEW, "index", replace), made, "inputs", site, store, lambda: False)

    assert snapshot(site) == {"index/a.txt": b"another"}


def test_a_file_that_was_edited_meanwhile_is_not_taken_for_ours(store, site):
    """Only the late files are noted again."""
    made = published(store, site)
    time.sleep(0.03)  # else the next look would read all files
    write(site, "index.html", "Edited by hand")

    add_late_files(LateFiles(NEW, "index", make), made, "inputs", site, store, lambda: False)

    assert not last_build(store, site).is_unchanged(site)
