"""Digests of files: a file is read unless nothing can have changed it."""

import ntpath
import os
import socket
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from plugins.incremental import files
from plugins.incremental.digests import digest, file_digest
from plugins.incremental.files import FileDigests, FileStamp, is_old, stamp_of, walk
from tests.incremental.fakes import FakeStore
from tests.publishing.small_site import write

SECOND = 1_000_000_000
TICK = SECOND // 100
LONG_AGO = 1_700_000_000 * SECOND + 1


@pytest.fixture
def read(monkeypatch):
    """The names of the files that were read."""
    names = []

    def read(path):
        names.append(Path(path).name)
        return file_digest(path)

    monkeypatch.setattr(files, "file_digest", read)
    return names


@pytest.fixture
def later(monkeypatch):
    """Lets a minute pass for whoever looks at the clock; the files' own times stay."""
    passed, real = [], time.time_ns

    def pass_a_minute():
        passed.append(60 * SECOND)

    monkeypatch.setattr(time, "time_ns", lambda: real() + sum(passed))
    return pass_a_minute


class Builds:
    """The digests of several builds, one after the other."""

    def __init__(self):
        self.store = FakeStore()

    def of(self, *paths):
        """What one build finds."""
        digests = FileDigests(self.store, b"key")
        found = [digests.of(path) for path in paths]
        digests.close()
        return found[0] if len(paths) == 1 else found

    def of_all(self, folder):
        """What one build finds of a whole folder."""
        digests = FileDigests(self.store, b"key")
        found = digests.of_all(folder)
        digests.close()
        return found


@pytest.fixture
def builds():
    """Builds that have one store."""
    return Builds()


def test_a_digest_is_that_of_the_bytes(builds, tmp_path):
    """Whatever the file is called."""
    first, second = write(tmp_path, "a", b"bytes"), write(tmp_path, "b", b"bytes")

    assert builds.of(first) == builds.of(str(second)) == digest(b"bytes")


def test_an_unchanged_file_is_read_once(builds, tmp_path, read, later):
    """By the first build; the digest stays noted if the next build does not ask for another."""
    path = write(tmp_path, "a", "one")
    later()

    found = [builds.of(path) for _ in range(4)]

    assert found == [digest(b"one")] * 4
    assert read == ["a"]


def test_a_file_that_is_not_asked_for_is_forgotten(builds, tmp_path, read, later):
    """Deleted files would otherwise stay noted for ever."""
    first, second = write(tmp_path, "a", "one"), write(tmp_path, "b", "two")
    later()
    builds.of(first, second)
    builds.of(first)

    builds.of(first, second)

    assert read == ["a", "b", "b"]


def test_the_digests_of_another_recipe_are_not_used(builds, tmp_path, read, later):
    """The key stands for it."""
    path = write(tmp_path, "a", "one")
    later()
    builds.of(path)

    FileDigests(builds.store, b"another key").of(path)

    assert read == ["a", "a"]


def test_nothing_is_noted_again_if_nothing_has_changed(builds, tmp_path, later):
    """A build of an unchanged site writes nothing."""
    path = write(tmp_path, "a", "one")
    later()
    builds.of(path)
    builds.store.values = dict(builds.store.values)
    builds.store.put = lambda *_given: pytest.fail("it was noted")

    builds.of(path)


def test_a_file_that_is_missing_raises(builds, tmp_path):
    """Also if it was there before."""
    path = write(tmp_path, "a", "one")
    builds.of(path)
    path.unlink()

    with pytest.raises(FileNotFoundError):
        builds.of(path)


def test_an_edit_of_equal_size_with_its_time_put_back_is_seen(builds, tmp_path, later):
    """The file system notes a time of its own, which nobody can set."""
    path = write(tmp_path, "a", "one")
    os.utime(path, ns=(LONG_AGO, LONG_AGO))
    later()
    builds.of(path)
    time.sleep(0.05)  # longer than between two ticks of the file system's clock

    path.write_text("two")
    os.utime(path, ns=(LONG_AGO, LONG_AGO))

    assert builds.of(path) == digest(b"two")


@pytest.mark.parametrize("put_back", [False, True], ids=["edited", "time put back"])
def test_edits_within_a_tick_of_the_clock_are_seen(builds, tmp_path, monkeypatch, put_back):
    """Nothing of what the file system knows has changed then."""

    def coarse(status):
        size, *times, inode, mode = stamp_of(status)
        return FileStamp(size, *(moment // TICK * TICK + 1 for moment in times), inode, mode)

    def edit(text):
        path.write_text(text)
        if put_back:
            os.utime(path, ns=(LONG_AGO, LONG_AGO))

    monkeypatch.setattr(files, "stamp_of", coarse)
    path, unnoticed = tmp_path / "a", 0
    for _ in range(100):
        edit("one")
        builds.of(path)
        before = coarse(path.stat())
        edit("two")
        unnoticed += before == coarse(path.stat())

        assert builds.of(path) == digest(b"two")
    assert unnoticed


def test_a_file_from_the_future_is_read_every_time(builds, tmp_path, read):
    """Its time would be the same after an edit."""
    path = write(tmp_path, "a", "one")
    future = time.time_ns() + 3600 * SECOND
    os.utime(path, ns=(future, future))

    builds.of(path)
    builds.of(path)

    assert read == ["a", "a"]


@pytest.mark.parametrize(
    ("moment", "noted", "old"),
    [
        (5 * SECOND + 1, 5 * SECOND + 20_000_001, False),
        (5 * SECOND + 1, 5 * SECOND + 20_000_002, True),
        (5 * SECOND, 7 * SECOND, False),  # a system that notes whole seconds, or two of them
        (5 * SECOND, 7 * SECOND + 1, True),
        (9 * SECOND + 1, 5 * SECOND, False),
    ],
)
def test_a_time_is_old_if_a_change_would_give_another(moment, noted, old):
    """More than a tick of the clock lies between them."""
    assert is_old(moment, noted) is old


def test_a_replaced_file_is_read(builds, tmp_path, later):
    """Of the same size and time, renamed into its place; the inode is another one."""
    path, other = write(tmp_path, "a", "one"), write(tmp_path, "b", "two")
    for each in (path, other):
        os.utime(each, ns=(LONG_AGO, LONG_AGO))
    later()
    builds.of(path)

    other.rename(path)

    assert builds.of(path) == digest(b"two")


def test_a_file_that_changes_while_it_is_read_is_read_again(builds, tmp_path, monkeypatch, later):
    """By the next build, whichever bytes this one got."""
    path = write(tmp_path, "a", "one")
    later()

    def read(each):
        found = file_digest(each)
        path.write_text("two")
        return found

    with monkeypatch.context() as patch:
        patch.setattr(files, "file_digest", read)
        assert builds.of(path) == digest(b"one")

    assert builds.of(path) == digest(b"two")


@pytest.fixture
def tree(tmp_path):
    """A folder with files and folders, and an empty one."""
    folder = tmp_path / "content"
    for name in ("a.md", "deep/b.md", "deep/er/c.md", "deep/.hidden"):
        write(folder, name, name)
    (folder / "empty").mkdir()
    return folder


def rename(tree):
    (tree / "a.md").rename(tree / "z.md")


def move(tree):
    (tree / "deep/b.md").rename(tree / "deep/er/b.md")


def rename_folder(tree):
    (tree / "deep/er").rename(tree / "deep/est")


def swap(tree):
    (tree / "a.md").rename(tree / "x")
    (tree / "deep/b.md").rename(tree / "a.md")
    (tree / "x").rename(tree / "deep/b.md")


def edit(tree):
    (tree / "deep/er/c.md").write_text("other")


def edit_hidden(tree):
    (tree / "deep/.hidden").write_text("other")


def add(tree):
    (tree / "deep/new").write_text("")


def add_folder(tree):
    (tree / "deep/new").mkdir()


def delete(tree):
    (tree / "a.md").unlink()


def delete_empty(tree):
    (tree / "empty").rmdir()


def make_link(tree):
    (tree / "a.md").rename(tree.parent / "elsewhere.md")
    (tree / "a.md").symlink_to(tree.parent / "elsewhere.md")


def make_folder_link(tree):
    (tree / "deep/er").rename(tree.parent / "elsewhere")
    (tree / "deep/er").symlink_to(tree.parent / "elsewhere")


def add_broken_link(tree):
    (tree / "new").symlink_to("nowhere")


def make_folder(tree):
    (tree / "a.md").unlink()
    (tree / "a.md").mkdir()


def make_pipe(tree):
    (tree / "a.md").unlink()
    os.mkfifo(tree / "a.md")


CHANGES = (
    rename, move, rename_folder, swap, edit, edit_hidden, add, add_folder, delete, delete_empty,
    make_link, make_folder_link, add_broken_link, make_folder, make_pipe,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_every_change_below_a_folder_is_seen(builds, tree, change):
    """A link to a file elsewhere is a change, as a build may refuse it."""
    before = builds.of_all(tree)
    assert builds.of_all(tree) == before

    change(tree)

    assert builds.of_all(tree) != before


def test_the_order_of_a_folder_does_not_matter(builds, tree, monkeypatch):
    """Each file system has its own."""
    before, walk = builds.of_all(tree), os.walk

    def backwards(folder, **options):
        return ((above, deeper, names[::-1]) for above, deeper, names in walk(folder, **options))

    monkeypatch.setattr(os, "walk", backwards)

    assert builds.of_all(tree) == before


def test_the_targets_of_links_are_read(builds, tree):
    """Of links to files and to folders; Pelican follows them."""
    elsewhere = tree.parent / "elsewhere"
    write(elsewhere, "x.md", "one")
    (tree / "file.md").symlink_to(elsewhere / "x.md")
    first = builds.of_all(tree)
    (tree / "folder").symlink_to(elsewhere)
    second = builds.of_all(tree)
    write(elsewhere, "y.md", "two")
    third = builds.of_all(tree)
    (elsewhere / "x.md").write_text("changed")

    assert len({first, second, third, builds.of_all(tree)}) == 4


def test_a_link_may_get_another_target_with_the_same_bytes(builds, tree):
    """One that a build refuses, for example."""
    for name in ("one", "two"):
        write(tree.parent, f"{name}/x.md", "same")
    (tree / "link.md").symlink_to(tree.parent / "one/x.md")
    before = builds.of_all(tree)

    (tree / "link.md").unlink()
    (tree / "link.md").symlink_to(tree.parent / "two/x.md")

    assert builds.of_all(tree) != before


@pytest.mark.parametrize("target", [".", "..", "deep", "loop"])
def test_links_may_form_a_loop(builds, tree, target):
    """Each folder is read once."""
    (tree / "loop").symlink_to(target)
    (tree / "deep/loop").symlink_to(tree)

    before = builds.of_all(tree)

    assert builds.of_all(tree) == before
    edit(tree)
    assert builds.of_all(tree) != before


def test_a_file_that_cannot_be_read_is_no_error(builds, tree, monkeypatch):
    """The build itself reports it, and the site is another one once it can be read."""
    before = builds.of_all(tree)
    edit(tree)

    def read(path):
        if path.endswith("c.md"):
            raise PermissionError(13, "Permission denied")
        return file_digest(path)

    with monkeypatch.context() as patch:
        patch.setattr(files, "file_digest", read)
        unreadable = builds.of_all(tree)

    assert len({before, unreadable, builds.of_all(tree)}) == 3


def test_pipes_and_sockets_are_not_opened(builds, tree, monkeypatch):
    """A build would wait for ever for what somebody writes into them."""
    os.mkfifo(tree / "pipe")
    monkeypatch.chdir(tree)
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind("socket")

        assert builds.of_all(tree) == builds.of_all(tree)


def test_a_folder_that_is_missing_has_a_digest(builds, tmp_path):
    """The settings may name one that is made later."""
    before = builds.of_all(tmp_path / "new")
    (tmp_path / "new").mkdir()

    assert builds.of_all(tmp_path / "new") != before


def test_all_files_and_folders_are_named(tree):
    """By their paths below the first one; a missing folder has none."""
    (tree / "link").symlink_to("deep")

    found = {above: ({*folders}, {*names}) for above, folders, names in walk(tree)}

    assert found == {
        "": ({"deep", "empty", "link"}, {"a.md"}),
        "deep/": ({"er"}, {".hidden", "b.md"}),
        "deep/er/": (set(), {"c.md"}),
        "empty/": (set(), set()),
    }
    assert {above for above, *_ in walk(tree, follow_links=True)} == {*found, "link/", "link/er/"}
    assert list(walk(tree / "none")) == []


@pytest.mark.parametrize("change", [lambda path: path.write_text("x"), Path.unlink])
def test_a_change_since_a_file_was_seen_is_noticed(tmp_path, change):
    """Also if its bytes are put back."""
    path = write(tmp_path, "a.md", "x")
    digests = FileDigests(FakeStore(), b"files")
    digests.of(path)
    assert digests.are_as_seen()

    os.utime(path, (1, 1))
    change(path)

    assert not digests.are_as_seen()


def test_a_change_between_two_questions_is_noticed(tmp_path):
    """The digest of all files has the first answer, and the site the second one."""
    path = write(tmp_path, "a.md", "x")
    digests = FileDigests(FakeStore(), b"files")
    digests.of(path)
    write(tmp_path, "a.md", "changed")

    digests.of(path)

    assert not digests.are_as_seen()


def test_names_have_slashes_on_windows_too(monkeypatch):
    """Where `os.walk` finds others."""
    found = [(r"C:\site", ["a"], ["x"]), (r"C:\site\a", ["b"], []), (r"C:\site\a\b", [], ["y"])]
    windows = SimpleNamespace(path=ntpath, sep="\\", walk=lambda _folder, **_more: found)
    monkeypatch.setattr(files, "os", windows)

    assert [(above, names) for above, _, names in walk(r"C:\site")] == [
        ("", ["x"]),
        ("a/", []),
        ("a/b/", ["y"]),
    ]
