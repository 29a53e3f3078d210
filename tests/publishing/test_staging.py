"""The staging folder and the swap."""

import contextlib
import ctypes
import errno
import os
import signal
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from plugins.publishing import staging
from plugins.publishing.staging import MARKER_TEXT, StagingError, exchange, staged
from tests.building import snapshot
from tests.fake_msvcrt import lock_as_on_windows

NEW = {".nojekyll": MARKER_TEXT.encode(), "index.html": b"new"}


@pytest.fixture
def output(tmp_path):
    """An output folder with the site of an earlier build."""
    folder = tmp_path / "output"
    folder.mkdir()
    (folder / ".nojekyll").write_text(MARKER_TEXT, "utf-8")
    (folder / "index.html").write_text("old", "utf-8")
    return folder


def publish(output, keep=()):
    """Build a new site of one page for an output folder."""
    with staged(output, keep) as site:
        (site.path / "index.html").write_text("new", "utf-8")
        site.publish()
    return site


def names(folder):
    """The names of the entries of a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_a_new_site_replaces_the_old_one(output):
    """Completely, and nothing is left next to it."""
    (output / "gone.html").touch()

    site = publish(output)

    assert snapshot(output) == NEW
    assert names(output.parent) == ["output"]
    assert site.published


@pytest.mark.parametrize("name", ["output", "a/b/output", ".preview", "we[i]rd*"])
def test_the_first_site_creates_its_folder(tmp_path, name):
    """Parent folders are created too; an empty folder may exist."""
    for _time in range(2):
        publish(tmp_path / name)

        assert snapshot(tmp_path / name) == NEW
        assert names((tmp_path / name).parent) == [(tmp_path / name).name]


def test_an_empty_output_folder_is_accepted(tmp_path):
    """The user may have created it beforehand."""
    (tmp_path / "output").mkdir()

    publish(tmp_path / "output")

    assert snapshot(tmp_path / "output") == NEW


def test_the_old_site_is_in_place_until_the_swap(output):
    """The new one is written next to it, on the same file system."""
    before = snapshot(output)

    with staged(output, ()) as site:
        (site.path / "index.html").write_text("new", "utf-8")

        assert snapshot(output) == before
        assert site.path.parent == output.parent
    assert snapshot(output) == before
    assert names(output.parent) == ["output"]


def test_a_new_site_is_marked_at_once(output):
    """So leftovers of a killed build differ from folders of others."""
    with staged(output, ()) as site:
        assert snapshot(site.path) == {".nojekyll": MARKER_TEXT.encode()}


def test_a_disk_without_room_for_the_marker_leaves_nothing(output, monkeypatch):
    """The new folder is removed again."""

    def fail(_folder):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(staging, "mark", fail)

    with pytest.raises(OSError, match="No space"), staged(output, ()):
        pytest.fail("it began")
    assert names(output.parent) == ["output"]


def test_an_error_leaves_the_old_site(output):
    """The incomplete new site is removed."""
    before = snapshot(output)

    with pytest.raises(FileNotFoundError), staged(output, ()) as site:
        (site.path / "index.html").rename(site.path / "a" / "b")

    assert snapshot(output) == before
    assert names(output.parent) == ["output"]


def test_the_next_build_removes_leftovers_of_a_killed_one(output):
    """Incomplete new sites and old sites that were not removed yet; not the folders of others."""
    for name in (".output.new-1", ".output.old-2", ".output2.new-3", "output.new-4"):
        (output.parent / name / "sub").mkdir(parents=True)

    publish(output)

    assert names(output.parent) == [".output2.new-3", "output", "output.new-4"]


@pytest.fixture
def no_exchange(monkeypatch):
    """A system that cannot exchange two folders atomically."""
    monkeypatch.setattr(staging, "exchange", lambda _first, _second: False)


@pytest.mark.usefixtures("no_exchange")
def test_without_atomic_exchange_folders_are_renamed(output):
    """The result is the same."""
    publish(output)

    assert snapshot(output) == NEW
    assert names(output.parent) == ["output"]


@pytest.mark.usefixtures("no_exchange")
def test_the_old_site_is_restored_if_the_second_rename_fails(output, monkeypatch):
    """Otherwise there would be no site."""
    before = snapshot(output)
    rename = os.rename

    def fail_for_new(source, target):
        if ".new-" in str(source):
            raise OSError(errno.EACCES, "Permission denied")
        rename(source, target)

    monkeypatch.setattr(os, "rename", fail_for_new)

    with pytest.raises(OSError, match="Permission denied"):
        publish(output)

    assert snapshot(output) == before
    assert names(output.parent) == ["output"]


def test_the_next_build_restores_the_site_after_a_kill_between_renames(output):
    """Even if that build fails, the old site is in place."""
    before = snapshot(output)
    output.rename(output.with_name(".output.old-77"))
    (output.parent / ".output.new-77").mkdir()

    with staged(output, ()):
        assert snapshot(output) == before

    assert snapshot(output) == before
    assert names(output.parent) == ["output"]


def refusal(output, *keep):
    """The message about an output folder that must not be replaced."""
    before = names(output.parent) if output.name else []
    with pytest.raises(StagingError) as refused, staged(output, keep):
        pytest.fail("the folder was taken")
    if output.name:
        assert names(output.parent) == before
    assert refused.value.hint
    return refused.value.message


def test_a_protected_folder_is_refused(tmp_path):
    """The output must neither be nor contain a protected folder."""
    (tmp_path / "a/content").mkdir(parents=True)

    assert "which a build must not replace" in refusal(tmp_path / "a", tmp_path / "a/content")
    assert "which a build must not replace" in refusal(
        tmp_path / "a/content", tmp_path / "a/content"
    )
    assert "which a build must not replace" in refusal(tmp_path / "a/../a", tmp_path / "a")


@pytest.mark.parametrize(
    "words", [None, "", "Written by somebody else.\n", MARKER_TEXT + "And changed.\n"]
)
def test_a_folder_with_files_of_others_is_refused(tmp_path, words):
    """Only the exact text of the marker shows that a build wrote the folder."""
    (tmp_path / "output").mkdir()
    (tmp_path / "output/index.html").touch()
    if words is not None:
        (tmp_path / "output/.nojekyll").write_text(words, "utf-8")

    assert "that no build of this project wrote" in refusal(tmp_path / "output")


def test_a_file_is_refused(tmp_path):
    """The output is a folder."""
    (tmp_path / "output").touch()

    assert "is a file" in refusal(tmp_path / "output")


@pytest.mark.parametrize("target", ["output", "nowhere"])
def test_a_link_is_refused(tmp_path, output, target):
    """Whatever its target: the swap would replace the link."""
    (tmp_path / "link").symlink_to(output.with_name(target))

    assert "is a link to another folder" in refusal(tmp_path / "link")


def test_a_link_in_the_parent_path_is_allowed(tmp_path, output):
    """The system's temporary folder may be such a link."""
    (tmp_path / "link").symlink_to(tmp_path, target_is_directory=True)

    publish(tmp_path / "link" / "output")

    assert snapshot(output) == NEW


def test_a_mounted_disk_is_refused(output, monkeypatch):
    """A mount point cannot be renamed; the hint is a folder on it."""
    monkeypatch.setattr(os.path, "ismount", lambda path: path == output)

    assert "is where a disk is mounted" in refusal(output)


@contextmanager
def interrupting(number):
    """Turn a signal into an exception, as a build does."""

    def interrupt(_number, _frame):
        raise InterruptedError

    before = signal.signal(number, interrupt)
    try:
        yield
    finally:
        signal.signal(number, before)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("atomic", [True, False])
def test_a_signal_during_the_swap_is_deferred(output, monkeypatch, number, atomic):
    """It takes effect after the swap, when the new site is in place."""
    swap = staging.exchange

    def swap_while_signalled(first, second):
        os.kill(os.getpid(), number)
        return atomic and swap(first, second)

    monkeypatch.setattr(staging, "exchange", swap_while_signalled)

    with interrupting(number), pytest.raises(InterruptedError):
        publish(output)

    assert snapshot(output) == NEW
    assert names(output.parent) == ["output"]


@pytest.mark.parametrize("system", ["this", "windows"])
def test_a_second_build_waits_and_says_so(output, monkeypatch, system):
    """It begins when the first one has ended."""
    if system == "windows":
        lock_as_on_windows(monkeypatch)
    waits, began = threading.Event(), threading.Event()

    def second():
        with staged(output, (), waits.set):
            began.set()

    thread = threading.Thread(target=second)
    with staging.locked(output, pytest.fail):
        thread.start()
        assert waits.wait(10)
        assert not began.is_set()

    assert began.wait(10)
    thread.join()
    assert names(output.parent) == ["output"]


@pytest.mark.parametrize("patience", [5, 0])
def test_on_windows_the_swap_waits_for_others_that_read(output, monkeypatch, patience):
    """Such as a virus scanner; one that reads for too long leaves the old site."""
    rename, refusals = Path.rename, [PermissionError(), PermissionError()]

    def rename_later(source, target):
        if refusals:
            raise refusals.pop()
        return rename(source, target)

    monkeypatch.setattr(staging, "exchange", lambda *_folders: False)
    monkeypatch.setattr(staging, "_PATIENCE", patience)
    monkeypatch.setattr(Path, "rename", rename_later)
    lock_as_on_windows(monkeypatch)
    old = snapshot(output)

    with contextlib.suppress(PermissionError):
        publish(output)

    assert snapshot(output) == (NEW if patience else old)


def test_a_build_into_the_next_folder_does_not_wait(output):
    """Both are written at the same time; each leaves nothing but its own folder."""
    beside = output.with_name("beside")

    with staged(output, (), pytest.fail) as first, staged(beside, (), pytest.fail) as second:
        first.publish()
        second.publish()

    assert names(output.parent) == ["beside", "output"]


def test_a_build_alone_does_not_wait(output):
    """There is no message about waiting."""
    with staged(output, (), lambda: pytest.fail("it waited")):
        pass


class FakeLibrary:
    """A C library whose call fails with an error number."""

    def __init__(self, code):
        self.renameat2 = self.renamex_np = lambda *_arguments: self._call(code)

    @staticmethod
    def _call(code):
        ctypes.set_errno(code)
        return -1 if code else 0


def test_two_folders_are_exchanged(tmp_path):
    """Where the system cannot, nothing is changed."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "said").write_text(name, "utf-8")

    done = exchange(tmp_path / "one", tmp_path / "two")

    said = [(tmp_path / name / "said").read_text("utf-8") for name in ("one", "two")]
    assert said == (["two", "one"] if done else ["one", "two"])


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP])
def test_an_unsupported_exchange_returns_false(monkeypatch, tmp_path, code):
    """An old kernel or a file system without it is no error."""
    monkeypatch.setattr(staging.ctypes, "CDLL", lambda *_arguments, **_options: FakeLibrary(code))

    assert exchange(tmp_path / "one", tmp_path / "two") is False


def test_a_missing_system_call_returns_false(monkeypatch, tmp_path):
    """Some C libraries do not have it."""
    monkeypatch.setattr(staging.ctypes, "CDLL", lambda *_arguments, **_options: object())

    assert exchange(tmp_path / "one", tmp_path / "two") is False


def test_a_failed_exchange_is_an_error_with_the_path(monkeypatch, tmp_path):
    """For example if a folder is in use."""
    library = FakeLibrary(errno.EBUSY)
    monkeypatch.setattr(staging.ctypes, "CDLL", lambda *_arguments, **_options: library)

    with pytest.raises(OSError, match="one") as failed:
        exchange(tmp_path / "one", tmp_path / "two")

    assert failed.value.errno == errno.EBUSY


def publish_with_release(output, text):
    """Build a new site with a release folder."""
    with staged(output, ()) as site:
        folder = staging.release_folder(site.path)
        folder.mkdir()
        staging.mark(folder)
        (folder / "manifest.json").write_text(text, "utf-8")
        site.publish()


def released(output):
    """What the manifest beside a site has, or None."""
    file = staging.release_folder(output) / "manifest.json"
    return file.read_text("utf-8") if file.exists() else None


def test_the_release_folder_is_that_of_the_site(output):
    """It is replaced with the site, and goes when a site without one comes."""
    publish_with_release(output, "first")
    assert released(output) == "first"

    publish_with_release(output, "second")
    assert released(output) == "second"
    assert names(output.parent) == ["output", "output.release"]

    publish(output)
    assert names(output.parent) == ["output"]


def test_a_build_that_publishes_nothing_keeps_the_release_folder(output):
    """As it keeps the site."""
    publish_with_release(output, "first")

    with staged(output, ()) as site:
        staging.release_folder(site.path).mkdir()

    assert released(output) == "first"
    assert names(output.parent) == ["output", "output.release"]


@pytest.mark.parametrize("step", ["swap", "after"])
def test_a_site_never_has_the_release_folder_of_another(output, monkeypatch, step):
    """Not even if the process dies between the steps."""
    publish_with_release(output, "first")
    swap = staging.exchange

    def dying(first, second):
        if step == "after":
            swap(first, second)
        raise SystemExit

    monkeypatch.setattr(staging, "exchange", dying)
    with pytest.raises(SystemExit):
        publish_with_release(output, "second")

    assert released(output) is None


def test_a_release_folder_that_cannot_be_put_in_place_is_an_error(output, monkeypatch):
    """The site is in place by then, and the next build puts the folder right."""
    rename = Path.rename

    def failing(path, target):
        if Path(target) == staging.release_folder(output):
            raise OSError(errno.EIO, "broken")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(StagingError, match="broken"):
        publish_with_release(output, "first")

    assert released(output) is None
    assert snapshot(output) == {".nojekyll": MARKER_TEXT.encode()}


def test_a_release_folder_of_somebody_else_is_refused(output):
    """Its name alone proves nothing."""
    folder = staging.release_folder(output)
    folder.mkdir()
    (folder / "diary.txt").write_text("mine", "utf-8")

    assert str(folder) in refusal(output)
