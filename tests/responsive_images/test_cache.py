"""Encoded pictures kept between builds."""

import hashlib
import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.responsive_images.cache import Cache
from plugins.responsive_images.encoding import Encoded

FILES = [Encoded(b"a\nvif", "image/avif", 320, 200), Encoded(b"", "image/png", 640, 400)]
DAY = 86_400
KEYS = {
    name: hashlib.sha256(name.encode()).hexdigest()
    for name in ("original", "another", "first", "second", "used", "unused", "young")
}


@pytest.fixture
def kept(tmp_path):
    """A cache in a folder that does not exist yet."""
    return Cache(tmp_path / "deep" / "pictures")


def entries(kept):
    return sorted(kept.folder.iterdir())


def test_an_entry_is_found_by_its_key(kept):
    """By no other; no partial file is left."""
    kept.put(KEYS["original"], FILES)

    assert kept.get(KEYS["original"]) == FILES
    assert kept.get(KEYS["another"]) is None
    assert len(entries(kept)) == 1


@given(st.data())
def test_a_damaged_entry_counts_as_missing(tmp_path_factory, data):
    """Truncated or changed anywhere, it is encoded again."""
    kept = Cache(tmp_path_factory.mktemp("cache"))
    kept.put(KEYS["original"], FILES)
    (entry,) = entries(kept)
    whole = entry.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.sampled_from([b"", b"x", whole[:at], bytes([whole[at] ^ 1])]))
    changed = whole[:at] + other
    entry.write_bytes(changed if other != bytes([whole[at] ^ 1]) else changed + whole[at + 1 :])

    assert kept.get(KEYS["original"]) is None
    kept.put(KEYS["original"], FILES)
    assert kept.get(KEYS["original"]) == FILES


def test_a_folder_counts_as_missing(kept):
    """A folder in place of the entry is ignored."""
    kept.put(KEYS["original"], FILES)
    (entry,) = entries(kept)
    entry.unlink()
    entry.mkdir()

    assert kept.get(KEYS["original"]) is None


def test_an_entry_that_cannot_be_written_leaves_nothing(tmp_path, monkeypatch):
    """A full disk leaves no partial entry, and there is a warning."""
    said = []
    kept = Cache(tmp_path / "pictures", warn=said.append)
    kept.put(KEYS["first"], FILES)
    before = entries(kept)

    def fail(path, _target):
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("pathlib.Path.replace", fail)

    kept.put(KEYS["second"], FILES)

    assert entries(kept) == before
    assert len(said) == 1
    assert "No space left" in said[0]


def test_entries_are_not_taken_for_each_other(tmp_path):
    """Neither another key's nor those of other code."""
    said = []
    kept = Cache(tmp_path / "pictures", "one", said.append)
    kept.put(KEYS["first"], FILES)
    (first,) = entries(kept)
    kept.put(KEYS["second"], [])
    (second,) = set(entries(kept)) - {first}
    second.write_bytes(first.read_bytes())

    assert kept.get(KEYS["second"]) is None
    assert len(said) == 1
    assert Cache(kept.folder, "two").get(KEYS["first"]) is None


def test_entries_unused_for_a_month_are_removed(kept):
    """Used entries and other files stay."""
    files = {}
    for name in ("used", "unused", "young"):
        kept.put(KEYS[name], FILES)
        (files[name],) = set(entries(kept)) - set(files.values())
    ages = {"used": 40, "unused": 31, "young": 29}
    stranger = kept.folder / "notes.txt"
    name = entries(kept)[0].name
    halves = [kept.folder / f".{name}.4711.partial", kept.folder / f"{name}.4711"]  # and of 1.0.0
    for path in (stranger, *halves):
        path.write_text("x", "utf-8")
        os.utime(path, (0, 0))
    for name, days in ages.items():
        os.utime(files[name], (time.time() - days * DAY,) * 2)
    kept.get(KEYS["used"])

    kept.remove_unused()

    assert kept.get(KEYS["used"]) == FILES
    assert kept.get(KEYS["young"]) == FILES
    assert kept.get(KEYS["unused"]) is None
    assert stranger.exists()
    assert [path.exists() for path in halves] == [False, False]


def test_a_missing_folder_needs_no_cleaning(kept):
    """No folder is created either."""
    kept.remove_unused()

    assert not kept.folder.exists()


def test_without_a_folder_nothing_is_kept(tmp_path, monkeypatch):
    """INCREMENTAL=0."""
    monkeypatch.chdir(tmp_path)
    off = Cache(None, warn=pytest.fail)
    off.put(KEYS["original"], FILES)
    off.remove_unused()

    assert off.get(KEYS["original"]) is None
    assert list(tmp_path.iterdir()) == []
