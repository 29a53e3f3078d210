"""`make clean` removes only what builds have marked as theirs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.core import cache_folder
from plugins.incremental.build_cache import build_cache
from plugins.publishing import staging
from plugins.publishing.cleaning import CACHES, main
from plugins.publishing.staging import MARKER_TEXT
from plugins.related_articles.options import RelatedArticlesOptions as RelatedOptions
from plugins.responsive_images.options import ImageOptions
from tests.building import ROOT, clean_environment, snapshot
from tests.publishing.small_site import write
from tests.site.builds import settings_for


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project's folder next to a home folder, with the working directory in it."""
    folder = tmp_path / "home" / "project"
    write(folder, "content/articles/a.md", "a")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CACHEDIR", raising=False)
    return folder


def site(folder, name):
    """The marked output of a build."""
    write(folder, f"{name}/.nojekyll", MARKER_TEXT)
    write(folder, f"{name}/articles/a/index.html", "a")


def names(folder):
    """The names of the entries of a folder."""
    return sorted(path.name for path in folder.iterdir())


def refusal(project, capsys, **environ):
    """The message of a refused cleaning, which must change nothing."""
    before = snapshot(project.parent)

    assert main(environ) == 1

    assert snapshot(project.parent) == before
    reported = capsys.readouterr().err
    assert reported.startswith("error: ")
    assert reported.count("\n") == 1
    return reported


def test_build_outputs_are_removed(project):
    """Both sites, leftovers of killed builds, and the cache."""
    left = (".output.new-1", ".output.new-1.release", ".output.old-2", ".preview.new-3")
    for name in ("output", "output.release", ".preview", *left):
        site(project, name)
    cache_folder.make(project / ".cache/pictures")
    write(project, ".cache/pictures/abc", b"x")
    (project / "output/link").symlink_to(project / "content")

    assert main({}) == 0

    assert names(project) == ["content"]
    assert names(project / "content") == ["articles"]


def test_cleaning_twice_is_no_error(project):
    """The second time there is nothing to remove, as in a new clone."""
    assert main({}) == 0
    assert main({"OUTPUTDIR": "never/made"}) == 0

    assert names(project) == ["content"]


@pytest.mark.parametrize("name", ["my site", "-rf", "we[i]rd*", "../beside", "deep/site", "--help"])
def test_an_output_folder_may_have_any_name(project, name):
    """With special characters too."""
    site(project, name)

    assert main({"OUTPUTDIR": name}) == 0

    assert not (project / name).exists()
    assert (project / "content/articles/a.md").is_file()


@pytest.mark.parametrize(
    "name",
    ["/", ".", "..", "", "~", "content", "content/articles", "photos", "./content/", "a.txt"],
)
def test_a_folder_that_no_build_has_written_is_refused(project, capsys, name):
    """Also a parent of the project or of the home folder; nothing at all is removed then."""
    write(project, "photos/best.jpg", "a photo")
    write(project, "~/x", "a folder of that name")
    write(project, "a.txt", "a file")
    site(project, ".preview")

    refusal(project, capsys, OUTPUTDIR=name)


@pytest.mark.parametrize("name", [".", "..", "content"])
def test_a_marker_does_not_allow_removing_the_project(project, capsys, name):
    """Folders that are needed are kept even if there is a marker in them."""
    write(project, f"{name}/.nojekyll", MARKER_TEXT)

    assert "must not replace" in refusal(project, capsys, OUTPUTDIR=name)


def test_a_link_is_refused(project, capsys):
    """The target may belong to somebody else."""
    site(project, "elsewhere")
    (project / "output").symlink_to("elsewhere")

    assert "is a link" in refusal(project, capsys)


def test_a_leftover_without_marker_is_refused(project, capsys):
    """Its name alone proves nothing."""
    write(project, ".output.old-1/diary.txt", "mine")
    site(project, "output")

    assert ".output.old-1" in refusal(project, capsys)


def test_a_release_folder_without_marker_is_refused(project, capsys):
    """The same, beside the output folder."""
    write(project, "output.release/diary.txt", "mine")
    site(project, "output")

    assert "output.release" in refusal(project, capsys)


def test_a_running_build_is_not_disturbed(project, capsys):
    """It holds a lock on the folder that it writes."""
    site(project, "output")

    with staging.locked(project / "output", pytest.fail):
        assert "A build is writing" in refusal(project, capsys)


@pytest.mark.parametrize("folders", [["pictures"], ["pictures", "related-articles"], []])
def test_an_untagged_cache_of_our_own_is_removed(project, folders):
    """Older versions wrote no CACHEDIR.TAG; all entries are those of builds."""
    (project / ".cache").mkdir()
    for name in folders:
        write(project, f".cache/{name}/abc", b"x")

    assert main({}) == 0

    assert not (project / ".cache").exists()


def test_the_cache_of_another_program_is_refused(project, capsys):
    """Even if our folders are in it."""
    write(project, ".cache/pictures/abc", b"x")
    write(project, ".cache/mail/letter", "mine")

    assert "mail" in refusal(project, capsys)


def test_a_cache_that_is_a_link_is_refused(project, capsys):
    """The target may be shared with others."""
    write(project.parent, "shared/pictures/abc", b"x")
    (project / ".cache").symlink_to("../shared")

    assert ".cache" in refusal(project, capsys)


def test_the_folder_of_caches_may_be_another_one(project, monkeypatch):
    """That which builds use; `.cache` is then not theirs."""
    monkeypatch.setenv("CACHEDIR", str(project.parent / "caches"))
    cache_folder.make(project.parent / "caches/pictures")
    write(project.parent, "caches/pictures/abc", b"x")
    write(project, ".cache/pictures/abc", b"x")

    assert main({}) == 0

    assert names(project.parent) == ["project"]
    assert names(project) == [".cache", "content"]


@pytest.mark.parametrize("name", ["site", "pictures"])
def test_another_folder_without_a_tag_is_refused(project, capsys, monkeypatch, name):
    """Even if it has nothing but a name of ours, which many folders have."""
    monkeypatch.setenv("CACHEDIR", str(project.parent / "www"))
    write(project.parent, f"www/{name}/index.html", b"x")
    cache_folder.make(project.parent / f"www/{name}")

    assert "www holds what no build" in refusal(project, capsys)


@pytest.mark.parametrize("inside", ["", "content"])
def test_a_folder_of_caches_that_holds_the_project_is_refused(project, capsys, monkeypatch, inside):
    """Even with a tag."""
    monkeypatch.setenv("CACHEDIR", str(project / inside))
    write(project, f"{inside}/{cache_folder.TAG}", cache_folder.TAG_TEXT)

    assert "is not a folder of its own" in refusal(project, capsys)


def test_a_folder_that_cannot_be_removed_is_reported(project, capsys, monkeypatch):
    """What is left of it keeps its marker, so that it can be removed later."""
    site(project, "output")

    def fail(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("shutil.rmtree", fail)

    assert main({}) == 1
    assert "cannot be removed: Permission denied" in capsys.readouterr().err
    assert (project / "output/.nojekyll").is_file()


def test_the_cache_folders_are_those_of_the_settings(tmp_path, monkeypatch):
    """Three other modules define them, which need libraries."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CACHEDIR", raising=False)
    cache = build_cache(settings_for(tmp_path), None, (), pytest.fail)
    cache.close()
    made = {Path(options.cache) for options in (RelatedOptions(), ImageOptions())}

    assert made | {cache.store.path.parent} == {Path(cache_folder.HOME, name) for name in CACHES}


def test_cleaning_needs_no_library(project):
    """It works in a new clone, with the standard library only."""
    site(project, "output")

    done = subprocess.run(
        [sys.executable, "-S", "-m", "plugins.publishing.cleaning"],
        env={**clean_environment(), "PYTHONPATH": os.fspath(ROOT)},
        cwd=project, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
    assert names(project) == ["content"]
