"""`make check-content` finds what a build would, and publishes nothing."""

import json
import shutil
import subprocess
import sys
from argparse import Namespace

import pytest

from plugins.editorial import checking, readying
from plugins.publishing.build import InterruptedBuildError
from plugins.publishing.staging import StagingError
from tests.building import ROOT, copy_project, run

GOOD = "---\ntitle: {0}\ndate: 2026-01-02\n---\n\n{0} for an hour.\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project with a good post, a post that has a mistake, and a draft that has one."""
    folder = copy_project(tmp_path_factory.mktemp("checked"))
    shutil.rmtree(folder / "content")
    images = ROOT / "tests" / "sample_site" / "content" / "images"
    (folder / "content" / "images").mkdir(parents=True)
    shutil.copy(images / "boat-mark.svg", folder / "content" / "images")
    articles = folder / "content" / "articles"
    articles.mkdir(parents=True)
    (folder / "content" / "data").mkdir()
    (folder / "content" / "data" / "clinic.yaml").write_text(
        "name: Somewhere\nmark: boat-mark.svg\n"
    )
    (articles / "rest.md").write_text(GOOD.format("Rest"))
    (articles / "walk.md").write_text(GOOD.format("Walk") + "\n<<<<<<< HEAD\n")
    draft = GOOD.format("Run").replace("date:", "status: draft\ndate:")
    (articles / "run.md").write_text(f"{draft}\n>>>>>>> theirs\n")
    return folder


def check(project, *arguments):
    """Run the command; returns its exit code and what it prints."""
    done = run([sys.executable, "-m", "plugins.editorial", "check", *arguments], cwd=project)
    return done.returncode, done.stdout, done.stderr


def test_mistakes_are_reported_and_nothing_is_written(project):
    """With file, line and column; a draft is not public."""
    before = sorted(path.name for path in project.iterdir())

    code, said, _ = check(project)

    assert code == 1
    assert said.startswith("content/articles/walk.md:8:1: error: ")
    assert said.endswith("\n1 error, 0 warnings.\n")
    assert sorted(path.name for path in project.iterdir() if path.name != ".cache") == before


def test_only_the_named_files_are_reported(project):
    """A draft too, if it is named."""
    assert check(project, "content/articles/rest.md")[:2] == (0, "0 errors, 0 warnings.\n")

    code, said, _ = check(project, "content/articles/run.md", "--format", "json")

    assert code == 1
    (finding,) = json.loads(said)["findings"]
    assert (finding["path"], finding["line"]) == ("content/articles/run.md", 9)


def test_advice_is_given_on_request_and_is_no_error(project):
    """For the chosen posts; a build and the usual check say nothing."""
    path = "content/articles/rest.md"
    (project / "content" / "data" / "words.txt").write_text("teh\n")
    (project / path).write_text(GOOD.format("Rest") + "\nSay teh and tommorow.\n")
    assert check(project, path)[:2] == (0, "0 errors, 0 warnings.\n")

    code, said, _ = check(project, path, "--advice", "--publish", "--format", "github")

    assert code == 0
    missing, misspelt = said.splitlines()
    assert missing.startswith(f"::notice file={path},line=1,title=advice/missing-keys::")
    assert misspelt.startswith(f"::notice file={path},line=8,col=13,title=advice/spelling::")


@pytest.mark.parametrize("name", ["link", "link/articles", "content/", "..", "."])
def test_a_folder_may_be_named_in_any_way(project, tmp_path, name):
    """Also by a symbolic link, or from above."""
    (tmp_path / "link").symlink_to(project / "content")
    path = tmp_path / name if name.startswith("link") else name

    code, said, _ = check(project, str(path))

    assert code == 1
    assert "content/articles/walk.md:8:1: error: " in said


def test_a_file_outside_the_content_is_refused(project):
    """As nothing checks it; settings and theme may have findings."""
    (project / "notes.md").write_text("Words.")
    for path in ("pelicanconf.py", "theme/templates/base.html"):
        assert check(project, path)[:2] == (0, "0 errors, 0 warnings.\n")

    code, said, why = check(project, "notes.md")

    assert (code, said) == (2, "")
    assert "notes.md is not in content" in why


def test_a_project_is_checked_from_another_folder(project, tmp_path):
    """Its files are named as an editor there would type them."""
    given = ["--input", project / "content", "--settings", project / "pelicanconf.py", "--changed"]
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)

    words = [sys.executable, "-m", "plugins.editorial", "check", *map(str, given)]
    done = run(words, cwd=tmp_path, env={"PYTHONPATH": str(project)})

    assert done.returncode == 1
    assert f"{project}/content/articles/walk.md:8:1: error: " in done.stdout
    shutil.rmtree(project / ".git")


def test_only_changed_files_are_reported(project):
    """What was committed with a mistake is somebody else's."""
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    subprocess.run(["git", "add", "."], cwd=project, check=True)
    name = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *name, "commit", "-qm", "Write posts"], cwd=project, check=True)
    (project / "content" / "articles" / "rest.md").write_text(GOOD.format("Rest more"))

    assert check(project, "--changed")[:2] == (0, "0 errors, 0 warnings.\n")


def test_a_changed_data_file_concerns_all_posts(project):
    """Its facts and rules count for those, too."""
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    (project / ".gitignore").write_text("*\n!content/data/clinic.yaml\n")
    clinic = project / "content/data/clinic.yaml"
    clinic.write_text(f"{clinic.read_text()}# Read again.\n")

    for paths in ([], ["content/articles"]):
        code, said, _ = check(project, *paths, "--changed")

        assert code == 1
        assert "walk.md:8:1: error: " in said


@pytest.mark.parametrize(
    "arguments", [["nowhere.md"], ["--settings", "nowhere.py"], ["--input", "nowhere"]]
)
def test_a_wrong_command_has_an_exit_code_of_its_own(project, arguments):
    """And says what is missing."""
    code, said, why = check(project, *arguments)

    assert (code, said) == (2, "")
    assert "nowhere" in why


def test_open_points_are_written_on_request(project):
    """Into the page that is named."""
    check(project, "content/articles/rest.md", "--open-points", "points.md")

    rows = (project / "points.md").read_text("utf-8").splitlines()
    assert "| `content/data/clinic.yaml` | `phone` | the telephone number |" in rows
    (project / "points.md").unlink()


def test_a_page_that_cannot_be_written_is_named(project):
    """And no temporary file."""
    code, said, why = check(project, "--open-points", "nowhere/points.md")

    assert (code, said) == (2, "")
    assert "nowhere/points.md cannot be written" in why
    assert "partial" not in why


def test_a_check_works_without_a_cache(project, tmp_path, monkeypatch):
    """The folder of the caches is a file, for example."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("CACHEDIR", str(tmp_path / "file"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    assert check(project, "content/articles/rest.md")[:2] == (0, "0 errors, 0 warnings.\n")
    assert [path.name for path in tmp_path.iterdir() if "checks" in path.name] == []


def test_a_placeholder_in_a_draft_is_no_error(project):
    """A draft is not ready; the same in a public post would stop its publication."""
    articles = project / "content" / "articles"
    draft = articles / "swim.md"
    draft.write_text(GOOD.format("Swim").replace("date:", "status: draft\ndate:") + "\nTODO\n")
    public = articles / "cycle.md"
    public.write_text(GOOD.format("Cycle") + "\nTODO\n")

    codes = [check(project, str(path), "--publish")[0] for path in (draft, public)]
    draft.unlink()
    public.unlink()

    assert codes == [0, 1]


def test_broken_settings_are_a_finding(project, tmp_path):
    """And no traceback."""
    settings = tmp_path / "conf.py"
    settings.write_text("PLUGINS = [\n")

    code, said, why = check(project, "--settings", str(settings))

    assert code == 1
    assert said.endswith("1 error, 0 warnings.\n")
    assert "Traceback" not in said + why


@pytest.mark.parametrize("command", ["check", "ready"])
def test_why_a_build_cannot_be_checked_is_a_sentence(tmp_path, monkeypatch, capsys, command):
    """A signal needs none: it has its own exit code."""
    module = {"check": checking, "ready": readying}[command]
    monkeypatch.setattr(module, "stop_on_signals", lambda: None)  # of this process
    given = Namespace(
        input=tmp_path,
        settings=tmp_path / "conf.py",
        slug="warm",
        paths=[],
        **dict.fromkeys(("changed", "fix", "publish", "open_points", "advice")),
    )

    def code_after(error):
        def findings_of(*_arguments):
            raise error

        monkeypatch.setattr(module, "findings_of", findings_of)
        return getattr(module, command)(given)

    assert code_after(StagingError("Another folder.", "Choose one.")) == checking.USAGE
    assert capsys.readouterr().err == "error: Another folder. Choose one.\n"
    assert code_after(InterruptedBuildError(2)) == 130
    assert capsys.readouterr().err == ""
