"""Installation of the browser for browser tests."""

import re

import pytest

from tools import chromium


@pytest.fixture
def machine(monkeypatch):
    """A machine on which commands are recorded; the programs in `lacks` are missing at first."""
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
    """No command runs on a machine that has everything."""
    calls = machine(lacks=[], root=True)

    assert chromium.main() == 0
    assert calls == []


def test_root_installs_it_with_apt(machine, capsys):
    """A message says what was installed."""
    calls = machine(lacks=["chromium", "libatomic1"], root=True)

    assert chromium.main() == 0
    assert calls[-1][-2:] == ["chromium", "libatomic1"]
    assert "sudo" not in calls[-1]
    assert capsys.readouterr().err == "Installing chromium and libatomic1 with apt.\n"


def test_ci_installs_it_with_sudo(machine, monkeypatch):
    """In CI without root, sudo is used."""
    monkeypatch.setenv("CI", "true")
    calls = machine(lacks=["chromium"], root=False)

    assert chromium.main() == 0
    assert calls[-1][:2] == ["sudo", "apt-get"]


def test_without_root_the_command_is_printed(machine, capsys):
    """Nothing is installed without consent: the run fails with the command to type."""
    calls = machine(lacks=["chromium"], root=False)

    assert chromium.main() == 1
    assert calls == []
    assert capsys.readouterr().err == (
        "error: the browser tests need chromium. Type: sudo apt install chromium\n"
    )


def test_a_machine_without_apt_fails_clearly(machine, capsys):
    """The message for root on another system names what is needed."""
    machine(lacks=["chromium"], root=True, apt=False)

    assert chromium.main() == 1
    assert "the browser tests need chromium" in capsys.readouterr().err


def test_a_missing_font_is_installed_too(monkeypatch, tmp_path):
    """Other fonts have other widths, so layout tests would give other results."""
    monkeypatch.setattr(chromium.sys, "platform", "linux")
    monkeypatch.setattr(chromium, "FONTS", tmp_path)

    assert "fonts-liberation" in chromium.missing()
    (tmp_path / "truetype").mkdir()
    (tmp_path / "truetype" / chromium.FONT).touch()
    assert "fonts-liberation" not in chromium.missing()


@pytest.fixture
def devtools(browser):
    """A session of the DevTools protocol with the browser itself."""
    session = browser.new_browser_cdp_session()
    yield session
    session.detach()


@pytest.mark.browser
def test_what_playwright_disables_is_still_disabled(devtools):
    """Chromium obeys the last such switch alone, and that is ours."""
    command = devtools.send("SystemInfo.getInfo")["commandLine"]
    *others, ours = [
        set(each.split(",")) for each in re.findall(r"--disable-features=(\S*)", command)
    ]

    assert others
    assert set().union(*others) <= ours


@pytest.mark.browser
def test_a_tab_starts_nothing_else(devtools, page):
    """No list of an address field that nobody sees, which takes longer than the tab itself."""
    page.goto("about:blank")
    targets = devtools.send("Target.getTargets", {"filter": [{}]})["targetInfos"]

    assert {each["type"] for each in targets} == {"page", "tab"}
