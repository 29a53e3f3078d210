"""A web server's folder gets whole releases, and a link says which one is live."""

import http.client
import os
import random
import shutil
import signal
import stat
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from plugins.deploy.__main__ import DONE, FAILED, OVERTAKEN, REFUSED
from plugins.deploy.rsync_host import server_folder
from tests.conftest import LONG, SEED, serving
from tests.deploy.rsync_server import RsyncServer
from tests.deploy.sites import site
from tests.deploy.visitors import Visitors

pytestmark = [
    pytest.mark.slow,  # a deploy waits for a second
    pytest.mark.skipif(not shutil.which("rsync"), reason="rsync is not installed: apt install it"),
]
ON_LOCK = "releases/.lock"


@pytest.fixture(params=["", "editor@web.example:"], ids=["folder", "ssh"])
def server(request, tmp_path):
    """A folder of this machine, and the same over ssh."""
    return RsyncServer(tmp_path, request.param)


@pytest.fixture
def folder(tmp_path):
    """A folder of this machine."""
    return RsyncServer(tmp_path)


def stylesheet(number):
    """The path of the hashed file of a site."""
    return next(path for path in site(number) if path.startswith("theme/"))


def test_visitors_get_the_site_that_was_published(server):
    """All of its files and no others, readable for the web server, whatever their names."""
    files = {"tag/søvn og \"hvile'.html": b"<!doctype html>"}

    done = server.deploy(1, **files)

    assert done.returncode == DONE, done.stderr
    assert server.live_files() == site(1) | files
    assert os.readlink(server.current).startswith("releases/")
    modes = {
        (path.is_dir(), stat.S_IMODE(path.stat().st_mode))
        for path in server.current.resolve().rglob("*")
    }
    assert modes == {(True, 0o755), (False, 0o644)}


def test_ssh_reaches_the_machine_that_target_names(tmp_path):
    """For the scripts, and for rsync."""
    server = RsyncServer(tmp_path, "editor@web.example:")

    server.deploy(1)

    assert {*Path(tmp_path, "ssh.log").read_text().split()} == {"editor@web.example", "web.example"}


def test_a_web_server_recognises_changed_files_and_no_others(folder):
    """Its ETag is made of time and size: unchanged files are the same file, changed ones newer.

    The new stylesheet has another name, so that each page changes, by no byte more or less.
    """
    folder.deploy(1)
    before = {path: (folder.current / path).stat() for path in site(1)}

    folder.deploy(2)

    after = {path: (folder.current / path).stat() for path in site(1)}
    assert after["robots.txt"].st_ino == before["robots.txt"].st_ino
    assert after["index.html"].st_size == before["index.html"].st_size
    assert int(after["index.html"].st_mtime) > int(before["index.html"].st_mtime)


def test_old_hashed_files_stay_for_some_releases(folder):
    """Somebody may hold the page that asks for them; what nobody can hold any more goes."""
    for number in range(4):
        assert folder.deploy(number, "--keep", "2", "--keep-days", "0").returncode == DONE

    live = folder.live_files()
    assert {path for path in live if path.startswith("theme/")} == {
        stylesheet(number) for number in (1, 2, 3)
    }
    assert len([*folder.target.glob("releases/*/")]) == 3


def test_a_rollback_takes_seconds_and_no_asset_from_anybody(server):
    """The release before is as it was, with the assets of the one that was taken back."""
    server.deploy(1)
    server.deploy(2)
    begun = time.monotonic()

    done = server.run("rollback")

    assert done.returncode == DONE, done.stderr
    assert time.monotonic() - begun < 5
    assert server.live_files() == site(1) | {stylesheet(2): site(2)[stylesheet(2)]}


def test_what_is_live_already_is_not_deployed_again(folder):
    """Nothing changes at the host."""
    folder.deploy(1)
    before = os.readlink(folder.current)

    assert folder.deploy(1).returncode == DONE
    assert os.readlink(folder.current) == before


def test_a_site_that_arrives_damaged_never_goes_live(folder):
    """A disk or a cable turned a bit, and rsync did not notice."""
    folder.deploy(1)
    damage = 'for last; do :; done\necho x >"$last/about/index.html"'
    folder.add_program("rsync", f'#!/bin/sh\n{shutil.which("rsync")} "$@"\n{damage}\n')

    done = folder.deploy(2)

    assert done.returncode == FAILED
    assert "about/index.html" in done.stderr
    assert folder.live_files() == site(1)


def test_an_upload_that_fails_changes_nothing_and_the_next_one_goes_on(folder):
    """What has arrived is not sent again."""
    folder.deploy(1)
    rsync = shutil.which("rsync")
    folder.add_program("rsync", f'#!/bin/sh\n{rsync} "$@"\nexit 12\n')
    assert folder.deploy(2).returncode == FAILED
    assert folder.live_files() == site(1)
    (new,) = folder.target.glob("releases/*.new")
    arrived = (new / "index.html").stat().st_ino
    (folder.programs / "rsync").unlink()

    assert folder.deploy(2).returncode == DONE
    assert (folder.current / "index.html").stat().st_ino == arrived
    assert [*folder.target.glob("releases/*.new")] == []


def test_a_missing_old_asset_is_reported_and_holds_nothing_up(folder):
    """Somebody has deleted it at the host."""
    folder.deploy(1)
    (folder.current / stylesheet(1)).unlink()

    done = folder.deploy(2)

    assert done.returncode == DONE
    assert stylesheet(1) in done.stdout
    assert folder.live_files() == site(2)


def test_a_publisher_who_is_at_work_is_not_disturbed(folder):
    """The second one is told so, and changes nothing."""
    folder.deploy(1)
    lock = folder.target / ON_LOCK
    lock.symlink_to(f"{os.getpid()}:{os.uname().nodename}:0123")

    assert folder.deploy(2).returncode == OVERTAKEN
    assert folder.live_files() == site(1)
    assert lock.is_symlink()


@pytest.mark.parametrize("age", [0, 24 * 3600])
def test_a_publisher_who_is_gone_holds_nothing_up(folder, age):
    """His process has ended; one of another machine, that cannot be asked, counts for 12 hours."""
    folder.deploy(1)
    ended = subprocess.Popen(["true"])
    ended.wait()
    owner = "1:another-machine:01" if age else f"{ended.pid}:{os.uname().nodename}:01"
    lock = folder.target / ON_LOCK
    lock.symlink_to(owner)
    os.utime(lock, (time.time() - age,) * 2, follow_symlinks=False)

    assert folder.deploy(2).returncode == DONE
    assert not lock.is_symlink()


def test_the_lock_of_a_publisher_who_is_killed_goes(folder):
    """Its shell finds that nobody reads what it says."""
    lock = folder.target / ON_LOCK
    command = folder.command("deploy", "--output", f"{folder.published(1)}")
    publisher = subprocess.Popen(**command, stdout=subprocess.DEVNULL)
    end = time.monotonic() + 20
    while not lock.is_symlink() and time.monotonic() < end:
        time.sleep(0.01)
    publisher.kill()
    publisher.wait()

    while lock.is_symlink() and time.monotonic() < end:
        time.sleep(0.1)
    assert not lock.is_symlink()


def test_of_two_publishers_at_once_one_is_first(folder):
    """The other is refused or comes after; the live site is whole."""
    folder.deploy(1)
    running = [
        subprocess.Popen(
            **folder.command("deploy", "--output", f"{folder.published(number)}"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for number in (2, 3)
    ]

    codes = {process.wait(60) for process in running}

    assert codes in ({DONE}, {DONE, OVERTAKEN})
    assert folder.is_whole()
    assert not (folder.target / ON_LOCK).is_symlink()


def test_a_machine_that_stops_after_the_switch_is_set_right(folder):
    """The list of releases is of before then; the next deploy, of the same site, completes it."""
    folder.deploy(1)
    listed = (folder.target / "releases/manifest.json").read_bytes()
    folder.deploy(2)
    live = os.readlink(folder.current)
    (folder.target / "releases/manifest.json").write_bytes(listed)

    assert live.removeprefix("releases/") in folder.run("status").stdout
    assert folder.deploy(2).returncode == DONE
    assert os.readlink(folder.current) == live
    assert folder.run("rollback").returncode == DONE
    assert folder.is_whole()


def test_a_machine_that_stops_when_the_old_releases_are_gone_is_set_right(folder):
    """Their manifests too; the list still has them as expired."""
    none = ("--keep", "0", "--keep-days", "0")
    folder.deploy(1, *none)
    folder.deploy(2, *none)
    list_again = (
        f'case $* in *manifest.json.new*) [ ! -d "{folder.current.resolve()}" ] && exit 1;; esac'
    )
    folder.add_program("mv", f'#!/bin/sh\n{list_again}\nexec {shutil.which("mv")} "$@"\n')
    assert folder.deploy(3, *none).returncode == FAILED
    (folder.programs / "mv").unlink()

    done = folder.deploy(4, *none)

    assert done.returncode == DONE, done.stderr
    assert folder.live_files() == site(4)


def test_without_a_program_for_digests_nothing_goes_live(folder):
    """An upload that nothing can check is not taken for a good one."""
    folder.deploy(1)
    some = folder.folder / "some programs"
    some.mkdir()
    for name in ("sh", "rsync", "ln", "rm", "mv", "cat", "mkdir", "readlink", "uname", "find",
                 "date", "sleep", "grep", "ps"):  # fmt: skip
        if found := shutil.which(name):
            (some / name).symlink_to(found)
    folder.env["PATH"] = f"{some}"

    done = folder.deploy(2)

    assert done.returncode == FAILED
    assert folder.live_files() == site(1)


@pytest.mark.parametrize("name", ["20261130T000000Z-backup.tar", "20261130T000000Z-1c9de2f0.bak"])
def test_files_of_somebody_else_beside_the_releases_stay(folder, name):
    """Even if their names are almost those of releases."""
    folder.deploy(1)
    (folder.target / "releases" / name).write_text("Mine")

    folder.deploy(2)

    assert (folder.target / "releases" / name).read_text() == "Mine"


def test_a_folder_in_the_place_of_the_link_is_never_replaced(folder):
    """Somebody's own site may be in it."""
    folder.current.mkdir(parents=True)

    assert folder.deploy(1).returncode == FAILED
    assert folder.current.is_dir()
    assert not folder.current.is_symlink()


@pytest.mark.parametrize("target", ["/var/www/html", "releases/../../etc", "releases/old site"])
def test_a_link_of_somebody_else_is_never_replaced(folder, target):
    """It leads to the site that was there before."""
    folder.target.mkdir(parents=True)
    folder.current.symlink_to(target)

    assert folder.deploy(1).returncode == FAILED
    assert os.readlink(folder.current) == target


def test_machines_without_the_programs_of_linux_switch_as_well(folder):
    """`mv` of macOS and BSD has no -T, that of old ones no -h; macOS has shasum."""
    mv, perl = shutil.which("mv"), shutil.which("perl")
    folder.add_program("mv", f'#!/bin/sh\ncase "$1" in -T|-h) exit 64;; esac\nexec {mv} "$@"\n')
    folder.add_program("perl", f'#!/bin/sh\necho >>"$SSH_LOG"\nexec {perl} "$@"\n')
    folder.deploy(1)

    done = folder.deploy(2)

    assert done.returncode == DONE, done.stderr
    assert (folder.folder / "ssh.log").is_file()
    assert folder.live_files()["index.html"] == site(2)["index.html"]


def test_a_copy_with_compressed_neighbours_is_deployed(folder):
    """For a server that sends them; those of unchanged files stay the same files."""
    long = b"User-agent: *\n" * 50
    assert folder.deploy(1, "--precompress", **{"robots.txt": long}).returncode == DONE
    before = (folder.current / "robots.txt.br").stat().st_ino

    done = folder.deploy(2, "--precompress", **{"robots.txt": long})

    assert done.returncode == DONE, done.stderr
    assert (folder.current / "robots.txt.br").stat().st_ino == before
    assert not [*(folder.folder / "site-2").rglob("*.br")]


@pytest.mark.parametrize(
    "target",
    [
        "", "/", "/.", "host:/.", "web.example.org", "editor@web.example.org", "~/site", "-x",
        "host:", "host:site", "host:/", "-oProxyCommand=x:/srv", "a@-x:/srv", "a b:/srv",
        "host:/srv/../etc", "host:/srv/$(id)", "host:/srv/`id`", "host:/a\nb", "host:/a*", "h:/a'b",
        "rsync://host/srv", "host::module/srv",
    ],
)  # fmt: skip
def test_what_is_no_folder_of_a_server_is_refused(target):
    """Nothing of it reaches a shell, and no machine is asked."""
    with pytest.raises(ValueError, match="no folder"):
        server_folder(target)


def test_a_target_that_is_no_folder_is_not_said_to_have_no_release(folder):
    """Nobody can look into it."""
    folder.target.parent.mkdir()
    folder.target.write_text("Mine")

    assert folder.run("status").returncode == FAILED
    assert folder.deploy(1).returncode == FAILED
    assert folder.target.read_text() == "Mine"


def test_a_wrong_target_is_refused_as_a_command(folder):
    """With the exit code for what cannot be used."""
    words = folder.command("deploy")
    words["args"][words["args"].index("--target") + 1] = "host:site"

    assert subprocess.run(**words, capture_output=True, check=False).returncode == REFUSED


def test_nobody_meets_a_missing_file(folder):
    """Through ten deploys and five rollbacks, whoever follows links or holds an old page."""
    folder.deploy(0)
    keeping = ("--keep", "3", "--keep-days", "0")
    with (
        serving(folder.current) as url,
        Visitors(lambda: _connected(url), held=3).visiting() as visitors,
    ):
        for number in range(1, 11):
            assert folder.deploy(number, *keeping).returncode == DONE
            if number % 2 == 0:
                assert folder.run("rollback", *keeping).returncode == DONE

    assert visitors.errors == []
    assert visitors.answers > 100


def _connected(url):
    return http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)


@pytest.mark.parametrize("number", range(100 if LONG else 10))
def test_a_kill_at_any_moment_leaves_a_whole_site(folder, number):
    """The next deploy finishes the work, whatever the last one has left, its lock too."""
    chance = random.Random(f"{SEED} {number}")
    folder.deploy(1)
    process = subprocess.Popen(
        **folder.command("deploy", "--output", f"{folder.published(2)}"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while process.poll() is None and not (folder.target / ON_LOCK).is_symlink():
        time.sleep(0.01)
    time.sleep(chance.uniform(0, 1.6))
    process.send_signal(signal.SIGKILL)
    process.wait()

    assert folder.is_whole()
    assert folder.live_files()["index.html"] in (site(1)["index.html"], site(2)["index.html"])
    done = _deployed_when_free(folder, 2)
    assert done.returncode == DONE, done.stderr
    assert folder.live_files()["index.html"] == site(2)["index.html"]
    assert folder.is_whole()


def _deployed_when_free(folder, number):
    """The shell of the killed one ends with its script, and removes the lock."""
    until = time.monotonic() + 20
    while (done := folder.deploy(number)).returncode == OVERTAKEN and time.monotonic() < until:
        time.sleep(0.1)
    return done
