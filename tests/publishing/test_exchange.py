"""Rules of trading places."""

import ctypes
import errno

import pytest

from plugins.publishing import exchange as exchanging
from plugins.publishing.exchange import exchange


class FakeLibrary:
    """A C library whose call sets an error number."""

    def __init__(self, code):
        self.renameat2 = self.renamex_np = lambda *_arguments: self._call(code)

    @staticmethod
    def _call(code):
        ctypes.set_errno(code)
        return -1 if code else 0


def test_two_folders_trade_places(tmp_path):
    """Each has the other's content; where the system cannot, nothing has changed."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "said").write_text(name, "utf-8")

    done = exchange(tmp_path / "one", tmp_path / "two")

    said = [(tmp_path / name / "said").read_text("utf-8") for name in ("one", "two")]
    assert said == (["two", "one"] if done else ["one", "two"])


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP])
def test_a_system_that_cannot_says_no(monkeypatch, tmp_path, code):
    """An old kernel or a file system without the call is not an error."""
    monkeypatch.setattr(
        exchanging.ctypes, "CDLL", lambda *_arguments, **_options: FakeLibrary(code)
    )

    assert exchange(tmp_path / "one", tmp_path / "two") is False


def test_a_system_without_the_call_says_no(monkeypatch, tmp_path):
    """As some C libraries are."""
    monkeypatch.setattr(exchanging.ctypes, "CDLL", lambda *_arguments, **_options: object())

    assert exchange(tmp_path / "one", tmp_path / "two") is False


def test_a_call_that_fails_is_an_error_with_the_path(monkeypatch, tmp_path):
    """Such as a folder in use."""
    library = FakeLibrary(errno.EBUSY)
    monkeypatch.setattr(exchanging.ctypes, "CDLL", lambda *_arguments, **_options: library)

    with pytest.raises(OSError, match="one") as failed:
        exchange(tmp_path / "one", tmp_path / "two")

    assert failed.value.errno == errno.EBUSY
