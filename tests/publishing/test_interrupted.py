"""Interrupted builds: either the complete old site or the complete new one is in place."""

import os
import re
import signal
import subprocess
import time

import pytest
from PIL import Image

from plugins.publishing.staging import MARKER_TEXT
from tests.building import clean_environment, command, snapshot
from tests.publishing.small_site import (
    POST,
    build_site,
    edit,
    left_beside,
    old_site,
    small_site,
    write,
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """A project, the files of its old and its new site, and the duration of a build in seconds."""
    project = small_site(tmp_path_factory.mktemp("cut") / "project", code=True)
    assert build_site(project).returncode == 0
    old = snapshot(project / "output")
    edit(project, "content/articles/warm.md", "title: Warm up", "title: Warm up slowly")
    write(project, "content/articles/more.md", "---\ntitle: More\ndate: 2026-01-03\n---\nWords.\n")
    started = time.monotonic()
    assert start_build(project).wait() == 0
    seconds = time.monotonic() - started
    return project, old, snapshot(project / "output"), seconds


def restore_site(project, files):
    """Replace the output folder with these files."""
    for name in [path.name for path in project.iterdir() if path.name.startswith("output")]:
        os.rename(project / name, project.parent / f"{name}-{time.monotonic_ns()}")
    for name, data in files.items():
        write(project, f"output/{name}", data)


def start_build(project):
    """Start a build and return the process."""
    return subprocess.Popen(
        command("html", output=project / "output", cwd=project),
        cwd=project,
        env=clean_environment(),
        stderr=subprocess.DEVNULL,
    )


def wait_for_swap(project, process):
    """Wait until the new site is complete next to the old one, just before the swap."""
    while process.poll() is None and not any(map(is_complete, project.glob(".output.new-*"))):
        time.sleep(0.0005)


def is_complete(site):
    """Whether the marker of a site is newer than its pages."""
    try:
        marked, written = ((site / name).stat().st_mtime_ns for name in (".nojekyll", "index.html"))
    except FileNotFoundError:
        return False
    return marked > written


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_signal_leaves_a_complete_site(sites, seeded_random, long_run, number):
    """At any moment of the signal, one of the sites is in place, and the next build succeeds."""
    project, old, new, seconds = sites
    for trial in range(20 if long_run else 2):
        restore_site(project, old)
        process = start_build(project)
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
def test_a_stopped_build_reports_it_and_cleans_up(tmp_path, number, code):
    """A build that is stopped after it wrote its pages leaves none and has the usual exit code."""
    project = small_site(tmp_path / "project", code=True)
    old = old_site(project)
    write(project, "slow.py", "import time\nfrom pelican import signals\n"
          "def wait(_pelican):\n    open('waiting', 'w').close()\n    time.sleep(60)\n"
          "def register():\n    signals.finalized.connect(wait)\n")  # fmt: skip
    with (project / "pelicanconf.py").open("a") as settings:
        settings.write('PLUGINS = ["plugins.site.plugin", "slow"]\n')
    process = start_build(project)
    while process.poll() is None and not (project / "waiting").exists():
        time.sleep(0.0005)
    assert list(project.glob(".output.new-*/index.html"))

    process.send_signal(number)

    assert process.wait() == code
    assert snapshot(project / "output") == old
    assert left_beside(project) == []


def is_gone(group):
    """Whether no process of a group is left, once the system has cleared them away."""
    for _attempt in range(500):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.01)
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_build_ends_what_runs_beside_it(tmp_path, number):
    """The processes that read and draw; a terminal interrupts them too."""
    project = small_site(tmp_path / "project", code=True)
    for post in range(20):  # the first card is seen long before the last one is drawn
        text = POST.format(title=f"Warm up {post}", day=1, other="cool")
        write(project, f"content/articles/warm-{post}.md", text)
    process = subprocess.Popen(
        command("publish", output=project / "output", cwd=project),
        cwd=project,
        env={**clean_environment(), "SITEURL": "https://example.org"},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while process.poll() is None and not list(project.glob(".output.new-*/social/*.jpg")):
        time.sleep(0.0005)

    (os.killpg if number == signal.SIGINT else os.kill)(process.pid, number)

    _, reported = process.communicate(timeout=30)
    assert (process.returncode, reported) == (128 + number, "Stopped. output is unchanged.\n")
    assert left_beside(project) == []
    assert is_gone(process.pid)


def big_picture(project):
    """A picture whose files are larger than 60 kB in any encoding."""
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
    ids=["picture", "page", "copied-file", "typeface"],
)
def test_a_full_disk_leaves_the_old_site(tmp_path, sites, grow, limit):
    """A file that cannot be written fails the build; with enough room the next build succeeds."""
    project = small_site(tmp_path / "project", code=True)
    restore_site(project, sites[1])
    grow(project)

    done = build_site(project, limit=limit)

    assert done.returncode == 1
    assert "File too large" in done.stderr
    assert snapshot(project / "output") == sites[1]
    assert left_beside(project) == []
    assert build_site(project).returncode == 0


@pytest.fixture(scope="module")
def own_mounts():
    """The command prefix that allows mounting file systems."""
    words = ["unshare", "--user", "--map-root-user", "--mount"]
    tried = subprocess.run([*words, "true"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("this system lets nobody mount file systems of their own")
    return words


@pytest.mark.parametrize("kilobytes", [20, 60, 100, 150])
def test_a_full_disk_is_reported(tmp_path, own_mounts, kilobytes):
    """At any step."""
    project = small_site(tmp_path / "project", code=True)
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
    """Two builds into one folder both succeed, and one of their sites is in place."""
    project, old, new, _seconds = sites
    restore_site(project, old)
    other = small_site(tmp_path / "other", code=True)
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
