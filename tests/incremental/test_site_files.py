"""Groups of files, such as the search index: all of a group are reused, or none."""

import pytest
from pydantic import TypeAdapter

from plugins.incremental.digests import digest
from plugins.incremental.last_build import LastBuild
from plugins.incremental.site_files import KeptFiles, KeptGroups
from plugins.incremental.site_folder import SiteFolder
from tests.incremental.fakes import FakeStore, bytes_key
from tests.publishing.small_site import write

KEY, FILES = b"key", {"index/a.pf": b"one", "index/deep/b.pf": b"two", "empty": b""}


class Sites:
    """Builds that follow each other; each has the site of the last one."""

    def __init__(self, folder):
        self.folder = folder
        self.store = FakeStore()
        self.last, self.old = LastBuild(), None
        self.count = 0

    def build(self, *, linked=True):
        """The groups of another build, and its folder."""
        self.count += 1
        new = self.folder / str(self.count)
        new.mkdir()
        self.site = SiteFolder(self.last, self.old if linked else None, new)
        return KeptFiles(self.store, self.site), new

    def end(self, folder):
        """Note the site of a build."""
        self.last, self.old = LastBuild(files=self.site.files(folder)), folder


@pytest.fixture
def sites(tmp_path):
    """Builds in a new folder."""
    return Sites(tmp_path)


def first_build(sites, *, bytes_too=True):
    """Write the files and keep them; returns the folder of the site."""
    groups, folder = sites.build()
    assert groups.find(KEY) is None
    for name, data in FILES.items():
        write(folder, name, data)
    if bytes_too:
        groups.keep(KEY, None, {name: digest(data).hex() for name, data in FILES.items()}, FILES)
    else:
        groups.keep_written(KEY, FILES)
    sites.end(folder)
    return folder


def contents(folder):
    """The bytes of each file."""
    return {name: (folder / name).read_bytes() for name in FILES}


@pytest.mark.parametrize("bytes_too", [True, False])
def test_files_of_the_old_site_are_linked(sites, bytes_too):
    """Nothing is in the new site until they are placed."""
    old = first_build(sites, bytes_too=bytes_too)
    groups, new = sites.build()

    place = groups.find(KEY)
    assert list(new.iterdir()) == []
    place()

    assert contents(new) == FILES
    assert all((new / name).samefile(old / name) for name in FILES)


def test_files_that_the_old_site_lacks_are_written(sites):
    """If their bytes are kept; the others are linked."""
    old = first_build(sites)
    (old / "index/a.pf").unlink()
    (old / "empty").write_text("changed by hand")
    groups, new = sites.build()

    groups.find(KEY)()

    assert contents(new) == FILES
    assert (new / "index/deep/b.pf").samefile(old / "index/deep/b.pf")
    assert (old / "empty").read_text() == "changed by hand"


def test_without_an_old_site_all_are_written(sites):
    """One cache may serve two outputs."""
    old = first_build(sites)
    groups, new = sites.build(linked=False)

    groups.find(KEY)()

    assert contents(new) == FILES
    assert not any((new / name).samefile(old / name) for name in FILES)


def test_a_group_of_which_a_file_is_missing_is_not_found(sites):
    """Its bytes were not kept, or the store has lost them; the files are then made again."""
    old = first_build(sites, bytes_too=False)
    (old / "index/a.pf").unlink()
    groups, new = sites.build()

    assert groups.find(KEY) is None
    assert list(new.iterdir()) == []


def test_a_group_of_which_the_store_has_lost_a_file_is_not_found(sites):
    """Unless the old site has it."""
    old = first_build(sites)
    del sites.store.values[bytes_key(FILES["index/a.pf"])]

    assert sites.build()[0].find(KEY)
    (old / "index/a.pf").unlink()
    assert sites.build()[0].find(KEY) is None


def test_a_group_of_which_other_bytes_are_kept_is_not_found(sites):
    """What was left out of them may be something else now."""
    first_build(sites)
    sites.store.values[bytes_key(FILES["index/a.pf"])] = b"other"

    assert sites.build()[0].find(KEY)
    assert sites.build(linked=False)[0].find(KEY) is None


def test_a_group_is_found_by_its_own_key_only(sites):
    """Which stands for all that it is made from."""
    first_build(sites)

    assert sites.build()[0].find(b"another") is None


def test_a_group_may_be_empty(sites):
    """An index of articles without words has no files."""
    groups, folder = sites.build()
    groups.keep_written(KEY, [])

    sites.build()[0].find(KEY)()

    assert list(folder.iterdir()) == []


def test_a_group_may_have_a_value(sites):
    """It is known once the files are in the site again, whether linked or from their bytes."""
    groups, folder = sites.build()
    groups = KeptGroups(sites.store, sites.site, TypeAdapter(tuple[dict[str, str], list[int]]))
    write(folder, "a.png", b"picture")
    groups.keep(KEY, [1, 2], {"a.png": digest(b"picture").hex()}, {"a.png": b"picture"})
    sites.end(folder)

    for linked in (True, False):
        _, new = sites.build(linked=linked)
        groups = KeptGroups(sites.store, sites.site, TypeAdapter(tuple[dict[str, str], list[int]]))

        assert groups.find(KEY)() == [1, 2]
        assert (new / "a.png").read_bytes() == b"picture"
        assert (new / "a.png").samefile(folder / "a.png") is linked


def test_files_whose_bytes_are_known_are_not_read(sites, monkeypatch):
    """Pictures are kept as they are written."""
    groups, folder = sites.build()
    write(folder, "a.png", b"picture")
    monkeypatch.setattr(sites.site, "read", pytest.fail)

    groups.keep(KEY, None, {"a.png": digest(b"picture").hex()})

    sites.end(folder)
    assert sites.last.files["a.png"].digest == digest(b"picture").hex()
