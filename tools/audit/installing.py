"""Installs Lighthouse and the Nu HTML checker from their lock, with Node and Java (edge: npm)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tools import chromium

HERE = Path(__file__).resolve().parent.parent.parent / "tests" / "audit"
# The Debian package of each program.
PROGRAMS: Mapping[str, str] = {
    "node": "nodejs", "npm": "npm", "java": "default-jre-headless",
}  # fmt: skip
_INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


@dataclass(frozen=True)
class Installed:
    """Where the two tools are."""

    lighthouse: Path
    jar: Path


def missing() -> list[str]:
    """The Debian packages of the programs that this machine does not have."""
    return [package for program, package in PROGRAMS.items() if not shutil.which(program)]


def installed(folder: Path = HERE) -> Installed:
    """The tools of the lock in `folder`, which are installed first if they are missing or old.

    Raises RuntimeError with a hint if that fails.
    """
    allowed = os.geteuid() == 0 or os.environ.get("CI") == "true"
    if missing() and allowed and shutil.which("apt-get"):
        chromium.install(missing())
    if packages := missing():
        hint = f"sudo apt install {' '.join(PROGRAMS.values())}"
        raise RuntimeError(f"Measuring needs {' and '.join(packages)}. Type: {hint}")
    modules = folder / "node_modules"
    if not _up_to_date(folder, modules):
        print("Installing Lighthouse and the Nu HTML checker with npm.", file=sys.stderr)
        npm = [str(shutil.which("npm")), *_INSTALL]
        if subprocess.call(npm, cwd=folder, stdout=subprocess.DEVNULL):
            raise RuntimeError("npm could not install them (see above): check the network.")
    return Installed(
        lighthouse=modules / "lighthouse" / "cli" / "index.js",
        jar=modules / "vnu-jar" / "build" / "dist" / "vnu.jar",
    )


def _up_to_date(folder: Path, modules: Path) -> bool:
    """Whether npm has finished since the lock was last changed: it writes its own copy last."""
    copy = modules / ".package-lock.json"
    return copy.is_file() and copy.stat().st_mtime >= (folder / "package-lock.json").stat().st_mtime
