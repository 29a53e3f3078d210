"""A made-up clinic's folder, and a fake Instagram to fill its photos from."""

import os
from dataclasses import dataclass, field, replace

import pytest

from plugins.photo_feed.__main__ import main
from plugins.photo_feed.refresh.transport import Limits, Transport
from tests.building import snapshot
from tests.photo_feed.refresh.fake_instagram import TOKEN, fake_instagram


@dataclass
class Clinic:
    """A project folder whose commands are run within this process."""

    root: os.PathLike
    capsys: pytest.CaptureFixture
    environ: dict = field(default_factory=dict)
    limits: Limits = field(default_factory=lambda: Limits(seconds=20))

    @property
    def photos(self):
        """The snapshot's folder."""
        return self.root / "content" / "data" / "photos"

    def run(self, *arguments, **changes):
        """Run a command; returns its exit code and what it said."""
        given = ["--input", str(self.root / "content"), "--settings", str(self.root / "conf.py")]
        limits = replace(self.limits, **changes)
        code = main([*arguments, *given], self.environ, Transport(limits))
        said = self.capsys.readouterr()
        return code, said.out + said.err

    def files(self):
        """Everything below the project's folder, with its bytes."""
        return snapshot(self.root)


@pytest.fixture
def instagram():
    """A fake Instagram with nothing posted yet."""
    with fake_instagram() as fake:
        yield fake


@pytest.fixture
def clinic(tmp_path, capsys, instagram):
    """A clinic that has a token and asks the fake Instagram."""
    (tmp_path / "content").mkdir()
    (tmp_path / "conf.py").write_text('TIMEZONE = "Europe/London"\n', "utf-8")
    environ = {"INSTAGRAM_ACCESS_TOKEN": TOKEN, "INSTAGRAM_API_URL": instagram.url}
    return Clinic(tmp_path, capsys, environ)
