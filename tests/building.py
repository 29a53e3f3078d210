"""Runs the project's own build command as make does, and copies projects for tests to change."""

import atexit
import functools
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from tests.forks import Forks

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "sample_site"
SECONDS = 120  # that a build may take
# Variables that may differ from those of the process that forks.
FORKABLE = {
    "CACHEDIR", "COLUMNS", "INCREMENTAL", "PELICANOPTS", "PYTEST_CURRENT_TEST", "PYTHONPATH",
    "SITEURL", "SOURCE_DATE_EPOCH", "TMPDIR",
}  # fmt: skip


def build(mode, *, env=None, cwd=ROOT, limit=None, **given):
    """Run a build and return the finished process, with its output as text.

    `given` are arguments of `command`; `limit` is the maximum size of a written file in bytes.
    """
    words = command(mode, cwd=cwd, **given)
    if not limit:
        return run(words, cwd=cwd, env=env)
    return subprocess.run(
        words,
        cwd=cwd,
        env=_with_code({**clean_environment(measured=False), **(env or {})}, Path(cwd)),
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
        preexec_fn=functools.partial(_limit_file_size, limit),
    )


def run(words, *, cwd, env=None):
    """Run one of our commands or Pelican's, `python -m`, and return the finished process.

    A process that has loaded our code forks for it, which saves half of its time, unless its folder
    has other code, or its environment may say how Python starts.
    """
    env = _with_code({**clean_environment(), **(env or {})}, Path(cwd))
    if _may_fork(env) and _has_our_code(Path(cwd)):
        return _run_forked(words, Path(cwd), env)
    return subprocess.run(
        words, cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=SECONDS
    )


@functools.cache
def _forks():
    """The process that forks, and its environment."""
    environment = clean_environment()
    forks = Forks(ROOT, lambda: environment)
    atexit.register(forks.end)
    return forks, environment


def _may_fork(env):
    _, environment = _forks()
    return {name for name, _ in env.items() ^ environment.items()} <= FORKABLE


def _run_forked(words, cwd, env):
    with tempfile.TemporaryDirectory() as folder:
        outputs = [Path(folder, name) for name in ("stdout", "stderr")]
        forks, _ = _forks()
        code = forks.wait(forks.start(words[2:], env, outputs, cwd, SECONDS))
        printed, errors = (path.read_text("utf-8") for path in outputs)
    return subprocess.CompletedProcess(words, code, printed, errors)


def _with_code(environment, folder):
    """An environment in which Python finds our code, if a project has none."""
    if (folder / "plugins").exists():
        return environment
    path = os.pathsep.join(filter(None, (environment.get("PYTHONPATH"), str(ROOT))))
    return {**environment, "PYTHONPATH": path}


def _has_our_code(folder):
    """Whether the code in a project is a copy of ours, or ours, or there is none."""
    return _code(folder) in ({}, _our_code())


@functools.cache
def _our_code():
    return _code(ROOT)


def _code(folder):
    """The size and time of each module below `folder`, by its path."""
    found = {}
    for path in folder.glob("plugins/**/*.py"):
        status = path.stat()
        found[path.relative_to(folder)] = status.st_size, status.st_mtime_ns
    return found


def command(mode, *, output, content=None, settings=None, options=(), cwd=ROOT):
    """The arguments of a build command."""
    words = [sys.executable, "-m", "plugins.site", mode, "--output", str(output)]
    words += ["--input", str(content or cwd / "content")]
    words += ["--settings", str(settings)] if settings else []
    return [*words, *options]


def _limit_file_size(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def clean_environment(*, measured=True):
    """The environment without the variables that affect a build.

    Without `measured` the coverage of subprocesses is off: a process that cannot write its files
    cannot write coverage data either.
    """
    excluded = {"SITEURL", "PELICANOPTS", "SOURCE_DATE_EPOCH", "TITLE", "INPUTDIR", "OUTPUTDIR"}
    excluded |= set() if measured else {"COVERAGE_PROCESS_CONFIG"}
    found = {name: value for name, value in os.environ.items() if name not in excluded}
    return {**found, "PYTHONDONTWRITEBYTECODE": "1"}  # as the Makefile does


def copy_project(target):
    """Copy the whole project without build outputs, for a test to change."""
    for name in ("content", "plugins", "theme", "pelicanconf.py", "publishconf.py"):
        source = ROOT / name
        if source.is_dir():
            copy_code(source, target / name)
        else:
            shutil.copy(source, target / name)
    return target


def copy_code(source, target):
    """Copy a folder of code with its bytecode caches, which save a build a quarter of a second.

    Bytecode files that another process is writing at that moment are left out. The others are
    linked, which takes less time than to copy them: Python replaces such a file as a whole.
    """
    ignored = shutil.ignore_patterns("*.pyc.*")
    shutil.copytree(source, target, ignore=ignored, copy_function=_copy_or_link)


def _copy_or_link(source, target):
    if source.endswith(".pyc"):
        with suppress(OSError):  # the target is on another disk
            os.link(source, target)
            return
    shutil.copy2(source, target)


def first_clinics_tests():
    """The test files that docs/adopting.md says to delete."""
    text = (ROOT / "docs" / "adopting.md").read_text("utf-8")
    rows = [row for row in text.split("\n") if row.endswith("requests |")]
    return re.findall(r"`(tests/[\w./]+)`", "".join(rows))


def snapshot(folder):
    """The bytes of every file below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file()
    }
