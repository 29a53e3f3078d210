"""The settings files of November 2026 still build a site, or say what to change in them.

tests/project/settings_of_2026/ has the two files as they were at that time (commit 9bfe983), word
for word. An adopter has kept them and updates everything else.
"""

import re
import shutil

import pytest

from tests.building import ROOT
from tests.publishing.small_site import build_site, small_site

KEPT = ROOT / "tests" / "project" / "settings_of_2026"
REMOVED = ("TITLE_SHARE", "TOPIC_WEIGHT", "TERMS", "DATE_FADE", "COPY_SHARE")

pytestmark = pytest.mark.slow


@pytest.fixture
def site(tmp_path):
    """A small clinic with today's code and theme, and the settings files of that time."""
    folder = small_site(tmp_path / "site")
    for file in KEPT.glob("*.py"):
        shutil.copy(file, folder / file.name)
    return folder


@pytest.mark.parametrize("mode", ["html", "preview", "publish"])
def test_the_settings_of_that_time_still_build(site, mode):
    """Without a word of complaint."""
    done = build_site(site, mode, env={"SITEURL": "https://clinic.example.org"})

    assert done.returncode == 0, done.stderr
    assert not re.search("error|warning", done.stderr, re.IGNORECASE)
    warm = (site / "output" / "articles" / "warm" / "index.html").read_text("utf-8")
    assert "Cool down" in warm


def test_a_removed_setting_is_named_with_what_to_do(site):
    """Each of them, in one build, before anything is published."""
    settings = site / "pelicanconf.py"
    lines = [f"RELATED_ARTICLES_{name} = 1\n" for name in REMOVED]
    settings.write_text(settings.read_text("utf-8") + "".join(lines), "utf-8")

    done = build_site(site)

    assert done.returncode == 1
    assert not (site / "output").exists()
    for name in REMOVED:
        said = done.stderr.partition(f"The setting RELATED_ARTICLES_{name} was removed.\n")[2]
        assert said.splitlines()[0].endswith(" Delete the line."), name
