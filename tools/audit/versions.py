"""The versions of the browser and the tools that the audit measures with (edge: disk, Chromium)."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import axe_playwright_python

from tools import chromium
from tools.audit.installing import HERE

_AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
_HEAD = 200  # characters at the beginning of a file that name its version


@dataclass(frozen=True)
class Versions:
    """The browser with its version, and the versions of three tools."""

    browser: str
    axe: str
    lighthouse: str
    nu: str


def installed(folder: Path = HERE) -> Versions:
    """Those on this machine; npm has installed two of the tools in `folder`.

    Raises RuntimeError if one cannot be found out.
    """
    done = subprocess.run(
        [str(chromium.find()), "--version"], capture_output=True, text=True, check=False
    )
    modules = folder / "node_modules"
    return Versions(
        browser=_found(r"\A\D+ [\d.]+", done.stdout),
        axe=_found(r"(?<=axe v)[\d.]+", _AXE.read_text("utf-8")[:_HEAD]),
        lighthouse=json.loads((modules / "lighthouse" / "package.json").read_text())["version"],
        nu=json.loads((modules / "vnu-jar" / "package.json").read_text())["version"],
    )


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise RuntimeError(f"“{text[:_HEAD]}” does not say which version it is.")
    return match[0]
