"""Exports what is to be built into a folder: a commit, or a checkout as it is (edge: git)."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
# What a build needs, without anything that builds, tests or git write.
_NEEDED = ("content", "plugins", "theme", "tests/sample_site", "pelicanconf.py", "publishconf.py")


class SourceError(Exception):
    """The argument is neither a commit nor a folder with a checkout."""


def export(source: str, target: Path, repository: Path = REPOSITORY) -> None:
    """Write the sources of a commit or of a checkout into `target`; raises SourceError."""
    if (Path(source) / "pelicanconf.py").is_file():
        _copy(Path(source), target)
        return
    commit = _git(repository, "rev-parse", "--verify", "--end-of-options", f"{source}^{{commit}}")
    archive = target.with_suffix(".tar")
    _git(repository, "archive", "--format=tar", f"--output={archive}", commit)
    with tarfile.open(archive) as packed:
        packed.extractall(target, filter="data")
    archive.unlink()


def _copy(checkout: Path, target: Path) -> None:
    for name in _NEEDED:
        source, copy = checkout / name, target / name
        if source.is_dir():
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.is_file():
            copy.parent.mkdir(exist_ok=True)
            shutil.copy(source, copy)


def _git(repository: Path, *words: str) -> str:
    command = ["git", "-C", str(repository), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SourceError(done.stderr.strip())
    return done.stdout.strip()
