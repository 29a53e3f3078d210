"""What figures were measured with: the machine, and the versions of the generators."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from bench.generators.ours import ROOT
from bench.generators.peers import ELEVENTY, HUGO, eleventy_program
from tools import chromium

_PACKAGES = ("pelican", "markdown", "jinja2")
_VERSION = re.compile(r"\d+(?:\.\d+)+")


def versions(hugo: str, modules: Path) -> dict[str, str]:
    """By name, the versions of all programs; empty for those that are not installed."""
    found = {"Python": platform.python_version()}
    found |= {name.capitalize(): metadata.version(name) for name in _PACKAGES}
    found[HUGO] = _version(hugo, "version")
    found[ELEVENTY] = _version("node", str(eleventy_program(modules)), "--version")
    found["Node"] = _version("node", "--version")
    found["Chromium"] = _version(chromium.find() or "chromium", "--version")
    return found


def origin(versions: dict[str, str]) -> str:
    """The date, the commit, the machine and the versions, in one sentence."""
    commit = _output("git", "-C", str(ROOT), "describe", "--always", "--dirty", "--exclude=*")
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    parts = [f"{name} {version or 'not installed'}" for name, version in versions.items()]
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, commit {commit.strip()}; {_processor()}, {cores} cores, "
        f"{memory:.0f} GB, {platform.system()} {platform.release()}; {', '.join(parts)}"
    )


def _processor() -> str:
    text = Path("/proc/cpuinfo").read_text("utf-8")
    found = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return found[1] if found else platform.machine()


def _version(*command: str) -> str:
    found = _VERSION.search(_output(*command))
    return found[0] if found else ""


def _output(*command: str) -> str:
    """What a program prints, or nothing where it is not installed or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout
