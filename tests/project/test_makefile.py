"""The targets of the Makefile: listed, explained, and with clear errors."""

import re
import runpy
import subprocess
import sys

import pytest

from tests.building import ROOT, clean_environment
from tools.verbs import DEFAULTS, OTHERS, VERBS

PELICAN_TARGETS = {"help", "html", "clean", "regenerate", "serve", "devserver", "publish"}
OUR_TARGETS = {"new", "adopt", "lint", "format", "test", "coverage", "check", "audit"}


def make(*arguments, **environment):
    """Run make in the project and return the finished process."""
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=ROOT,
        env={**clean_environment(), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_make_without_target_lists_all_targets():
    """Each of Pelican's and our own targets has a line with a short description."""
    lines = make().stdout.splitlines()
    listed = {line.split()[1]: line.split(None, 2)[2] for line in lines}

    assert set(listed) >= PELICAN_TARGETS | OUR_TARGETS
    assert all(len(words) > 10 for words in listed.values())
    assert all(len(line) < 110 for line in lines)


def test_make_has_the_verbs_and_options_of_run_py():
    """Each of them, and no other."""
    text = (ROOT / "Makefile").read_text("utf-8").replace("\\\n", " ")
    verbs, names = (
        re.search(rf"^{name} := (.*)$", text, re.MULTILINE)[1].split()
        for name in ("VERBS", "NAMES")
    )

    assert sorted(verbs) == sorted(VERBS)
    assert sorted(names) == sorted([*DEFAULTS, *OTHERS])


def test_every_target_in_the_readme_exists():
    """The README names no unknown target."""
    known = {line.split()[1] for line in make().stdout.splitlines()}
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", (ROOT / "README.md").read_text("utf-8")))

    assert named <= known | {"python"}


def test_publish_without_siteurl_is_refused():
    """The error has the command to type."""
    done = make("publish", "OUTPUTDIR=/tmp/never-written")

    assert done.returncode != 0
    assert "SITEURL=https://www.example.org make publish" in done.stderr


def test_publish_to_localhost_is_refused():
    """SITEURL must be reachable by the public."""
    done = make("publish", SITEURL="http://localhost:8000")

    assert done.returncode != 0
    assert "only this machine can reach" in done.stderr


def test_a_title_is_never_run_as_a_command(tmp_path):
    """The title for `make new` is passed as text, whatever characters it has."""
    content = tmp_path / "content"
    content.mkdir()
    title = f'Why $(touch {tmp_path}/ran) "we" `touch {tmp_path}/ran`; warm up'

    done = make("new", f"INPUTDIR={content}", TITLE=title)

    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "ran").exists()
    assert len(list((content / "articles").glob("*.md"))) == 1


@pytest.mark.parametrize("name", ["my site", "-rf", "$(touch ran)", "it's; touch ran"])
def test_clean_accepts_any_folder_name(tmp_path, name):
    """With special characters, and before there is a .venv; files that no build wrote are kept."""
    folder = tmp_path / name
    folder.mkdir()
    (folder / "diary.txt").touch()

    done = make("clean", OUTPUTDIR=str(folder))

    assert done.returncode != 0
    assert f"error: {folder} has files in it" in done.stderr
    assert (folder / "diary.txt").is_file()
    assert not (ROOT / "ran").exists()


@pytest.fixture
def run_make_venv(monkeypatch):
    """Runs tools/make_venv.py as if on another machine; returns its exit code and output."""

    def run(capsys):
        monkeypatch.setattr(sys, "argv", ["make_venv.py", "never-made", "site"])
        monkeypatch.chdir(ROOT)
        with pytest.raises(SystemExit) as stopped:
            runpy.run_path(str(ROOT / "tools" / "make_venv.py"), run_name="__main__")
        assert not (ROOT / "never-made").exists()
        return stopped.value.code, capsys.readouterr().err

    return run


def test_an_old_python_is_an_error(monkeypatch, run_make_venv, capsys):
    """The sentence names the version and a hint, and nothing is created."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))

    code, words = run_make_venv(capsys)

    assert code == 1
    assert words == (
        "error: this is Python 3.9, and 3.11 or newer is needed: install it, then type "
        "python3.11 run.py, or make with PYTHON=python3.11 at its end.\n"
    )


def test_a_missing_venv_module_is_an_error(monkeypatch, run_make_venv, capsys):
    """Debian ships Python without venv; the message is the command that installs it."""
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    code, words = run_make_venv(capsys)

    assert code == 1
    assert re.fullmatch(
        r"error: Python's venv module is missing: sudo apt install python3\.\d+-venv\n", words
    )


def test_the_locks_have_hashes_and_no_urls():
    """Both lock files pin every library with hashes, and name no index."""
    for name in ("site", "dev"):
        text = (ROOT / "requirements" / f"{name}.lock").read_text("utf-8")
        pinned = re.findall(r"^[\w.\[\],-]+==\S+", text, re.MULTILINE)

        assert pinned
        assert len(pinned) == len(re.findall(r"^[a-zA-Z]", text, re.MULTILINE))
        assert text.count("--hash=sha256:") > len(pinned)
        assert not re.search(r"https?:|--index|--find-links|file:", text)


def test_both_locks_have_the_same_versions():
    """Each library of the site's lock is in the tests' lock with the same version."""
    locks = [
        set(re.findall(r"^[\w.-]+(?:\[[\w,]+\])?==[^\s;]+", text, re.MULTILINE))
        for text in (
            (ROOT / "requirements" / f"{name}.lock").read_text("utf-8") for name in ("site", "dev")
        )
    ]

    assert locks[0] <= locks[1]
