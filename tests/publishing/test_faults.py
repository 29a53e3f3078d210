"""Whole builds of a site with a fault: told with place and hint, and the old site stays."""

import re

import pytest

from tests.building import snapshot
from tests.publishing.faults import FAULTS, WARM, InPost, make_pipe
from tests.publishing.small_site import (
    POST,
    build_site,
    edit,
    left_beside,
    old_site,
    small_site,
    write,
)

PIPES = [
    f"content/{name}" for name in
    ("articles/f.md", "pages/f.html", "extra/f", "images/dot.png", "data/clinic.yaml",
     "data/topics.yaml", "data/photos/photos.json")
]  # fmt: skip
# Faults that a build tells together; each of the others stops it, or takes the place of another.
FILES = {
    "symlink to a post outside", "symlink to a picture outside", "symlink to a folder outside",
    "copied file in a page's place", "file that is a device",
}  # fmt: skip
PAGES = {
    "missing candidate of a picture", "missing picture of a shared link", "missing place on a page",
    "picture on another site in a template", "style on another site in a copied file",
}  # fmt: skip
OF_FILES = [fault for fault in FAULTS if isinstance(fault.make, InPost) or fault.name in FILES]
OF_PAGES = [fault for fault in FAULTS if fault.name in PAGES]
ALONE = [fault for fault in FAULTS if fault not in [*OF_FILES, *OF_PAGES]]
STRICTEST = "-v --fatal warnings"  # stops at the first of Pelican's own warnings
OPTIONS = ("", "-q", "--fatal errors", "-q --fatal errors", "-D")


@pytest.fixture
def project(tmp_path):
    """A project of its own for each test."""
    return small_site(tmp_path / "project")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "options"),
    [(fault, (*OPTIONS, STRICTEST)[number % 6]) for number, fault in enumerate(ALONE)],
    ids=[fault.name.replace(" ", "-") for fault in ALONE],
)
def test_a_fault_is_told_and_the_old_site_stays(project, fault, options):
    """Each fault fails the build whatever Pelican's options, with place, words and hint."""
    fault.make(project)

    assert untold(project, options, [(fault.place, fault)]) == []


@pytest.mark.slow
@pytest.mark.parametrize("options", OPTIONS)
def test_faults_of_files_are_told_and_the_old_site_stays(project, options):
    """So does each of many in one build, those of posts in a post of its own."""
    places = []
    for number, fault in enumerate(OF_FILES):
        if isinstance(fault.make, InPost):
            post = f"content/articles/post-{number}.md"
            write(project, post, POST.format(title="Warm up", day=1, other="cool"))
            fault.make(project, post)
            places.append((fault.place.replace(WARM, post), fault))
        else:
            fault.make(project)
            places.append((fault.place, fault))

    assert untold(project, options, places) == []


@pytest.mark.slow
def test_a_fault_of_a_post_is_told_where_pelican_stops_at_warnings(project):
    """As with the other options."""
    fault = OF_FILES[0]
    fault.make(project)

    assert untold(project, STRICTEST, [(fault.place, fault)]) == []


@pytest.mark.slow
def test_faults_of_written_pages_are_told_and_the_old_site_stays(project):
    """So does each of many that only the written pages show."""
    for fault in OF_PAGES:
        fault.make(project)

    assert untold(project, "", [("", fault) for fault in OF_PAGES]) == []


def untold(project, options, places):
    """The faults whose words an unsuccessful build does not say at their places."""
    before = old_site(project)

    done = build_site(project, env={"PELICANOPTS": options})

    assert done.returncode == 1, done.stderr
    assert snapshot(project / "output") == before
    assert left_beside(project) == []
    return [
        (fault.name, words, done.stderr)
        for place, fault in places
        for words in fault.words
        if words not in told_at(place, done.stderr)
    ]


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
