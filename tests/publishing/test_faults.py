"""Whole builds of a site with a fault: it is reported, with a hint, and the old site stays."""

import json
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
# Faults that one build reports together; each of the others stops a build, or hides another.
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
STRICTEST = "-v --fatal warnings"  # stops at the first warning of Pelican itself
OPTIONS = ("", "-q", "--fatal errors", "-q --fatal errors", "-D")


@pytest.fixture
def project(tmp_path):
    """A new project for each test."""
    return small_site(tmp_path / "project")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "options"),
    [(fault, (*OPTIONS, STRICTEST)[number % 6]) for number, fault in enumerate(ALONE)],
    ids=[fault.name.replace(" ", "-") for fault in ALONE],
)
def test_a_fault_is_reported_and_the_old_site_stays(project, fault, options):
    """The build fails whatever Pelican's options are, with place, words and hint of the fault."""
    fault.make(project)

    assert unreported(project, options, [(fault.place, fault)]) == []


@pytest.mark.slow
@pytest.mark.parametrize("options", OPTIONS)
def test_faults_of_files_are_reported_together(project, options):
    """One build reports all of them; each fault of a post is in a post of its own."""
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

    assert unreported(project, options, places) == []


@pytest.mark.slow
def test_a_fault_of_a_post_is_reported_with_fatal_warnings(project):
    """As with the other options."""
    fault = OF_FILES[0]
    fault.make(project)

    assert unreported(project, STRICTEST, [(fault.place, fault)]) == []


@pytest.mark.slow
def test_faults_of_written_pages_are_reported_together(project):
    """One build reports all faults that only the written pages show."""
    for fault in OF_PAGES:
        fault.make(project)

    assert unreported(project, "", [("", fault) for fault in OF_PAGES]) == []


def unreported(project, options, places):
    """Run a build that must fail; the faults whose words it does not report at their places."""
    before = old_site(project)

    done = build_site(project, env={"PELICANOPTS": options})

    assert done.returncode == 1, done.stderr
    assert snapshot(project / "output") == before
    assert left_beside(project) == []
    return [
        (fault.name, words, done.stderr)
        for place, fault in places
        for words in fault.words
        if words not in findings_at(place, done.stderr)
    ]


def findings_at(place, text):
    """The findings at a place, with hints; a place that ends in ":" requires a line number."""
    number = r"[1-9]\d*(?::[1-9]\d*)?: "  # also the column, if it is known
    wanted = re.escape(place) + (number if place.endswith(":") else "")
    return "\n".join(re.findall(rf"^{wanted}error: .*\n    .*$", text, re.MULTILINE))


@pytest.mark.slow
def test_different_kinds_of_faults_are_reported_in_one_run(project):
    """Faults of keys, addresses, links, pictures and the folder itself are reported together."""
    before = old_site(project)
    chosen = ("unknown key", "dead anchor", "alias of another post", "symlink to a folder outside")
    for fault in FAULTS:
        if fault.name in chosen:
            fault.make(project)
    edit(project, "content/articles/cool.md", "dot.png", "dto.png")

    done = build_site(project)

    assert done.returncode == 1
    assert re.findall(r"^(\S+): error: ", done.stderr, re.MULTILINE) == [
        "content/articles/cool.md:9:14",
        f"{WARM}:4",
        f"{WARM}:6:1",
        f"{WARM}:12:22",
        "content/extra/s",
    ]
    assert snapshot(project / "output") == before


@pytest.mark.slow
def test_every_pipe_is_reported_in_one_run(project, tmp_path_factory):
    """Reading a pipe would block the build, whichever kind of file it replaces."""
    before = old_site(project)
    report = tmp_path_factory.mktemp("report") / "report.json"
    for name in PIPES:
        make_pipe(project, name)

    done = build_site(project, options=["--report", str(report)])

    assert done.returncode == 1
    findings = json.loads(report.read_text("utf-8"))["findings"]
    for name in PIPES:
        found = str([finding for finding in findings if finding["path"] == name])
        assert "named pipe" in found
        assert "Delete it" in found
    assert snapshot(project / "output") == before
    assert left_beside(project) == []


@pytest.mark.slow
def test_a_fault_has_no_consequential_errors(project):
    """A post that cannot be read causes no further errors, such as dead links to it."""
    edit(project, WARM, "title: Warm up", 'title: "Warm up')

    done = build_site(project)

    assert done.stderr.count("error: ") == 1, done.stderr
