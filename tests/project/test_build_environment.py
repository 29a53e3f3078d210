"""A build for publication gets no variable of the environment that it does not need."""

import json
import os
import shutil
import subprocess
import sys

import pytest

import run
from tests.building import ROOT, clean_environment, copy_code, snapshot
from tests.publishing.small_site import small_site, write
from tools.build_environment import left_out

SECRETS = {
    "INSTAGRAM_ACCESS_TOKEN": "secret-1",
    "GH_TOKEN": "secret-2",
    "AWS_SECRET_ACCESS_KEY": "secret-3",
    "PELICAN_PLUGIN_KEY": "secret-4",
}
SEEN = """
import json
Path(__file__).with_name("seen.json").write_text(json.dumps([dict(os.environ), sys.path]))
"""


@pytest.fixture
def project(tmp_path):
    """A small project whose settings file notes what it sees of its environment."""
    folder = small_site(tmp_path / "project", code=True)
    copy_code(ROOT / "tools", folder / "tools")
    shutil.copy(ROOT / "run.py", folder)
    with (folder / "publishconf.py").open("a", encoding="utf-8") as file:
        file.write(SEEN)
    return folder


def published(folder, **environment):
    """The files of the site, and what its settings file has seen: the environment and sys.path."""
    given = {"PY": sys.executable, "SITEURL": "https://www.example.org", **environment}
    done = subprocess.run(
        [sys.executable, "run.py", "publish", "INCREMENTAL=0"],
        cwd=folder,
        env={**clean_environment(measured=False), **given},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return snapshot(folder / "output"), json.loads((folder / "seen.json").read_text("utf-8"))


@pytest.mark.slow
def test_no_secret_and_no_module_of_somebody_else_reaches_a_settings_file(project, tmp_path):
    """And the site is the same, whatever the environment has."""
    write(tmp_path, "elsewhere/feedgenerator.py", "raise SystemExit('another module')")
    start = write(tmp_path, "start.py", "raise SystemExit('started')")
    elsewhere = str(tmp_path / "elsewhere")
    hostile = {**SECRETS, "PYTHONPATH": elsewhere, "PYTHONSTARTUP": str(start), "TZ": "Asia/Tokyo"}

    site, (environment, path) = published(project, **hostile)
    plain, _ = published(project)

    assert environment["SITEURL"] == "https://www.example.org"
    assert not {*hostile} & {*environment}
    assert "secret-" not in str(environment)
    assert elsewhere not in path
    assert site == plain


@pytest.mark.slow
def test_names_of_files_do_not_depend_on_the_language_of_the_terminal(project):
    """Some have an encoding without most letters, or one in which UTF-8 is other letters."""
    write(project, "content/extra/größe.txt", "10 cm")

    site, _ = published(project, LC_ALL="C", PYTHONUTF8="0")

    assert "größe.txt" in site


def test_what_a_build_needs_is_kept():
    """Programs and folders, the language, the time, and the options of the verbs."""
    needed = ["PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "CI", "SOURCE_DATE_EPOCH"]

    assert left_out([*needed, *run.DEFAULTS, *run.OTHERS]) == []
    assert left_out(["GH_TOKEN", "PYTHONPATH", "LCX"]) == ["GH_TOKEN", "PYTHONPATH", "LCX"]


@pytest.mark.parametrize(("verb", "kept"), [("publish", False), ("photos", True), ("html", True)])
def test_only_publishing_has_a_clean_environment(monkeypatch, verb, kept):
    """Photos need the token, and a local build may have variables of its owner's."""
    seen = {}
    monkeypatch.setattr(run, "_become", lambda _command: seen.update(os.environ) or 0)
    monkeypatch.setattr(os, "environ", {**os.environ, **SECRETS, "PY": sys.executable})
    monkeypatch.chdir(ROOT)

    assert run.main([verb]) == 0

    assert ("GH_TOKEN" in seen) is kept
