"""`make clean` removes what builds have marked, and nothing else."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.core import cache_folder
from plugins.publishing.cleaning import CACHE, CACHES, main
from plugins.publishing.staging import MARKER_TEXT
from plugins.related_articles.options import RelatedArticlesOptions as RelatedOptions
from plugins.responsive_images.options import ImageOptions
from tests.building import ROOT, clean_environment, snapshot
from tests.publishing.small_site import write


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project's folder, with content and beside a home, in which commands run."""
    folder = tmp_path / "home" / "project"
    write(folder, "content/articles/a.md", "a")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return folder


def site(folder, name):
    """What a build has written."""
    write(folder, f"{name}/.nojekyll", MARKER_TEXT)
    write(folder, f"{name}/articles/a/index.html", "a")


def names(folder):
    """What stands in a folder."""
    return sorted(path.name for path in folder.iterdir())


def refusal(project, capsys, **environ):
    """The message where cleaning is refused, which changes nothing."""
    before = snapshot(project.parent)

    assert main(environ) == 1

    assert snapshot(project.parent) == before
    reported = capsys.readouterr().err
    assert reported.startswith("error: ")
    assert reported.count("\n") == 1
    return reported


def test_what_builds_have_written_goes(project):
    """Both sites, what killed builds have left of them, and the cache."""
    for name in ("output", ".preview", ".output.new-1", ".output.old-2", ".preview.new-3"):
        site(project, name)
    cache_folder.make(project / ".cache/pictures")
    write(project, ".cache/pictures/abc", b"x")
    (project / "output/link").symlink_to(project / "content")

    assert main({}) == 0

    assert names(project) == ["content"]
    assert names(project / "content") == ["articles"]


def test_where_nothing_is_nothing_is_done(project):
    """A second time, or in a new clone."""
    assert main({}) == 0
    assert main({"OUTPUTDIR": "never/made"}) == 0

    assert names(project) == ["content"]


@pytest.mark.parametrize("name", ["my site", "-rf", "we[i]rd*", "../beside", "deep/site", "--help"])
def test_another_folder_is_cleaned_too(project, name):
    """Whatever its name."""
    site(project, name)

    assert main({"OUTPUTDIR": name}) == 0

    assert not (project / name).exists()
    assert (project / "content/articles/a.md").is_file()


@pytest.mark.parametrize(
    "name",
    ["/", ".", "..", "", "~", "content", "content/articles", "photos", "./content/", "a.txt"],
)
def test_a_folder_that_no_build_has_written_is_refused(project, capsys, name):
    """Also what holds the project or somebody's home; then nothing at all is removed."""
    write(project, "photos/best.jpg", "a photo")
    write(project, "~/x", "a folder of that name")
    write(project, "a.txt", "a file")
    site(project, ".preview")

    refusal(project, capsys, OUTPUTDIR=name)


@pytest.mark.parametrize("name", [".", "..", "content"])
def test_not_even_a_marker_gives_away_the_project(project, capsys, name):
    """A folder that is needed stays, whoever put a marker into it."""
    write(project, f"{name}/.nojekyll", MARKER_TEXT)

    assert "must not replace" in refusal(project, capsys, OUTPUTDIR=name)


def test_a_link_is_refused(project, capsys):
    """What it leads to may be somebody else's."""
    site(project, "elsewhere")
    (project / "output").symlink_to("elsewhere")

    assert "is a link" in refusal(project, capsys)


def test_what_lies_beside_without_a_marker_is_refused(project, capsys):
    """A name alone proves nothing."""
    write(project, ".output.old-1/diary.txt", "mine")
    site(project, "output")

    assert ".output.old-1" in refusal(project, capsys)


def test_a_build_at_work_is_left_alone(project, capsys):
    """It holds a lock on the folder that both lie in."""
    site(project, "output")
    descriptor = os.open(project, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        assert "A build is writing" in refusal(project, capsys)
    finally:
        os.close(descriptor)


@pytest.mark.parametrize("folders", [["pictures"], ["pictures", "related-articles"], []])
def test_the_cache_of_an_older_version_goes(project, folders):
    """It has no tag, and holds nothing but what builds make."""
    (project / ".cache").mkdir()
    for name in folders:
        write(project, f".cache/{name}/abc", b"x")

    assert main({}) == 0

    assert not (project / ".cache").exists()


def test_the_cache_of_another_program_is_refused(project, capsys):
    """Even where our folders are in it."""
    write(project, ".cache/pictures/abc", b"x")
    write(project, ".cache/mail/letter", "mine")

    assert "mail" in refusal(project, capsys)


def test_a_cache_that_is_a_link_is_refused(project, capsys):
    """It may be everybody's."""
    write(project.parent, "shared/pictures/abc", b"x")
    (project / ".cache").symlink_to("../shared")

    assert ".cache" in refusal(project, capsys)


def test_a_folder_that_cannot_be_removed_is_reported(project, capsys, monkeypatch):
    """What is left of it is still marked, so that it can be removed another time."""
    site(project, "output")

    def fail(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("shutil.rmtree", fail)

    assert main({}) == 1
    assert "cannot be removed: Permission denied" in capsys.readouterr().err
    assert (project / "output/.nojekyll").is_file()


def test_the_folders_of_the_cache_are_those_that_builds_make():
    """Their names stand in two more places, which need libraries."""
    made = {Path(options.cache) for options in (RelatedOptions(), ImageOptions())}

    assert made == {CACHE / name for name in CACHES}


def test_it_needs_no_library(project):
    """As on a new clone: Python without what is installed beside it."""
    site(project, "output")

    done = subprocess.run(
        [sys.executable, "-S", "-m", "plugins.publishing.cleaning"],
        env={**clean_environment(), "PYTHONPATH": os.fspath(ROOT)},
        cwd=project, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
    assert names(project) == ["content"]
