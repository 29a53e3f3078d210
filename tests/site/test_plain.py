"""The command `pelican`, with our settings files: it builds as make does."""

import os
import pty
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from plugins.publishing import build
from plugins.site import plain
from tests.building import clean_environment, run, snapshot
from tests.publishing.small_site import build_site, edit, small_site, write

pytestmark = pytest.mark.slow

ADDRESS = "https://clinic.example.org"
PELICAN = (str(Path(sys.executable).with_name("pelican")), "content")


@pytest.fixture
def site(tmp_path):
    """A small clinic."""
    return small_site(tmp_path / "site", code=True)


def pelican(folder, *options, settings="pelicanconf.py", **env):
    """Run the command in the project `folder`; returns the finished process."""
    words = [sys.executable, "-m", "pelican", *PELICAN[1:], "-s", settings, *options]
    return run(words, cwd=folder, env={"COLUMNS": "300", **env})


def started(folder, *options):
    """Start the command in the project `folder`, with its output in `folder`/log."""
    with (folder / "log").open("w") as log:
        return subprocess.Popen(
            [*PELICAN, "-s", "pelicanconf.py", *options],
            cwd=folder,
            env={**clean_environment(), "COLUMNS": "300"},
            stdout=log,
            stderr=log,
        )


def wait_until(found, seconds=60):
    """Wait until `found()` is true."""
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.mark.parametrize(
    ("mode", "settings", "env"),
    [("html", "pelicanconf.py", {}), ("publish", "publishconf.py", {"SITEURL": ADDRESS})],
)
def test_the_pages_are_those_of_make(site, mode, settings, env):
    """With either settings file, every byte of the site."""
    env = {**env, "SOURCE_DATE_EPOCH": "1767700000", "INCREMENTAL": "0"}
    expected = build_site(site, mode, output=site / "made", env=env)

    done = pelican(site, settings=settings, **env)

    assert (expected.returncode, done.returncode) == (0, 0), done.stderr
    assert snapshot(site / "output") == snapshot(site / "made")


def test_it_builds_from_any_folder(site, tmp_path):
    """The plugins are beside the settings file."""
    options = (str(site / "content"), "-o", "new/site")
    command = [PELICAN[0], options[0], "-s", str(site / "publishconf.py"), *options[1:]]

    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={**clean_environment(), "SITEURL": ADDRESS},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "new/site/search-index/index.json").is_file()


def test_publishing_without_an_address_is_refused(site):
    """As `make publish` does; nothing is written."""
    expected = build_site(site, "publish")

    done = pelican(site, settings="publishconf.py")

    assert done.returncode == expected.returncode == 2
    assert expected.stderr.strip() in done.stderr
    assert not (site / "output").exists()


def test_every_finding_is_shown_and_the_old_site_stays(site):
    """The exit code says that the build has failed, also if the log is to be quiet."""
    assert pelican(site).returncode == 0
    old = snapshot(site / "output")
    edit(site, "content/articles/warm.md", "/articles/cool/", "/articles/gone/")
    edit(site, "content/articles/cool.md", "dot.png", "dod.png")
    expected = build_site(site).stderr.split("\n\n")[0].splitlines()

    for options in ((), ("-q",), ("-q", "--fatal", "errors"), ("-D",)):
        done = pelican(site, *options)

        assert done.returncode == 1
        assert len(expected) >= 2
        assert [line for line in expected if line not in done.stderr] == []
        assert snapshot(site / "output") == old


def test_warnings_are_fatal_if_asked(site):
    """A page that nothing describes is only a warning, as with make."""
    edit(site, "content/articles/warm.md", "topics: [Running]", "topics: [Running, Runing]")
    expected = build_site(site, env={"PELICANOPTS": "--fatal warnings"})

    assert pelican(site).returncode == 0
    done = pelican(site, "--fatal", "warnings")

    assert done.returncode == expected.returncode == 1
    assert "Warnings are fatal." in done.stderr


@pytest.mark.parametrize("before", [True, False])
def test_a_plugin_that_cannot_be_loaded_fails_the_build(site, before):
    """Pelican goes on without it, and says why before it has loaded ours."""
    names = ["missing", "plugins.site.plugin"]
    with (site / "pelicanconf.py").open("a") as settings:
        settings.write(f"PLUGINS = {names if before else names[::-1]}\n")

    done = pelican(site)

    assert done.returncode == 1
    assert re.search("error: Cannot load plugin missing", done.stderr)
    assert not (site / "output").exists()


def test_a_build_that_is_interrupted_says_so(site):
    """With the exit code of the signal, and the old site in place."""
    write(site, "slow.py", "import time\nfrom pelican import signals\n"
          "def wait(_generators):\n    open('waiting', 'w').close()\n    time.sleep(60)\n"
          "def register():\n    signals.all_generators_finalized.connect(wait)\n")  # fmt: skip
    with (site / "pelicanconf.py").open("a") as settings:
        settings.write('PLUGINS = ["plugins.site.plugin", "slow"]\n')
    process = started(site)
    wait_until((site / "waiting").exists)

    process.send_signal(signal.SIGINT)

    assert process.wait(60) == 128 + signal.SIGINT
    assert "output is unchanged" in (site / "log").read_text()
    assert sorted(path.name for path in site.glob("*output*")) == []


def test_a_build_after_each_save_and_a_server(site):
    """`-r --listen`: a build that fails leaves the site, and the next one is like a first."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = started(site, "-r", "--listen", "--port", str(port))
    log, page = site / "log", site / "output/articles/warm/index.html"
    try:
        wait_until(lambda: page.exists() and "Wrote" in log.read_text())
        time.sleep(1)  # the command looks for changes only then
        edit(site, "content/articles/warm.md", "/articles/cool/", "/articles/gone/")
        wait_until(lambda: "output is unchanged" in log.read_text().replace("/ ", " "))
        time.sleep(1)
        edit(site, "content/articles/warm.md", "/articles/gone/", "/articles/cool/")
        edit(site, "content/data/clinic.yaml", "Fjord Clinic", "Hill Clinic")
        wait_until(lambda: "Hill Clinic" in page.read_text())
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/articles/warm/") as answer:
            assert b"Hill Clinic" in answer.read()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
    made = build_site(site, output=site / "made", env={"INCREMENTAL": "0"})

    assert made.returncode == 0
    assert snapshot(site / "output") == snapshot(site / "made")
    assert len(re.findall("unchanged", log.read_text())) == 1  # no loop around a failed build


@pytest.mark.parametrize("autoreload", [True, False])
def test_a_signal_at_the_end_of_a_build_ends_the_loop(monkeypatch, autoreload):
    """The new site is in place then, so the build has succeeded."""

    def built(options, _run):
        assert options.goes_on == autoreload
        build.stop_on_signals()
        build.ignore_signals(goes_on=options.goes_on)
        signal.raise_signal(signal.SIGTERM)
        return build.OK

    monkeypatch.setattr(build, "build", built)
    instance = SimpleNamespace(settings={"PATH": "a", "OUTPUT_PATH": "b", "SITEURL": ""})
    arguments = SimpleNamespace(settings="pelicanconf.py", autoreload=autoreload)
    before = signal.getsignal(signal.SIGTERM)

    with pytest.raises(KeyboardInterrupt) if autoreload else nullcontext():
        plain._run(instance, arguments)

    assert signal.getsignal(signal.SIGTERM) == before


def test_a_terminal_shows_the_findings(site):
    """Although Pelican draws a live line there."""
    edit(site, "content/articles/warm.md", "/articles/cool/", "/articles/gone/")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*PELICAN, "-s", "pelicanconf.py"],
        cwd=site,
        env={**clean_environment(), "TERM": "xterm", "COLUMNS": "300"},
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            shown += os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
    os.close(ours)

    assert process.wait(60) == 1
    assert b"content/articles/warm.md:" in shown
    assert b"1 error" in shown
