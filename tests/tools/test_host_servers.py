"""Installation of the servers for the tests of hosts."""

import pytest

from tools import chromium, host_servers


@pytest.fixture
def machine(monkeypatch):
    """A machine on which commands are recorded; the packages in `lacks` are missing at first."""
    calls = []

    def prepare(*, lacks, may_install=True, works=True):
        left = list(lacks)

        def install(packages):
            calls.append(packages)
            if works:
                left.clear()

        monkeypatch.setattr(host_servers, "missing", lambda: list(left))
        monkeypatch.setattr(chromium, "may_install", lambda: may_install)
        monkeypatch.setattr(chromium, "install", install)
        monkeypatch.setattr(host_servers.subprocess, "call", calls.append)
        return calls

    return prepare


def test_nothing_is_installed_where_nothing_is_missing(machine, capsys):
    """No command runs on a machine that has everything; what no real host reads is said."""
    calls = machine(lacks=[])

    assert host_servers.main() == 0
    assert calls == []
    assert "_headers and _redirects are tested by readers of our own" in capsys.readouterr().out


def test_what_is_missing_is_installed(machine, monkeypatch, tmp_path):
    """What the packages start is stopped: the tests start servers of their own."""
    calls = machine(lacks=["nginx", "libnginx-mod-http-brotli-static"])
    monkeypatch.setattr(host_servers, "Path", lambda _path: tmp_path)

    assert host_servers.main() == 0
    assert calls[0] == ["nginx", "libnginx-mod-http-brotli-static"]
    assert calls[1][-5:] == ["systemctl", "disable", "--quiet", "--now", "nginx"]


@pytest.mark.parametrize("given", [{"may_install": False}, {"works": False}])
def test_one_sentence_says_what_cannot_be_installed(machine, capsys, given):
    """With the command to type."""
    machine(lacks=["caddy"], **given)

    assert host_servers.main() == 1
    assert capsys.readouterr().err == (
        "error: the tests of hosts need caddy. Type: sudo apt install caddy\n"
    )


def test_each_missing_package_is_named(monkeypatch, tmp_path):
    """By the program, or the file, that it would have brought."""
    monkeypatch.setattr(host_servers, "find", lambda name: None if name == "caddy" else name)
    monkeypatch.setattr(host_servers, "MODULE", tmp_path / "module.so")

    assert host_servers.missing() == ["caddy", "libnginx-mod-http-brotli-static"]
