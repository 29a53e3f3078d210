"""A cache folder is tagged if this project has created it."""

from plugins.core import cache_folder

# The first bytes that https://bford.info/cachedir/ asks for.
SIGNATURE = b"Signature: 8a477f597d28d172789f06886806bc55"


def test_a_new_cache_is_tagged(tmp_path):
    """The tag is in .cache, so that backups skip all folders in it."""
    cache_folder.make(tmp_path / ".cache" / "pictures")
    cache_folder.make(tmp_path / ".cache" / "others")

    names = sorted(path.name for path in (tmp_path / ".cache").iterdir())
    assert names == ["CACHEDIR.TAG", "others", "pictures"]
    assert (tmp_path / ".cache/CACHEDIR.TAG").read_bytes().startswith(SIGNATURE)
    assert cache_folder.is_tagged(tmp_path / ".cache")


def test_an_existing_cache_is_not_tagged(tmp_path):
    """It may belong to another program."""
    (tmp_path / ".cache").mkdir()

    cache_folder.make(tmp_path / ".cache" / "pictures")

    assert [path.name for path in (tmp_path / ".cache").iterdir()] == ["pictures"]
    assert not cache_folder.is_tagged(tmp_path / ".cache")


def test_a_folder_elsewhere_is_not_tagged(tmp_path):
    """Its parent may have other files."""
    cache_folder.make(tmp_path / "deep" / "pictures")

    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["pictures"]


def test_the_tag_of_another_program_is_not_ours(tmp_path):
    """It has the same signature and another text."""
    (tmp_path / "CACHEDIR.TAG").write_bytes(SIGNATURE + b"\n# This file was made by a compiler.\n")

    assert not cache_folder.is_tagged(tmp_path)
