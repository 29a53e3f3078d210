"""Builds that are cut short: the old site or the new one stands, whole."""

import os
import re
import signal
import subprocess
import time

import pytest
from PIL import Image

from plugins.publishing.staging import MARKER_TEXT
from tests.building import clean_environment, command, snapshot
from tests.publishing.small_site import build_site, edit, left_beside, small_site, write

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """A project to build anew, the bytes of its old site and of its new one, and the seconds."""
    project = small_site(tmp_path_factory.mktemp("cut") / "project")
    assert build_site(project).returncode == 0
    old = snapshot(project / "output")
    edit(project, "content/articles/warm.md", "title: Warm up", "title: Warm up slowly")
    write(project, "content/articles/more.md", "---\ntitle: More\ndate: 2026-01-03\n---\nWords.\n")
    started = time.monotonic()
    assert build_site(project).returncode == 0
    seconds = time.monotonic() - started
    return project, old, snapshot(project / "output"), seconds


def put_back(project, files):
    """Make the output folder what an earlier build left."""
    for name in [path.name for path in project.iterdir() if path.name.startswith("output")]:
        os.rename(project / name, project.parent / f"{name}-{time.monotonic_ns()}")
    for name, data in files.items():
        write(project, f"output/{name}", data)


def begin(project):
    """Start a build and return the process."""
    return subprocess.Popen(
        command("html", output=project / "output", cwd=project),
        cwd=project,
        env=clean_environment(),
        stderr=subprocess.DEVNULL,
    )


def wait_for_swap(project, process):
    """Wait until the new site is complete beside the old one: the swap comes next."""
    while process.poll() is None and not any(map(is_complete, project.glob(".output.new-*"))):
        time.sleep(0.0005)


def is_complete(site):
    """Whether a site has been marked once more after its pages were written."""
    try:
        marked, written = ((site / name).stat().st_mtime_ns for name in (".nojekyll", "index.html"))
    except FileNotFoundError:
        return False
    return marked > written


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_signal_leaves_one_whole_site(sites, seeded_random, long_run, number):
    """Whenever the signal comes, the old or the new site stands; the next build just works."""
    project, old, new, seconds = sites
    for trial in range(20 if long_run else 2):
        put_back(project, old)
        process = begin(project)
        if trial % 2:
            wait_for_swap(project, process)
            time.sleep(seeded_random.uniform(0, 0.004))
        else:
            time.sleep(seeded_random.uniform(0.3, 1.05) * seconds)
        process.send_signal(number)

        code = process.wait()

        found = snapshot(project / "output")
        assert found in (old, new)
        assert code != 0 or found == new

    assert build_site(project).returncode == 0
    assert snapshot(project / "output") == new
    assert left_beside(project) == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_build_says_so_and_tidies_up(sites, number, code):
    """A build that is stopped while it writes leaves nothing behind and ends as shells expect."""
    project, old, _new, _seconds = sites
    put_back(project, old)
    process = begin(project)
    while not list(project.glob(".output.new-*/index.html")):
        time.sleep(0.0005)

    process.send_signal(number)

    assert process.wait() == code
    assert snapshot(project / "output") == old
    assert left_beside(project) == []


def big_picture(project):
    """A picture that is of more than 60 kB however well it is encoded."""
    noise = Image.frombytes("RGB", (400, 400), os.urandom(480_000))
    noise.save(project / "content/images/dot.png")


def big_post(project):
    """A post of about 100 kB."""
    edit(project, "content/articles/warm.md", "Some words", "Some words " * 10_000)


def big_file(project):
    """A file of 100 kB that is copied as it is."""
    write(project, "content/extra/big.bin", b"x" * 100_000)


@pytest.mark.parametrize(
    ("grow", "limit"),
    [(big_picture, 60_000), (big_post, 60_000), (big_file, 60_000), (lambda _project: None, 2_000)],
    ids=["picture", "page", "copied-file", "stylesheet"],
)
def test_a_full_disk_leaves_the_old_site(tmp_path, sites, grow, limit):
    """A file that cannot be written whole fails the build; with room again the next one works."""
    project = small_site(tmp_path / "project")
    put_back(project, sites[1])
    grow(project)

    done = build_site(project, limit=limit)

    assert done.returncode == 1
    assert "File too large" in done.stderr
    assert snapshot(project / "output") == sites[1]
    assert left_beside(project) == []
    assert build_site(project).returncode == 0


@pytest.fixture(scope="module")
def own_mounts():
    """The words before a command that may mount file systems of its own."""
    words = ["unshare", "--user", "--map-root-user", "--mount"]
    tried = subprocess.run([*words, "true"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("this system lets nobody mount file systems of their own")
    return words


@pytest.mark.parametrize("kilobytes", [20, 100, 300, 500, 700])
def test_a_full_disk_is_named(tmp_path, own_mounts, kilobytes):
    """Whichever step is cut short, also the search, whose program leaves half an index silently."""
    project = small_site(tmp_path / "project")
    (project / "disk").mkdir()
    script = (
        f"mount -t tmpfs -o size={kilobytes}k none disk && mkdir disk/site && cp .nojekyll "
        'disk/site && echo old > disk/site/index.html && "$@"; code=$?; cat disk/site/index.html; '
        "ls -A disk disk/site; exit $code"
    )
    write(project, ".nojekyll", MARKER_TEXT)

    done = subprocess.run(
        [*own_mounts, "sh", "-c", script, "sh",
         *command("html", output="disk/site", cwd=project)],
        cwd=project, env=clean_environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 1, done.stderr
    assert re.findall("^.*error: .*$", done.stderr, re.MULTILINE) == [
        "error: OSError: [Errno 28] No space left on device."
    ]
    assert done.stdout.split() == ["old", "disk:", "site", "disk/site:", ".nojekyll", "index.html"]


def test_two_builds_at_once_take_turns(tmp_path, sites):
    """Two builds into one folder both succeed, and one of their sites stands whole."""
    project, old, new, _seconds = sites
    put_back(project, old)
    other = small_site(tmp_path / "other")
    both = [
        subprocess.Popen(
            command("html", output=project / "output", cwd=folder),
            cwd=folder,
            env=clean_environment(),
            stderr=subprocess.DEVNULL,
        )
        for folder in (project, other)
    ]

    assert [process.wait() for process in both] == [0, 0]
    assert snapshot(project / "output") in (old, new)  # the other project's site is the old one's
    assert left_beside(project) == []
