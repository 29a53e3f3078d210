"""The digest of a package's code."""

import pytest

from plugins.core.code_digest import code_digest
from tests.publishing.small_site import write


@pytest.fixture
def code(tmp_path):
    """A folder with two files; returns what gives its digest in a new process."""
    write(tmp_path, "plugins/a.py", "x = 1")
    write(tmp_path, "plugins/deep/list.txt", "words")
    return lambda: code_digest.__wrapped__(tmp_path / "plugins")


CHANGES = {
    "edited": lambda folder: write(folder, "a.py", "x = 2"),
    "another file edited": lambda folder: write(folder, "deep/list.txt", "other words"),
    "added": lambda folder: write(folder, "deep/b.py", ""),
    "deleted": lambda folder: (folder / "a.py").unlink(),
    "renamed": lambda folder: (folder / "a.py").rename(folder / "b.py"),
    "moved": lambda folder: (folder / "a.py").rename(folder / "deep/a.py"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_the_code_is_seen(code, tmp_path, change):
    """In every file: some hold words or patterns."""
    before = code()
    assert code() == before

    change(tmp_path / "plugins")

    assert code() != before


def test_compiled_code_does_not_count(code, tmp_path):
    """Python writes it when it wants."""
    before = code()

    write(tmp_path, "plugins/__pycache__/a.cpython-311.pyc", b"\0")
    write(tmp_path, "plugins/deep/__pycache__/a.cpython-311.pyc", b"\0")

    assert code() == before
