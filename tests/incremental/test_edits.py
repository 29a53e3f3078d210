"""Whatever has been edited, a warm build writes the same site as a clean one."""

import pytest

from tests.conftest import SEED
from tests.incremental import edits
from tests.incremental.edits import EDITS, edit, substitute
from tests.incremental.project import PreviewProject, new_project

pytestmark = pytest.mark.slow

# Dependencies to leave out, one at a time: file of the code, a pattern, what to write instead, and
# a kind of edit that has then too little effect.
PLANTED = (
    ("incremental/pages.py", r"self\._templates\.of\(template\), ", "", edits.template),
    (
        "structured_data/cards.py",
        r"(?<=shown = \[)astuple\(words\)",
        "astuple(words)[1:]",
        edits.title,
    ),
)


@pytest.fixture
def project(tmp_path):
    """A project that has not been built yet."""
    project = new_project(tmp_path / "project")
    yield project
    project.forks.end()


def drive(project, random, count, most, kinds=EDITS):
    """Make so many edits, up to `most` between two builds; returns the differences of a build.

    The order of the kinds is random, and each has its turn before any comes again.
    """
    chosen = []
    while count > 0:
        step = min(count, random.randint(1, most))
        count -= step
        for _ in range(step):
            chosen = chosen or random.sample(kinds, len(kinds))
            edit(project, random, chosen)
        project.history.append(f"-- {project.mode}")
        found = project.compare()
        if found:
            return [f"SEED={SEED}", *project.history, "", *found]
    return []


def test_a_warm_build_equals_a_clean_one(project, seeded_random, long_run):
    """After random edits, the bytes, names and findings are those of a build without caches."""
    assert project.compare() == []

    found = drive(project, seeded_random, *(1000, 2) if long_run else (40, 9))

    assert not found, "\n".join(found)


def test_a_preview_equals_a_clean_one(tmp_path, monkeypatch, seeded_random, long_run):
    """The same holds for a process that builds again and again, and shows a page before the rest.

    Its mode and environment are always the same; `test_resident` has other ones.
    """
    project = new_project(tmp_path / "project", PreviewProject)
    monkeypatch.chdir(project.folder)
    kinds = [kind for kind in EDITS if kind not in (edits.mode, edits.siteurl)]
    try:
        assert project.compare() == []
        found = drive(project, seeded_random, *(300, 2) if long_run else (8, 3), kinds)
    finally:
        project.end_builder()
        project.forks.end()

    assert not found, "\n".join(found)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted[0])
def test_a_missing_dependency_is_found(project, seeded_random, planted):
    """Code that forgets what a page depends on: the edit of just that makes a difference."""
    name, pattern, text, kind = planted
    substitute(project, f"plugins/{name}", pattern, text)
    assert project.compare() == []
    project.share = False

    assert drive(project, seeded_random, 20, 4, (kind,))
