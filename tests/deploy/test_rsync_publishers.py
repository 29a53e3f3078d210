"""At a web server's folder one publisher at a time is at work, and may be killed."""

import os
import random
import shutil
import subprocess
import time

import pytest

from plugins.deploy.__main__ import DONE, OVERTAKEN
from tests.conftest import LONG, SEED
from tests.deploy.sites import site

pytestmark = [
    pytest.mark.slow,  # each deploy starts some thirty programs
    pytest.mark.skipif(not shutil.which("rsync"), reason="rsync is not installed: apt install it"),
]
ON_LOCK = "releases/.lock"
DURATION = 0.4  # seconds of a deploy with the lock, about


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
    publisher = folder.start_deploy(1)
    end = time.monotonic() + 20
    while not lock.is_symlink() and time.monotonic() < end:
        time.sleep(0.01)
    publisher.kill()

    while lock.is_symlink() and time.monotonic() < end:
        time.sleep(0.1)
    assert not lock.is_symlink()


def test_of_two_publishers_at_once_one_is_first(folder):
    """The other is refused or comes after; the live site is whole."""
    folder.deploy(1)
    running = [folder.start_deploy(number) for number in (2, 3)]

    codes = {publisher.wait().returncode for publisher in running}

    assert codes in ({DONE}, {DONE, OVERTAKEN})
    assert folder.is_whole()
    assert not (folder.target / ON_LOCK).is_symlink()


@pytest.mark.parametrize("number", range(100 if LONG else 10))
def test_a_kill_at_any_moment_leaves_a_whole_site(folder, number):
    """The next deploy finishes the work, whatever the last one has left, its lock too."""
    chance = random.Random(f"{SEED} {number}")
    folder.deploy(1)
    publisher = folder.start_deploy(2)
    until = time.monotonic() + 20
    while not (folder.target / ON_LOCK).is_symlink() and time.monotonic() < until:
        time.sleep(0.001)
    time.sleep(chance.uniform(0, DURATION))
    publisher.kill()

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
