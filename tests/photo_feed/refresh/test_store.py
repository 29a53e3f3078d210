"""The folder of photos changes in one step, whatever happens meanwhile."""

import json
import os
import re
import resource
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from plugins.photo_feed.refresh.errors import ErrorKind, RefreshError
from plugins.photo_feed.refresh.store import locked, write
from plugins.photo_feed.snapshot import dump
from tests.building import ROOT, clean_environment, snapshot
from tests.fake_msvcrt import lock_as_on_windows
from tests.photo_feed.samples import (
    COMES,
    COMES_TOO,
    GOES,
    NEW,
    NEW_PICTURES,
    OLD,
    OLD_PICTURES,
    STAYS,
)

BEFORE = {
    "photos.json": dump(OLD).encode(),
    f"pictures/{STAYS}": b"stays",
    f"pictures/{GOES}": b"goes",
}
AFTER = {
    "photos.json": dump(NEW).encode(),
    f"pictures/{STAYS}": b"stays",
    f"pictures/{COMES}": b"comes",
    f"pictures/{COMES_TOO}": b"comes too",
}


@pytest.fixture
def folder(tmp_path):
    """A folder of photos as the last refresh left it."""
    write(tmp_path / "photos", OLD, OLD_PICTURES)
    return tmp_path / "photos"


def test_the_first_snapshot_makes_its_folder(folder):
    """Nothing has to be there before."""
    assert snapshot(folder) == BEFORE


def test_a_new_snapshot_takes_the_place_of_the_old_one(folder):
    """New pictures come, those that no photo names any more go, the rest is left alone."""
    assert write(folder, NEW, NEW_PICTURES) is True
    assert snapshot(folder) == AFTER


def test_a_picture_that_no_photo_names_is_not_written(folder):
    """A caller may hand over more than there is use for."""
    write(folder, NEW, {**NEW_PICTURES, "2222222222222222.jpg": b"too much"})

    assert snapshot(folder) == AFTER


def test_the_same_snapshot_changes_nothing(folder):
    """Not a byte, and not the time of a file or folder either."""
    everything = [folder, *sorted(folder.rglob("*"))]
    for path in everything:
        os.utime(path, ns=(1, 1))

    assert write(folder, OLD, OLD_PICTURES) is False
    assert {path.stat().st_mtime_ns for path in everything} == {1}
    assert [folder, *sorted(folder.rglob("*"))] == everything


def test_a_picture_that_was_broken_meanwhile_is_written_again(folder):
    """Its name says what should be in it."""
    (folder / "pictures" / STAYS).write_bytes(b"sta")

    assert write(folder, OLD, OLD_PICTURES) is True
    assert snapshot(folder) == BEFORE


def test_what_an_editor_put_there_stays(folder):
    """A file with a name of its own, and a picture that curation.yaml names, even a broken one."""
    (folder / "pictures" / "front-door.jpg").write_bytes(b"door")
    (folder / "curation.yaml").write_bytes(b"own: [{src: pictures/%s\xff" % GOES.encode())

    write(folder, NEW, NEW_PICTURES)

    assert snapshot(folder) == {
        **AFTER,
        "curation.yaml": b"own: [{src: pictures/%s\xff" % GOES.encode(),
        f"pictures/{GOES}": b"goes",
        "pictures/front-door.jpg": b"door",
    }


@contextmanager
def files_of_at_most(size):
    """What a full disk does: no file can grow beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("size", [0, 5, 100])
def test_a_full_disk_leaves_the_old_snapshot(folder, size):
    """Before the first picture, before the second, and before the snapshot itself."""
    with files_of_at_most(size), pytest.raises(OSError, match="File too large"):
        write(folder, NEW, NEW_PICTURES)

    assert snapshot(folder) == BEFORE


def test_a_read_error_comes_before_any_change(folder, monkeypatch):
    """A curation.yaml that nobody may read leaves the old snapshot, as the message says."""
    (folder / "curation.yaml").write_bytes(b"own: []")
    before = snapshot(folder)

    def unreadable(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", unreadable)

    with pytest.raises(PermissionError):
        write(folder, NEW, NEW_PICTURES)
    assert snapshot(folder) == before


def test_an_error_after_the_step_leaves_the_new_snapshot(folder, monkeypatch):
    """Once photos.json is the new one, its pictures are not taken back."""
    synced = []

    def sync(handle):
        synced.append(handle)
        if (folder / "photos.json").read_bytes() == AFTER["photos.json"]:
            raise OSError("The disk has gone.")

    monkeypatch.setattr(os, "fsync", sync)

    with pytest.raises(OSError, match="The disk has gone"):
        write(folder, NEW, NEW_PICTURES)
    assert snapshot(folder) == {**AFTER, f"pictures/{GOES}": b"goes"}
    assert len(synced) == 7  # two pictures and the snapshot with their folders, pictures/ once more


@pytest.mark.slow
def test_a_kill_leaves_the_old_snapshot_or_the_new_one(folder):
    """At each step, and the next refresh clears away what is left over."""
    script = Path(__file__).with_name("killed_writes.py")
    done = subprocess.run(
        [sys.executable, script, folder],
        env={**clean_environment(), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    left = [
        (status, snapshot(place), Path(place))
        for status, place in map(json.loads, done.stdout.splitlines())
    ]

    assert {status for status, *_ in left[:-1]} == {signal.SIGKILL}
    states = {re.sub(r"\.\d+\.partial", ".partial", json.dumps(sorted(x))) for _, x, _ in left}
    assert len(states) == 7
    assert left[-1][1] == AFTER
    for _, found, place in left:
        is_old = found["photos.json"] == BEFORE["photos.json"]
        whole = BEFORE if is_old else AFTER
        assert {name: found.get(name) for name in whole} == whole
        write(place, OLD if is_old else NEW, {})
        assert snapshot(place) == whole
        write(place, NEW, NEW_PICTURES)
        assert snapshot(place) == AFTER


@pytest.fixture(params=["here", "windows"])
def system(request, monkeypatch):
    """With the locks of either."""
    if request.param == "windows":
        lock_as_on_windows(monkeypatch)


@pytest.mark.usefixtures("system")
def test_a_second_refresh_gives_up_after_a_while(tmp_path):
    """With a kind of error of its own."""
    with locked(tmp_path), pytest.raises(RefreshError) as raised, locked(tmp_path, wait=0.1):
        pass

    assert raised.value.kind is ErrorKind.BUSY


def test_what_others_are_writing_is_left_alone(folder):
    """A renewal writes token.json without the lock, and an editor's file may have any name."""
    others = [folder / ".token.json.1.partial", folder / "pictures" / ".notes.partial"]
    for path in others:
        path.write_text("half")
    left = folder / ".photos.json.1.partial"
    left.write_text("half")

    write(folder, NEW, NEW_PICTURES)

    assert [path.exists() for path in others] == [True, True]
    assert not left.exists()


@pytest.mark.usefixtures("system")
def test_a_second_refresh_waits_for_the_first(tmp_path):
    """It begins when the other ends."""
    order = []
    entered = threading.Event()

    def first():
        with locked(tmp_path):
            entered.set()
            time.sleep(0.2)
            order.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    entered.wait()
    with locked(tmp_path):
        order.append("second")
    thread.join()

    assert order == ["first", "second"]


@pytest.mark.usefixtures("system")
def test_a_lock_ends_with_an_error(tmp_path):
    """A refresh that failed keeps nobody out, and leaves no file."""
    with pytest.raises(ValueError, match="fault"), locked(tmp_path / "photos"):
        raise ValueError("fault")

    with locked(tmp_path / "photos", wait=0):
        pass
    assert list((tmp_path / "photos").iterdir()) == []
