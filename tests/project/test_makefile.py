"""The verbs: listed, explained, and clear when a machine lacks something."""

import re
import runpy
import subprocess
import sys

import pytest

from tests.building import ROOT, clean_environment

PELICAN_VERBS = {"help", "html", "clean", "regenerate", "serve", "devserver", "publish"}
OUR_VERBS = {"new", "lint", "format", "test", "coverage", "check", "audit"}


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


def test_make_alone_lists_every_verb_on_a_line():
    """`make` prints the verbs, Pelican's and ours, each with a few words."""
    lines = make().stdout.splitlines()
    listed = {line.split()[1]: line.split(None, 2)[2] for line in lines}

    assert set(listed) >= PELICAN_VERBS | OUR_VERBS
    assert all(len(words) > 10 for words in listed.values())
    assert all(len(line) < 110 for line in lines)


def test_every_verb_in_the_readme_exists():
    """The README names no verb that make does not know."""
    known = {line.split()[1] for line in make().stdout.splitlines()}
    named = set(re.findall(r"\bmake ([a-z]+)", (ROOT / "README.md").read_text("utf-8")))

    assert {"serve", "test", "html", "publish", "new"} <= named <= known | {"python"}


def test_publish_without_an_address_is_refused():
    """`make publish` without SITEURL fails with the command to type."""
    done = make("publish", "OUTPUTDIR=/tmp/never-written")

    assert done.returncode != 0
    assert "SITEURL=https://www.example.org make publish" in done.stderr


def test_publish_to_this_machine_is_refused():
    """An address that only this machine can reach is no address."""
    done = make("publish", SITEURL="http://localhost:8000")

    assert done.returncode != 0
    assert "only this machine can reach" in done.stderr


def test_a_title_is_never_run_as_a_command(tmp_path):
    """What an editor types as a title is text, whatever it looks like."""
    content = tmp_path / "content"
    content.mkdir()
    title = f'Why $(touch {tmp_path}/ran) "we" `touch {tmp_path}/ran`; warm up'

    done = make("new", f"INPUTDIR={content}", TITLE=title)

    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "ran").exists()
    assert len(list((content / "articles").glob("*.md"))) == 1


@pytest.mark.parametrize("name", ["my site", "-rf", "$(touch ran)", "it's; touch ran"])
def test_clean_takes_a_folder_by_its_name(tmp_path, name):
    """Whatever is in it, and before there is a .venv; what no build wrote stays."""
    folder = tmp_path / name
    folder.mkdir()
    (folder / "diary.txt").touch()

    done = make("clean", OUTPUTDIR=str(folder))

    assert done.returncode != 0
    assert f"error: {folder} has files in it" in done.stderr
    assert (folder / "diary.txt").is_file()
    assert not (ROOT / "ran").exists()


@pytest.fixture
def setting_up(monkeypatch):
    """Runs tools/make_venv.py as if on another machine, and returns its exit and its words."""

    def run(capsys):
        monkeypatch.setattr(sys, "argv", ["make_venv.py", "never-made", "site"])
        monkeypatch.chdir(ROOT)
        with pytest.raises(SystemExit) as stopped:
            runpy.run_path(str(ROOT / "tools" / "make_venv.py"), run_name="__main__")
        assert not (ROOT / "never-made").exists()
        return stopped.value.code, capsys.readouterr().err

    return run


def test_an_old_python_is_one_clear_sentence(monkeypatch, setting_up, capsys):
    """A Python that is too old is named, with the hint, and nothing is made."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))

    code, words = setting_up(capsys)

    assert code == 1
    assert words == (
        "error: this is Python 3.9, and 3.11 or newer is needed: install it, then type make "
        "with PYTHON=python3.11 at its end.\n"
    )


def test_a_missing_venv_module_is_one_clear_sentence(monkeypatch, setting_up, capsys):
    """Debian ships Python without venv; the message is the command that mends it."""
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    code, words = setting_up(capsys)

    assert code == 1
    assert re.fullmatch(
        r"error: Python's venv module is missing: sudo apt install python3\.\d+-venv\n", words
    )


def test_the_locks_have_hashes_and_no_addresses():
    """Both locks pin every library with hashes, and name no index."""
    for name in ("site", "dev"):
        text = (ROOT / "requirements" / f"{name}.lock").read_text("utf-8")
        pinned = re.findall(r"^[\w.\[\],-]+==\S+", text, re.MULTILINE)

        assert pinned
        assert len(pinned) == len(re.findall(r"^[a-zA-Z]", text, re.MULTILINE))
        assert text.count("--hash=sha256:") > len(pinned)
        assert not re.search(r"https?:|--index|--find-links|file:", text)


def test_tests_run_with_exactly_what_the_site_is_built_with():
    """Each library of the site's lock stands in the tests' lock in the same version."""
    locks = [
        set(re.findall(r"^[\w.-]+(?:\[[\w,]+\])?==[^\s;]+", text, re.MULTILINE))
        for text in (
            (ROOT / "requirements" / f"{name}.lock").read_text("utf-8") for name in ("site", "dev")
        )
    ]

    assert locks[0] <= locks[1]
