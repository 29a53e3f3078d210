"""Whole builds of a site with invisible controls of text direction in its content."""

import re

import pytest

from plugins.core.bidi import CONTROLS
from tests.building import snapshot
from tests.publishing.small_site import FACTS, PEOPLE, build_site, edit, small_site, write

pytestmark = pytest.mark.slow

RLE, PDF, RLO = "\u202b", "\u202c", "\u202e"
PLACES = [
    "content/articles/cool.md:7:1",
    "content/articles/warm.md:2:1",
    "content/data/clinic.yaml:2:1",
    "content/data/people.yaml:3:3",
    "content/data/topics.yaml:2:3",
    "content/pages/old.html:1",
    "content/pages/older.rst:1",
]


def write_controls(folder):
    """Write one control into each kind of file that editors write."""
    edit(folder, "content/articles/warm.md", "title: Warm up", f"title: Warm {RLO}up")
    edit(folder, "content/articles/cool.md", "on running", "on &#x202e;running")
    write(folder, "content/data/clinic.yaml", FACTS.replace("Calm", f"Calm{RLO}"))
    write(folder, "content/data/people.yaml", PEOPLE + '  role: "Run\\u202ener"\n')
    topic = f"- name: Running\n  introduction: For people {RLO}who run.\n"
    write(folder, "content/data/topics.yaml", topic)
    page = f"<html><head><title>Old {RLO}page</title></head><body>Words</body></html>"
    write(folder, "content/pages/old.html", page)
    write(folder, "content/pages/older.rst", f"Older {RLO}page\n############\n\nWords\n")


def reported(done, severity):
    """The places of the findings, and the total number of findings."""
    pattern = rf"^(\S+): {severity}: .*U\+202E"
    return sorted(re.findall(pattern, done.stderr, re.MULTILINE))


def test_a_strict_build_reports_the_place_of_each(tmp_path):
    """Nothing is published."""
    folder = small_site(tmp_path / "site")
    write_controls(folder)

    done = build_site(folder)

    assert done.returncode == 1
    assert reported(done, "error") == PLACES
    assert not (folder / "output").exists()


def test_a_lenient_build_removes_them(tmp_path):
    """Pages, lists, feeds and cards have the plain text; balanced pairs in real text are kept."""
    folder = small_site(tmp_path / "site")
    write_controls(folder)
    hebrew = f"{RLE}\u05e9\u05dc\u05d5\u05dd!{PDF}"
    write(folder, "content/pages/about.md", f"---\ntitle: {hebrew}\n---\n{hebrew}\n")

    done = build_site(folder, options=["--lenient"])

    assert done.returncode == 0, done.stderr
    assert reported(done, "warning") == PLACES
    texts = {
        name: data.decode("utf-8")
        for name, data in snapshot(folder / "output").items()
        if name.endswith((".html", ".xml", ".json", ".txt", ".js", ".css"))
    }
    assert [name for name, text in texts.items() if CONTROLS.search(text.replace(hebrew, ""))] == []
    assert "Warm up" in texts["articles/warm/index.html"]
    assert f"<h1>{hebrew}</h1>" in texts["about/index.html"]
