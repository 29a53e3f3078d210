"""Installation of the audit's tools."""

import json
import os
import re

import pytest

from tests.building import ROOT
from tools.audit import installing

AUDIT = ROOT / "tests" / "audit"


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A machine with some programs installed; commands are recorded, and npm creates its folder."""
    calls = []
    (tmp_path / "package-lock.json").write_text("{}", "utf-8")

    def prepare(*programs, root=False, npm=0):
        def call(command, cwd, **_options):
            calls.append([os.path.basename(command[0]), *command[1:]])
            (cwd / "node_modules").mkdir(exist_ok=True)
            (cwd / "node_modules" / ".package-lock.json").write_text("{}", "utf-8")
            return npm

        monkeypatch.delenv("CI", raising=False)
        monkeypatch.setattr(installing.os, "geteuid", lambda: 0 if root else 1000)
        monkeypatch.setattr(
            installing.shutil, "which", lambda name: f"/bin/{name}" if name in programs else None
        )
        monkeypatch.setattr(installing.chromium, "install", calls.append)
        monkeypatch.setattr(installing.subprocess, "call", call)
        return tmp_path, calls

    return prepare


def test_missing_java_is_an_error_with_the_command(machine):
    """The message is one sentence, and nothing is installed without root."""
    folder, calls = machine("node", "npm", "apt-get")

    with pytest.raises(RuntimeError) as stopped:
        installing.installed(folder)

    assert str(stopped.value) == (
        "Measuring needs default-jre-headless. "
        "Type: sudo apt install nodejs npm default-jre-headless"
    )
    assert calls == []


def test_root_installs_what_is_missing(machine):
    """As in a CI container; apt installs only what is missing."""
    folder, calls = machine("node", "npm", "apt-get", root=True)

    with pytest.raises(RuntimeError, match="default-jre-headless"):
        installing.installed(folder)

    assert calls == [["default-jre-headless"]]


def test_the_lock_is_installed_once(machine):
    """Package scripts do not run; a second call installs nothing, but a newer lock file does."""
    folder, calls = machine("node", "npm", "java")
    found = installing.installed(folder)
    installing.installed(folder)

    assert calls == [
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    ]
    assert found.jar == folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    newer = (folder / "node_modules" / ".package-lock.json").stat().st_mtime + 10
    os.utime(folder / "package-lock.json", (newer, newer))
    installing.installed(folder)
    assert len(calls) == 2


def test_a_failed_installation_is_one_sentence(machine):
    """The output of npm is printed above it."""
    folder, _calls = machine("node", "npm", "java", npm=1)

    with pytest.raises(RuntimeError, match="check the network"):
        installing.installed(folder)


def test_the_lock_has_hashes_and_no_urls():
    """Every package has a hash and can come from any registry; Lighthouse is version 12."""
    lock = json.loads((AUDIT / "package-lock.json").read_text("utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}

    assert len(packages) > 100
    assert all("integrity" in package for package in packages.values())
    assert not [name for name, package in packages.items() if "resolved" in package]
    assert packages["node_modules/lighthouse"]["version"].startswith("12.")


def test_no_package_has_a_version_tag():
    """A dependency on “latest” is pinned by an override, or the lock would break with a release."""
    lock = json.loads((AUDIT / "package-lock.json").read_text("utf-8"))
    moving = {
        name
        for package in lock["packages"].values()
        for name, wanted in package.get("dependencies", {}).items()
        if re.fullmatch("[a-z]+", wanted)
    }
    overrides = json.loads((AUDIT / "package.json").read_text("utf-8"))["overrides"]

    assert moving == set(overrides)
