"""How the browser tests get their browser."""

import pytest

from tools import chromium


@pytest.fixture
def machine(monkeypatch):
    """A machine on which calls are noted; it lacks what `lacks` says until apt has run."""
    monkeypatch.setattr(chromium.sys, "platform", "linux")
    monkeypatch.delenv("CI", raising=False)
    calls = []

    def prepare(*, lacks, root, apt=True):
        left = list(lacks)

        def call(command, **_options):
            calls.append(command)
            if "install" in command:
                left.clear()
            return 0

        monkeypatch.setattr(chromium, "missing", lambda: list(left))
        monkeypatch.setattr(chromium.os, "geteuid", lambda: 0 if root else 1000)
        monkeypatch.setattr(
            chromium.shutil, "which", lambda _name: "/usr/bin/apt-get" if apt else None
        )
        monkeypatch.setattr(chromium.subprocess, "call", call)
        return calls

    return prepare


def test_nothing_is_installed_where_nothing_is_missing(machine):
    """A machine that has all is left alone."""
    calls = machine(lacks=[], root=True)

    assert chromium.main() == 0
    assert calls == []


def test_root_gets_it_installed_and_is_told(machine, capsys):
    """As root what is missing comes from apt, and the words say so."""
    calls = machine(lacks=["chromium", "libatomic1"], root=True)

    assert chromium.main() == 0
    assert calls[-1][-2:] == ["chromium", "libatomic1"]
    assert "sudo" not in calls[-1]
    assert capsys.readouterr().err == "Installing chromium and libatomic1 with apt.\n"


def test_ci_gets_it_installed_with_sudo(machine, monkeypatch):
    """A CI that is not root has sudo."""
    monkeypatch.setenv("CI", "true")
    calls = machine(lacks=["chromium"], root=False)

    assert chromium.main() == 0
    assert calls[-1][:2] == ["sudo", "apt-get"]


def test_a_person_gets_the_one_command_to_type(machine, capsys):
    """Nobody's machine is changed unasked: the run fails with the command."""
    calls = machine(lacks=["chromium"], root=False)

    assert chromium.main() == 1
    assert calls == []
    assert capsys.readouterr().err == (
        "error: the browser tests need chromium. Type: sudo apt install chromium\n"
    )


def test_a_machine_without_apt_fails_clearly(machine, capsys):
    """Root on another system is told what is needed."""
    machine(lacks=["chromium"], root=True, apt=False)

    assert chromium.main() == 1
    assert "the browser tests need chromium" in capsys.readouterr().err


def test_a_font_is_needed_where_pages_are_measured(monkeypatch, tmp_path):
    """Other fonts are wider, and a page then takes more room than it does for visitors."""
    monkeypatch.setattr(chromium.sys, "platform", "linux")
    monkeypatch.setattr(chromium, "FONTS", tmp_path)

    assert "fonts-liberation" in chromium.missing()
    (tmp_path / "truetype").mkdir()
    (tmp_path / "truetype" / chromium.FONT).touch()
    assert "fonts-liberation" not in chromium.missing()
