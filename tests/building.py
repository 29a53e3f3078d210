"""Runs this project's own build command, as make does, and copies of the site to break."""

import functools
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "sample_site"


def build(mode, *, env=None, cwd=ROOT, limit=None, **given):
    """Run a build and return the finished process, with its words as text.

    `given` is what `command` takes; `limit` is the most bytes that a file may have.
    """
    return subprocess.run(
        command(mode, cwd=cwd, **given),
        cwd=cwd,
        env={**clean_environment(measured=not limit), **(env or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        preexec_fn=limit and functools.partial(_limit_files, limit),
    )


def command(mode, *, output, content=None, settings=None, options=(), cwd=ROOT):
    """The words of a build command."""
    words = [sys.executable, "-m", "plugins.publishing", mode, "--output", str(output)]
    words += ["--input", str(content or cwd / "content")]
    words += ["--settings", str(settings)] if settings else []
    return [*words, *options]


def _limit_files(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def clean_environment(*, measured=True):
    """The environment without what would steer a build.

    A program that cannot write its files is not `measured`: it could not write that down either.
    """
    steering = {"SITEURL", "PELICANOPTS", "SOURCE_DATE_EPOCH", "TITLE", "INPUTDIR", "OUTPUTDIR"}
    steering |= set() if measured else {"COVERAGE_PROCESS_CONFIG"}
    found = {name: value for name, value in os.environ.items() if name not in steering}
    return {**found, "PYTHONDONTWRITEBYTECODE": "1"}  # as make sets it


def copy_project(target):
    """A copy of the whole project, to break in any way, without what builds have written."""
    for name in ("content", "plugins", "theme", "pelicanconf.py", "publishconf.py"):
        source = ROOT / name
        if source.is_dir():
            copy_code(source, target / name)
        else:
            shutil.copy(source, target / name)
    return target


def copy_code(source, target):
    """Copy a folder of code with its compiled modules, which save a build a quarter of a second.

    A file that another process is just writing is left out.
    """
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.pyc.*"))


def snapshot(folder):
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file()
    }
