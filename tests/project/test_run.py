"""`python run.py VERB` does what `make VERB` does, and needs no make."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import run
from tests.building import ROOT, clean_environment
from tools.verbs import VERBS


def run_py(*words, **environment):
    """Run the program with this Python in the place of .venv, and return the finished process."""
    return subprocess.run(
        [sys.executable, "run.py", *words],
        cwd=ROOT,
        env={**clean_environment(), "PY": sys.executable, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("words", [(), ("help",), ("--help",)])
def test_the_verbs_are_listed(words):
    """As make lists them; each line has what to type."""
    lines = run_py(*words).stdout.splitlines()

    assert len(lines) > 15
    assert all(line.split()[:2] == ["python", "run.py"] for line in lines)
    assert {line.split()[2] for line in lines} == {name for name in VERBS if VERBS[name].about}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nwe"], "“new”"),
        (["html", "INPUTDR=a"], "“INPUTDIR”"),
        (["html", "title=a"], "“TITLE”"),
        (["new", "Why we warm up"], 'NAME="..."'),
        (["xyzzy"], "python run.py"),
    ],
)
def test_what_it_does_not_know_is_refused(words, said):
    """With what was probably meant; nothing runs."""
    done = run_py(*words)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ")
    assert said in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [(["check-content", "CHECKOPTS=--advice '"], "--advice '"), (["html", "PY=py-9"], "“py-9”")],
)
def test_an_option_that_cannot_be_used_is_refused(words, said):
    """In one line, before anything runs."""
    done = run_py(*words)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    assert said in done.stderr


def test_another_python_is_found_by_its_name(tmp_path):
    """As a shell finds it."""
    python = Path(tmp_path, "some-python")
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)

    done = run_py("new", f"INPUTDIR={tmp_path}", "TITLE=A", PY="some-python", PATH=str(tmp_path))

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "articles/a.md").is_file()


def test_options_are_words_or_variables(tmp_path):
    """A word counts more; no shell sees what is in it, and the exit code is that of the command."""
    title = "Costs $5 $(touch made) `x` \"q\" 'r'"

    done = run_py("new", f"INPUTDIR={tmp_path}", TITLE=title, INPUTDIR="nowhere")
    refused = run_py("new", "INPUTDIR=nowhere", f"TITLE={title}")

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "articles/costs-5-touch-made-x-q-r.md").is_file()
    assert not (ROOT / "made").exists()
    assert refused.returncode == 2
    assert "nowhere" in refused.stderr


def test_the_language_of_the_terminal_is_not_that_of_a_translation(tmp_path):
    """Only the word LANG=nb is."""
    done = run_py("new", "TRANSLATES=a", f"INPUTDIR={tmp_path}", LANG="nb")

    assert done.returncode == 2
    assert run._options({})["LANG"] == ""
    assert run._options({"LANG": "nb"})["LANG"] == "nb"


def commands(verb, **words):
    """What Python runs for a verb with these options."""
    return VERBS[verb].commands(run._options(words))


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """No option in the environment."""
    for name in (*run.DEFAULTS, *run.OTHERS, run.TYPED_LANG):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("value", "lenient"), [("", False), ("0", False), ("no", False), ("1", True), ("yes", True)]
)
def test_a_build_is_lenient_if_asked(value, lenient):
    """As make has it."""
    (command,) = commands("html", LENIENT=value, INPUTDIR="my site")

    assert ("--lenient" in command) is lenient
    assert command[command.index("--input") + 1] == "my site"


@pytest.mark.parametrize(("folder", "written"), [("content", True), ("mysite", False)])
def test_open_points_are_those_of_the_clinics_own_content(folder, written):
    """Other folders do not change the page."""
    (command,) = commands("check-content", INPUTDIR=folder, CHECKOPTS='--changed --format "github"')

    assert ("--open-points" in command) is written
    assert command[-3:] == ["--changed", "--format", "github"]


@pytest.mark.parametrize(("chosen", "settings"), [("", "pelicanconf.py"), ("--publish", "mine.py")])
def test_a_check_as_strict_as_a_publication_reads_its_settings(chosen, settings):
    """Reasons why something must go out are there."""
    (command,) = commands("check-content", CHECKOPTS=chosen, PUBLISHCONF="mine.py")

    assert command[command.index("--settings") + 1] == settings


@pytest.mark.parametrize("verb", ["deploy", "rollback", "live"])
def test_the_host_of_a_deploy_is_passed_on(verb):
    """Options without a value are left out, and a name with spaces or dashes stays one word."""
    given = {
        "HOST": "s3",
        "BUCKET": "-my bucket",
        "KEEP_DAYS": "2",
        "ALLOW_DELETES": "1",
        "TARGET": "a b:/c",
    }
    (command,) = commands(verb, OUTPUTDIR="out", **given)

    assert command[3:] == [
        "--output", "out", "--host=s3", "--bucket=-my bucket", "--target=a b:/c",
        "--keep-days=2", "--allow-deletes",
    ]  # fmt: skip


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_each_verb_runs_modules_and_scripts_that_exist(verb):
    """Of ours, or of a library of the lock."""
    for command in commands(verb):
        name = command[1] if command[0] == "-m" else command[0]
        ours = name.replace(".", "/") if command[0] == "-m" else name.removesuffix(".py")
        found = [f"{ours}.py", f"{ours}/__main__.py"]
        libraries = ("compileall", "coverage", "mypy", "pytest", "ruff")
        assert name in libraries or any((ROOT / each).is_file() for each in found)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder with locks; returns the calls of tools/make_venv.py, which make the stamps."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "requirements").mkdir()
    (tmp_path / ".venv").mkdir()
    for name in ("site", "deploy", "dev", "plugins"):
        lock = tmp_path / "requirements" / f"{name}.lock"
        lock.touch()
        os.utime(lock, (1_000, 1_000))
    calls = []

    def made(command):
        calls.append(command[-1])
        (tmp_path / ".venv" / f"{command[-1]}.stamp").touch()
        return 0

    monkeypatch.setattr(run, "_wait", made)
    return calls


def set_up(needs, **given):
    return run._set_up(needs, {"PY": "", **given})


def test_the_setup_is_left_out_while_it_is_newer_than_its_lock(project, tmp_path):
    """What tests need is installed after what a build needs."""
    assert set_up("dev") == set_up("site") == set_up("dev") == (str(run.PYTHON), 0)
    assert project == ["site", "dev"]

    os.utime(tmp_path / "requirements/site.lock")
    os.utime(tmp_path / "requirements/site.lock", (2**32, 2**32))
    set_up("site")
    assert project == ["site", "dev", "site"]


def test_what_only_deploys_need_is_installed_for_them(project, tmp_path):
    """After what a build needs, and again if either lock is newer."""
    assert set_up("deploy") == set_up("site") == set_up("deploy") == (str(run.PYTHON), 0)
    assert project == ["site", "deploy"]

    os.utime(tmp_path / "requirements/deploy.lock", (2**32, 2**32))
    set_up("deploy")
    assert project == ["site", "deploy", "deploy"]


@pytest.mark.usefixtures("project")
def test_a_setup_that_fails_stops_the_verb(monkeypatch):
    """With its exit code, and before the next one."""
    failed = []
    monkeypatch.setattr(run, "_wait", lambda command: failed.append(command[-1]) or 1)

    assert set_up("dev")[1] == 1
    assert failed == ["site"]


@pytest.mark.parametrize("needs", ["", "site", "deploy", "dev"])
def test_another_python_needs_no_setup(project, needs):
    """Nor does a verb that needs no library."""
    assert set_up(needs, PY="python-of-mine") == ("python-of-mine", 0)
    assert set_up("") == (sys.executable, 0)
    assert project == []


def test_ctrl_c_reaches_the_command():
    """Which ends as it wants to; the exit code is its own."""
    code = "import sys, time\ntry: print('on', flush=True); time.sleep(60)\n"
    code += "except KeyboardInterrupt: sys.exit(7)"
    waiting = f"import run, sys; sys.exit(run._wait([sys.executable, '-c', {code!r}]))"
    process = subprocess.Popen(
        [sys.executable, "-c", waiting], cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True
    )
    with process:
        assert process.stdout.readline() == b"on\n"
        time.sleep(0.1)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(20) == 7


def test_a_command_that_a_signal_ends_has_a_shells_exit_code():
    """128 and the signal."""
    code = "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"

    assert run._wait([sys.executable, "-c", code]) == 128 + signal.SIGTERM


def test_what_windows_cannot_run_is_refused(monkeypatch, capsys):
    """As on Windows; the message says where it works."""
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.chdir(ROOT)

    assert run.main(["screenshots"]) == 2
    assert "On Windows" in capsys.readouterr().err
    assert "## On Windows" in (ROOT / "README.md").read_text("utf-8")
    assert run.main(["help"]) == 0
