"""Builds one site from two exported commits in parallel (edge: processes)."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

SITEURL = "https://clinic.example.org/repo"
MODES = ("html", "publish", "preview")
# The settings of each site in the mode `publish` and in other modes; its content is beside them.
SITES = {
    "content": ("publishconf.py", "pelicanconf.py"),
    "sample_site": ("tests/sample_site/siteconf.py", "tests/sample_site/siteconf.py"),
}
_SECONDS = 600  # a build without a cache takes half a minute
# Variables that would change a build, or make Python import modules from outside the commit.
_REMOVED = ("SITEURL", "PELICANOPTS", "INSTAGRAM_", "PYTHON")


class BuildError(Exception):
    """A build failed: which one, and what it printed."""


def build(sources: Sequence[Path], site: str, mode: str, epoch: str) -> list[tuple[Path, str]]:
    """Build one site in one mode from each source: the output folders, and what builds printed.

    Each source has its own cache, which its later builds use. Raises BuildError.
    """
    with ExitStack() as stack:
        running = [stack.enter_context(_started(folder, site, mode, epoch)) for folder in sources]
        for folder, process in zip(sources, running, strict=True):
            if code := _code(process):
                which = f"{folder.name}, {site} {mode}"
                raise BuildError(f"{which}: the build ended with {code}\n{_printed(folder)}")
    return [(folder / _output(site, mode), _printed(folder)) for folder in sources]


def _code(process: subprocess.Popen[bytes]) -> int | str:
    try:
        return process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        return f"no exit code within {_SECONDS} s"


@contextmanager
def _started(folder: Path, site: str, mode: str, epoch: str) -> Iterator[subprocess.Popen[bytes]]:
    """A running build, which is terminated at the end of the block."""
    published, usual = SITES[site]
    settings = published if mode == "publish" else usual
    content = Path(settings).with_name("content")
    command = [sys.executable, "-m", _module(folder), mode, "--settings", settings]
    command += ["--input", str(content), "--output", _output(site, mode)]
    with _log(folder).open("wb") as log:
        process = subprocess.Popen(
            [*without_network(), *command],
            cwd=folder,
            env=_environment(mode, epoch),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait()


def _module(folder: Path) -> str:
    """The module that builds the site of a commit; until version 1.1 it was `publishing`."""
    new = folder / "plugins" / "site" / "__main__.py"
    return "plugins.site" if new.is_file() else "plugins.publishing"


def _output(site: str, mode: str) -> str:
    return f"output-{site}-{mode}"


def _log(folder: Path) -> Path:
    return folder.with_suffix(".log")


def _printed(folder: Path) -> str:
    return _log(folder).read_text("utf-8", "replace")


def _environment(mode: str, epoch: str) -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith(_REMOVED)}
    siteurl = {"SITEURL": SITEURL} if mode == "publish" else {}
    return {**kept, **siteurl, "SOURCE_DATE_EPOCH": epoch, "PYTHONDONTWRITEBYTECODE": "1"}


@functools.cache
def without_network() -> tuple[str, ...]:
    """The prefix of a command that runs without a network; empty if the system refuses that."""
    command = ("unshare", "-rn")
    if not shutil.which(command[0]):
        return ()
    probe = subprocess.run([*command, "true"], capture_output=True, check=False)
    return () if probe.returncode else command
