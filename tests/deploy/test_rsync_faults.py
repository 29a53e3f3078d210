"""Whatever fails at a web server's folder, visitors get a whole site."""

import os
import shutil
import time

import pytest

from plugins.deploy import rsync_scripts
from plugins.deploy.__main__ import DONE, FAILED
from plugins.deploy.machine import Machine
from tests.deploy.sites import site, stylesheet

pytestmark = [
    pytest.mark.slow,  # each deploy starts some thirty programs
    pytest.mark.skipif(not shutil.which("rsync"), reason="rsync is not installed: apt install it"),
]

RELEASE = "20261201T120000Z-00000000"


def test_a_site_that_arrives_damaged_never_goes_live(folder):
    """A disk or a cable turned a bit, and rsync did not notice."""
    folder.deploy(1)
    damage = 'for last; do :; done\necho x >"$last/about/index.html"'
    folder.add_program("rsync", f'#!/bin/sh\n{shutil.which("rsync")} "$@"\n{damage}\n')

    done = folder.deploy(2)

    assert done.returncode == FAILED
    assert "about/index.html" in done.stderr
    assert folder.live_files() == site(1)


def test_a_site_that_is_built_again_meanwhile_never_goes_live(folder):
    """Its manifest is that of the one before; what would be live, nobody could say."""
    folder.deploy(1)
    output = folder.folder / "site-2" / "output"
    build = f'echo "Another" >"{output}/index.html"'
    folder.add_program("rsync", f'#!/bin/sh\n{build}\nexec {shutil.which("rsync")} "$@"\n')

    done = folder.deploy(2)

    assert done.returncode == FAILED
    assert "index.html" in done.stderr
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
    time.sleep(1 - time.time() % 1)  # in the same second it would be the same release, begun anew

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


def test_a_rollback_that_stops_after_the_switch_is_finished_by_the_same_command(folder):
    """What is said to be live is what visitors get, all the time."""
    for number in (1, 2, 3):
        folder.deploy(number)
    listed = (folder.target / "releases/manifest.json").read_bytes()
    folder.run("rollback")
    live = os.readlink(folder.current)
    (folder.target / "releases/manifest.json").write_bytes(listed)
    (said, *_) = folder.run("status").stdout.splitlines()

    assert folder.run("rollback").returncode == DONE
    assert said.startswith(f"Live on {folder.target} is release {live.removeprefix('releases/')}.")
    assert os.readlink(folder.current) == live
    assert folder.live_files()["index.html"] == site(2)["index.html"]


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
                 "date", "sleep", "grep", "ps", "head", "ls", "touch", "sed"):  # fmt: skip
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


def test_a_target_that_is_no_folder_is_not_said_to_have_no_release(folder):
    """Nobody can look into it."""
    folder.target.parent.mkdir()
    folder.target.write_text("Mine")

    assert folder.run("status").returncode == FAILED
    assert folder.deploy(1).returncode == FAILED
    assert folder.target.read_text() == "Mine"


REFUSING = """#!/bin/sh
case $* in *{word}*) echo "{name}: $*: Permission denied" >&2; exit 1;; esac
exec {program} "$@"
"""


def forbid(folder, name, word):
    """Let a program of the server fail as one whose user has no rights, if this is asked of it."""
    text = REFUSING.format(name=name, word=word, program=shutil.which(name))
    folder.add_program(name, text)


@pytest.mark.parametrize(("name", "word"), [("ln", ".lock"), ("ln", "current"), ("mkdir", ".new")])
def test_a_folder_that_may_not_be_written_is_said(folder, name, word):
    """It is not taken for the work of another publisher; the site that is live stays."""
    folder.deploy(1)
    forbid(folder, name, word)

    done = folder.deploy(2)

    assert done.returncode == FAILED
    assert "Permission denied" in done.stderr
    assert os.readlink(folder.current).removeprefix("releases/") in done.stderr
    assert folder.live_files() == site(1)


def test_a_folder_that_may_not_be_looked_into_is_not_said_to_be_empty(folder):
    """A deploy would begin anew there."""
    forbid(folder, "ls", "my site")

    assert folder.run("status").returncode == FAILED


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_releases_that_may_not_be_looked_into_are_not_said_to_be_none(folder):
    """Those of another user, say."""
    folder.deploy(1)
    (folder.target / "releases").chmod(0)

    done = folder.run("status")

    (folder.target / "releases").chmod(0o755)
    assert done.returncode == FAILED


def test_no_more_is_read_of_a_list_or_a_manifest_than_may_be(folder, monkeypatch):
    """Whoever can write there could fill our memory."""
    monkeypatch.setattr("plugins.deploy.releases.MAX_BYTES", 1000)
    monkeypatch.setattr("plugins.hosting.manifest.MAX_BYTES", 1000)
    releases = folder.target / "releases"
    releases.mkdir(parents=True)
    for name in ("manifest.json", f"{RELEASE}.json"):
        (releases / name).write_bytes(b" " * 2000)
    machine = Machine("", "")

    assert len(machine.run(rsync_scripts.seen(f"{folder.target}"))) == 1 + 1001
    assert len(machine.run(rsync_scripts.manifest(f"{folder.target}", RELEASE))) == 1001


@pytest.mark.parametrize("hours", [(5, -5, 0), (-5, 5, 0)])
def test_a_wrong_clock_of_the_server_changes_nothing_but_names(folder, hours):
    """It is set between deploys: each goes through, and a rollback finds what was live before."""
    keeping = ("--keep", "3", "--keep-days", "1")
    for number, hour in enumerate(hours):
        text = f'case $* in *-u*) set -- -d "{hour} hours" "$@";; esac'
        folder.add_program("date", f'#!/bin/sh\n{text}\nexec {shutil.which("date")} "$@"\n')
        assert folder.deploy(number, *keeping).returncode == DONE
        assert folder.is_whole()

    for number in (1, 0):
        assert folder.run("rollback", *keeping).returncode == DONE
        assert folder.live_files().items() >= site(number).items()
    assert {*map(stylesheet, range(3))} <= {*folder.live_files()}
