"""A file is replaced atomically or not at all."""

import os
import stat

import pytest

from plugins.core.atomic_write import atomic_write


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("durable", [False, True])
def test_the_new_bytes_replace_the_old_ones(tmp_path, durable):
    """Not before the block ends; no other file is left in the folder."""
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    with atomic_write(path, durable=durable) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"

    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["a.json"]


def test_an_exception_leaves_the_old_file(tmp_path):
    """And removes what was written of the new one."""
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    with pytest.raises(TypeError), atomic_write(path) as file:
        file.writelines([b"half", "text"])

    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.json"]


def test_a_private_file_is_private_from_the_beginning(tmp_path):
    """Other users cannot read it while it is being written."""
    with atomic_write(tmp_path / "token", mode=0o600) as file:
        assert stat.S_IMODE(os.fstat(file.fileno()).st_mode) == 0o600

    assert stat.S_IMODE((tmp_path / "token").stat().st_mode) == 0o600


def test_given_permissions_hold_whatever_the_umask(tmp_path):
    """Without `mode` the umask applies."""
    before = os.umask(0o077)
    try:
        for name, mode in (("given", 0o644), ("usual", None)):
            with atomic_write(tmp_path / name, mode=mode):
                pass
    finally:
        os.umask(before)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"given": 0o644, "usual": 0o600}


def test_a_link_at_the_path_of_the_partial_file_is_not_followed(tmp_path):
    """A leftover of a killed process with the same id is removed first."""
    stranger = tmp_path / "stranger"
    stranger.write_bytes(b"kept")
    (tmp_path / f".a.{os.getpid()}.partial").symlink_to(stranger)

    with atomic_write(tmp_path / "a") as file:
        file.write(b"new")

    assert stranger.read_bytes() == b"kept"
    assert (tmp_path / "a").read_bytes() == b"new"
