"""Runs the project's own build command as make does, and copies projects for tests to change."""

import functools
import os
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "sample_site"


def build(mode, *, env=None, cwd=ROOT, limit=None, **given):
    """Run a build and return the finished process, with its output as text.

    `given` are arguments of `command`; `limit` is the maximum size of a written file in bytes.
    """
    return subprocess.run(
        command(mode, cwd=cwd, **given),
        cwd=cwd,
        env={**clean_environment(measured=not limit), **(env or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        preexec_fn=limit and functools.partial(_limit_file_size, limit),
    )


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

    Bytecode files that another process is writing at that moment are left out.
    """
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.pyc.*"))


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
