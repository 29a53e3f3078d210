"""Encoded pictures kept between builds."""

import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.responsive_images import cache
from plugins.responsive_images.cache import Cache
from plugins.responsive_images.encoding import Encoded

FILES = [Encoded(b"a\nvif", "image/avif", 320, 200), Encoded(b"", "image/png", 640, 400)]
DAY = 86_400


@pytest.fixture
def kept(tmp_path):
    """A cache in a folder that does not exist yet."""
    return Cache(tmp_path / "deep" / "pictures")


def entries(kept):
    return sorted(kept.folder.iterdir())


def test_an_entry_is_found_by_the_original(kept):
    """Only by the original's bytes; no partial file is left."""
    kept.put(b"original", FILES)

    assert kept.get(b"original") == FILES
    assert kept.get(b"another") is None
    assert len(entries(kept)) == 1


def test_another_recipe_has_other_entries(kept, monkeypatch):
    """New settings or encoders never reuse the old files."""
    kept.put(b"original", FILES)
    monkeypatch.setattr(cache, "RECIPE", "another")

    assert kept.get(b"original") is None


@given(st.data())
def test_a_damaged_entry_counts_as_missing(tmp_path_factory, data):
    """Truncated or changed anywhere, it is encoded again."""
    kept = Cache(tmp_path_factory.mktemp("cache"))
    kept.put(b"original", FILES)
    (entry,) = entries(kept)
    whole = entry.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.sampled_from([b"", b"x", whole[:at], bytes([whole[at] ^ 1])]))
    changed = whole[:at] + other
    entry.write_bytes(changed if other != bytes([whole[at] ^ 1]) else changed + whole[at + 1 :])

    assert kept.get(b"original") is None
    kept.put(b"original", FILES)
    assert kept.get(b"original") == FILES


def test_a_folder_counts_as_missing(kept):
    """A folder in place of the entry is ignored."""
    kept.put(b"original", FILES)
    (entry,) = entries(kept)
    entry.unlink()
    entry.mkdir()

    assert kept.get(b"original") is None


def test_an_entry_that_cannot_be_written_leaves_nothing(kept, monkeypatch):
    """A full disk raises OSError and leaves no partial entry."""
    kept.put(b"first", FILES)
    before = entries(kept)

    def fail(path, _target):
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("pathlib.Path.replace", fail)

    with pytest.raises(OSError, match="No space left"):
        kept.put(b"second", FILES)
    assert entries(kept) == before


def test_entries_unused_for_a_month_are_removed(kept):
    """Used entries and other files stay."""
    for name in (b"used", b"unused", b"young"):
        kept.put(name, FILES)
    ages = {b"used": 40, b"unused": 31, b"young": 29}
    stranger = kept.folder / "notes.txt"
    name = entries(kept)[0].name
    halves = [kept.folder / f".{name}.4711.partial", kept.folder / f"{name}.4711"]  # and of 1.0.0
    for path in (stranger, *halves):
        path.write_text("x", "utf-8")
        os.utime(path, (0, 0))
    for name, days in ages.items():
        path = next(p for p in entries(kept) if p.name == only_name(kept, name))
        os.utime(path, (time.time() - days * DAY,) * 2)
    kept.get(b"used")

    kept.remove_unused()

    assert kept.get(b"used") == FILES
    assert kept.get(b"young") == FILES
    assert kept.get(b"unused") is None
    assert stranger.exists()
    assert [path.exists() for path in halves] == [False, False]


def only_name(kept, original):
    """The file name of an original's entry."""
    other = Cache(kept.folder.parent / original.decode())
    other.put(original, FILES)
    return entries(other)[0].name


def test_a_missing_folder_needs_no_cleaning(kept):
    """No folder is created either."""
    kept.remove_unused()

    assert not kept.folder.exists()
