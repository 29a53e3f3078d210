"""Whole builds of a site with a fault: told with place and hint, and the old site stays."""

import re

import pytest

from tests.building import snapshot
from tests.publishing.faults import FAULTS, WARM, make_pipe
from tests.publishing.small_site import build_site, edit, left_beside, old_site, small_site

PIPES = [
    f"content/{name}" for name in
    ("articles/f.md", "pages/f.html", "extra/f", "images/dot.png", "data/clinic.yaml",
     "data/topics.yaml", "data/photos/photos.json")
]  # fmt: skip
OPTIONS = ("", "-q", "--fatal errors", "-q --fatal errors", "-D", "-v --fatal warnings")


@pytest.fixture
def project(tmp_path):
    """A project of its own for each test."""
    return small_site(tmp_path / "project")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "options"),
    [(fault, OPTIONS[number % len(OPTIONS)]) for number, fault in enumerate(FAULTS)],
    ids=[fault.name.replace(" ", "-") for fault in FAULTS],
)
def test_a_fault_is_told_and_the_old_site_stays(project, fault, options):
    """Each fault fails the build whatever Pelican's options, with place, words and hint."""
    before = old_site(project)
    fault.make(project)

    done = build_site(project, env={"PELICANOPTS": options})

    assert done.returncode == 1, (options, done.stderr)
    told = told_at(fault.place, done.stderr)
    assert [words for words in fault.words if words not in told] == [], done.stderr
    assert snapshot(project / "output") == before
    assert left_beside(project) == []


def told_at(place, text):
    """The findings at a place, with their hints; a place that ends in ":" wants a line number."""
    wanted = re.escape(place) + (r"[1-9]\d*: " if place.endswith(":") else "")
    return "\n".join(re.findall(rf"^{wanted}error: .*\n    .*$", text, re.MULTILINE))


@pytest.mark.slow
def test_all_faults_are_told_in_one_run(project):
    """Faults of keys, addresses, links, pictures and the folder itself are told at once."""
    before = old_site(project)
    chosen = ("unknown key", "dead anchor", "alias of another post", "symlink to a folder outside")
    for fault in FAULTS:
        if fault.name in chosen:
            fault.make(project)
    edit(project, "content/articles/cool.md", "dot.png", "dto.png")

    done = build_site(project)

    assert done.returncode == 1
    assert re.findall(r"^(\S+): error: ", done.stderr, re.MULTILINE) == [
        "content/articles/cool.md:9",
        f"{WARM}:4",
        f"{WARM}:6",
        f"{WARM}:12",
        "content/extra/s",
    ]
    assert snapshot(project / "output") == before


@pytest.mark.slow
def test_every_pipe_is_told_in_one_run(project):
    """Reading one would never end, whichever kind of file it stands for."""
    before = old_site(project)
    for name in PIPES:
        make_pipe(project, name)

    done = build_site(project)

    assert done.returncode == 1
    for name in PIPES:
        found = told_at(f"{name}: ", done.stderr)
        assert "named pipe" in found
        assert "Delete it" in found
    assert snapshot(project / "output") == before
    assert left_beside(project) == []


@pytest.mark.slow
def test_one_fault_is_told_once(project):
    """A post that cannot be read brings no further errors, such as dead links to it."""
    edit(project, WARM, "title: Warm up", 'title: "Warm up')

    done = build_site(project)

    assert done.stderr.count("error: ") == 1, done.stderr
