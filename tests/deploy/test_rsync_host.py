"""A web server's folder gets whole releases, and a link says which one is live."""

import http.client
import os
import shutil
import stat
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from plugins.deploy.__main__ import DONE, REFUSED
from plugins.deploy.rsync_host import server_folder
from tests.building import ROOT
from tests.conftest import serving
from tests.deploy.rsync_server import RsyncServer
from tests.deploy.sites import site, stylesheet
from tests.deploy.visitors import Visitors

pytestmark = [
    pytest.mark.slow,  # each deploy starts some thirty programs
    pytest.mark.skipif(not shutil.which("rsync"), reason="rsync is not installed: apt install it"),
]


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
    folder.is_quick = True
    found = []
    for number in range(4):
        folder.deploy(number)
        found.append({path: (folder.current / path).stat() for path in site(number)})

    for before, after in pairwise(found):
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


def test_of_a_site_that_is_live_nothing_old_stays_if_nothing_is_to_be_kept(folder):
    """Somebody has found a picture that should never have been published."""
    for number in (1, 2):
        folder.deploy(number)
    nothing = ("--keep", "0", "--keep-days", "0")

    for _ in range(2):
        assert folder.deploy(2, *nothing).returncode == DONE
        assert folder.live_files() == site(2)
        assert len([*folder.target.glob("releases/*/")]) == 1


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
    """Nothing changes at the host, even if the site itself has a compressed file beside a text."""
    files = {"a.txt": b"Of the site", "a.txt.gz": b"Of the site"}
    folder.deploy(1, **files)
    before = os.readlink(folder.current)

    assert folder.deploy(1, **files).returncode == DONE
    assert os.readlink(folder.current) == before


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


def test_what_is_live_without_neighbours_gets_them_when_they_are_wanted(folder):
    """And loses them when they are not, though no file of the site has changed."""
    files = {"robots.txt": b"User-agent: *\n" * 50, "a.gz": b"Of the site"}
    seen = []
    for words in ([], [], ["--precompress"], ["--precompress"], []):
        done = folder.deploy(1, *words, **files)
        assert done.returncode == DONE, done.stderr
        seen.append((os.readlink(folder.current), (folder.current / "robots.txt.br").exists()))

    releases, have_neighbours = zip(*seen, strict=True)
    assert have_neighbours == (False, False, True, True, False)
    assert [before == after for before, after in pairwise(releases)] == [True, False, True, False]
    assert folder.is_whole()


@pytest.mark.parametrize("target", ["output", "output/site", "output.release/site", "link/site"])
def test_a_target_within_the_published_site_is_refused(folder, target):
    """The next deploy would take what it has written for a part of the site."""
    output = folder.published(1)
    (output.parent / "link").symlink_to(output)
    folder.target = output.parent / target

    assert folder.run("deploy", "--output", f"{output}").returncode == REFUSED
    assert not [*output.parent.rglob("releases")]


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


def test_a_wrong_target_is_refused_as_a_command():
    """With the exit code for what cannot be used."""
    words = ["deploy", "--host", "rsync", "--target", "host:site"]

    done = subprocess.run([sys.executable, "-m", "plugins.deploy", *words], cwd=ROOT, check=False)

    assert done.returncode == REFUSED


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
