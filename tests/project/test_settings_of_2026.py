"""The settings files of November 2026 still build a site, or the errors say what to change.

tests/project/settings_of_2026/ has both files unchanged as of commit 9bfe983, as adopters may have
kept them while they update everything else.
"""

import re
import shutil

import pytest

from tests.building import ROOT
from tests.publishing.small_site import build_site, small_site

OLD_SETTINGS = ROOT / "tests" / "project" / "settings_of_2026"
REMOVED = ("TITLE_SHARE", "TOPIC_WEIGHT", "TERMS", "DATE_FADE", "COPY_SHARE")

pytestmark = pytest.mark.slow


@pytest.fixture
def site(tmp_path):
    """A small clinic with today's code and theme, and the old settings files."""
    folder = small_site(tmp_path / "site")
    for file in OLD_SETTINGS.glob("*.py"):
        shutil.copy(file, folder / file.name)
    return folder


@pytest.mark.parametrize("mode", ["html", "preview", "publish"])
def test_the_old_settings_still_build(site, mode):
    """Without any warning."""
    done = build_site(site, mode, env={"SITEURL": "https://clinic.example.org"})

    assert done.returncode == 0, done.stderr
    assert not re.search("error|warning", done.stderr, re.IGNORECASE)
    warm = (site / "output" / "articles" / "warm" / "index.html").read_text("utf-8")
    assert "Cool down" in warm


def test_removed_settings_are_reported_with_hints(site):
    """All of them in one build, before anything is published."""
    settings = site / "pelicanconf.py"
    lines = [f"RELATED_ARTICLES_{name} = 1\n" for name in REMOVED]
    settings.write_text(settings.read_text("utf-8") + "".join(lines), "utf-8")

    done = build_site(site)

    assert done.returncode == 1
    assert not (site / "output").exists()
    for name in REMOVED:
        said = done.stderr.partition(f"The setting RELATED_ARTICLES_{name} was removed.\n")[2]
        assert said.splitlines()[0].endswith(" Delete the line."), name
