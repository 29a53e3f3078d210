"""A cache is marked as one where this project has made it."""

from plugins.core import cache_folder

# The first bytes that https://bford.info/cachedir/ asks for.
SIGNATURE = b"Signature: 8a477f597d28d172789f06886806bc55"


def test_a_cache_that_is_made_is_tagged(tmp_path):
    """Around all folders in it, so that backups leave the whole out."""
    cache_folder.make(tmp_path / ".cache" / "pictures")
    cache_folder.make(tmp_path / ".cache" / "others")

    names = sorted(path.name for path in (tmp_path / ".cache").iterdir())
    assert names == ["CACHEDIR.TAG", "others", "pictures"]
    assert (tmp_path / ".cache/CACHEDIR.TAG").read_bytes().startswith(SIGNATURE)
    assert cache_folder.is_tagged(tmp_path / ".cache")


def test_a_cache_that_was_there_is_not_tagged(tmp_path):
    """It may be another program's."""
    (tmp_path / ".cache").mkdir()

    cache_folder.make(tmp_path / ".cache" / "pictures")

    assert [path.name for path in (tmp_path / ".cache").iterdir()] == ["pictures"]
    assert not cache_folder.is_tagged(tmp_path / ".cache")


def test_a_folder_elsewhere_is_not_tagged(tmp_path):
    """Its parent may hold anything."""
    cache_folder.make(tmp_path / "deep" / "pictures")

    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["pictures"]


def test_the_tag_of_another_program_is_not_ours(tmp_path):
    """It begins alike, and goes on in its own words."""
    (tmp_path / "CACHEDIR.TAG").write_bytes(SIGNATURE + b"\n# This file was made by a compiler.\n")

    assert not cache_folder.is_tagged(tmp_path)
