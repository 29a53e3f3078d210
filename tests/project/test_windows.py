"""The commands of editors, without what Windows lacks; these are no tests on Windows."""

import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request

import pytest

from tests.building import ROOT, SAMPLE, clean_environment, command, copy_code, snapshot
from tests.publishing.small_site import left_beside, old_site, small_site
from tools.verbs import VERBS

pytestmark = pytest.mark.slow
LACKING = ROOT / "tests" / "project" / "as_on_windows"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A small clinic with run.py, and what its commands need."""
    folder = small_site(tmp_path_factory.mktemp("windows"), code=True)
    copy_code(ROOT / "tools", folder / "tools")
    shutil.copy(ROOT / "run.py", folder)
    return folder


def environment(folder, **env):
    """The variables with which Python lacks what it does there."""
    path = os.pathsep.join(map(str, (LACKING, folder)))
    return {**clean_environment(), "PY": sys.executable, **env, "PYTHONPATH": path}


def as_on_windows(words, folder, **env):
    """Run a command there; returns the finished process."""
    env = environment(folder, **env)
    return subprocess.run(
        words, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=120
    )


def run_py(folder, *words, **env):
    """Run a verb there, which must succeed; returns what it prints."""
    assert VERBS[words[0]].anywhere
    done = as_on_windows([sys.executable, "run.py", *words], folder, **env)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_the_same_site_is_built(built_sample, tmp_path):
    """By one process that reads posts, and none that render pages."""
    settings = SAMPLE / "siteconf.py"
    output = tmp_path / "site"
    given = {"output": output, "content": SAMPLE / "content", "settings": settings}
    done = as_on_windows(command("html", **given), ROOT, CACHEDIR=str(tmp_path / "cache"))

    assert done.returncode == 0, done.stderr
    assert snapshot(output) == snapshot(built_sample)


def test_a_post_is_begun_checked_and_built(project):
    """And renamed; the site is then replaced, and in the end removed."""
    run_py(project, "new", "TITLE=Why we warm up")
    run_py(project, "rename", "FROM=why-we-warm-up", "TO=warming-up")
    assert (project / "content/articles/warming-up.md").is_file()

    run_py(project, "links", "SLUG=cool")
    assert "description" in run_py(project, "ready", "SLUG=cool")
    assert "0 errors" in run_py(project, "check-content", "INPUTDIR=./content")
    old_site(project)
    run_py(project, "html")
    assert (project / "output/articles/cool/index.html").is_file()
    assert not (project / "output/articles/gone").exists()

    run_py(project, "clean")
    assert not (project / "output").exists()
    assert not left_beside(project)


def test_a_saved_post_is_previewed(project):
    """By a process that answers through its standard output, and what it prints is shown."""
    assert VERBS["serve"].anywhere
    post = project / "content/articles/cool.md"
    with (project / "pelicanconf.py").open("a") as settings:
        settings.write('\nprint("Settings may print, too.", flush=True)\n')
    with subprocess.Popen(
        [sys.executable, "run.py", "serve", "PORT=0"],
        cwd=project, env=environment(project), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True,
    ) as preview:  # fmt: skip
        try:
            printed = iter(preview.stdout.readline, "")
            line = next(line for line in printed if "http" in line)
            url = re.search(r"http://\S+?(?=[. ])", line)[0]
            post.write_text(f"{post.read_text('utf-8')}\nQuokkas stretch.\n", "utf-8")
            assert "Wrote" in next(line for line in printed if re.search("Wrote|Stopped", line))
            with urllib.request.urlopen(f"{url}/articles/cool/", timeout=60) as page:  # noqa: S310  # of this machine
                assert "Quokkas stretch." in page.read().decode()
        finally:
            preview.send_signal(signal.SIGINT)
        assert "Stopped." in preview.stdout.read()
    assert preview.returncode == 0
