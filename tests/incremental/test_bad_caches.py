"""Caches may be damaged, shared or cut off at any moment: the site is that of a clean build."""

import os
import shutil
import subprocess
import time

import pytest

from tests.building import clean_environment, command
from tests.forks import kill
from tests.incremental.project import Project, differences, tree
from tests.publishing.small_site import edit, small_site
from tests.publishing.test_interrupted import own_mounts  # noqa: F401  # a fixture

pytestmark = pytest.mark.slow

TITLES = ("title: Warm up", "title: Warm down")


class Damaged:
    """A small project of two states, whose clean sites and findings are known."""

    def __init__(self, folder):
        self.project = Project(small_site(folder / "project", code=True))
        for left_out in ("examples", "style_guide", "style_guide.html"):  # for builds in less time
            path = self.project.folder / "theme/templates" / left_out
            (shutil.rmtree if path.is_dir() else os.remove)(path)
        self.state = 0
        self.clean = []
        for number in range(2):
            site = folder / f"clean-{number}/output"
            done = self.project.build(site, folder / f"cache-{number}")
            self.clean.append((tree(site), done.findings))
            self.edit()
        self.build()
        self.saved = folder / "saved"
        shutil.copytree(self.project.cache, self.saved)

    def restore(self):
        """Put back the caches of the first build, after which all sites are up to date."""
        cache = self.project.cache
        (cache.unlink if cache.is_file() else shutil.rmtree)(cache)
        shutil.copytree(self.saved, cache)

    def edit(self):
        """Go to the other state, so that a build has something to do."""
        old, new = TITLES[self.state], TITLES[1 - self.state]
        edit(self.project.folder, "content/articles/warm.md", old, new)
        self.state = 1 - self.state

    def build(self):
        """Build warm."""
        self.check(self.project.build())

    def check(self, done, output=None):
        """A build has succeeded with at most one warning more; its site is that of a clean one."""
        wanted, findings = self.clean[self.state]
        assert done.code == 0, done.log
        more = [finding for finding in done.findings if finding not in findings]
        assert [finding["severity"] for finding in more] in ([], ["warning"]), done.log
        assert len(done.findings) == len(findings) + len(more)
        assert differences(tree(output or self.project.output), wanted) == []

    def files(self):
        """All cache files there are."""
        found = sorted(path for path in self.project.cache.rglob("*") if path.is_file())
        assert len(found) > 2
        return found


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """One site for all tests."""
    built = Damaged(tmp_path_factory.mktemp("caches"))
    yield built
    built.project.forks.end()


@pytest.fixture
def site(built):
    """The site with good caches, and an edit that is not built yet."""
    built.restore()
    built.edit()
    return built


def truncated(path, random):
    """Half of it is there."""
    path.write_bytes(path.read_bytes()[: random.randrange(path.stat().st_size)])


def emptied(path, _random):
    """Nothing is in it."""
    path.write_bytes(b"")


def one_bit_flipped(path, random):
    """As by a bad disk; in a long file several, so that one is where something is."""
    data = bytearray(path.read_bytes())
    for start in range(0, len(data), 4096):
        place = random.randrange(start, min(start + 4096, len(data)))
        data[place] ^= 1 << random.randrange(8)
    path.write_bytes(data)


def replaced_by_a_folder(path, _random):
    """Nobody can read it as a file, not even root."""
    path.unlink()
    path.mkdir()


def a_dead_link(path, _random):
    """It leads nowhere."""
    path.unlink()
    path.symlink_to(path.with_name("nowhere"))


def from_another_version(path, _random):
    """It begins with a header that nobody knows."""
    path.write_bytes(b"cache format 99\n" + path.read_bytes())


def from_another_program(path, _random):
    """It has a valid header and no more."""
    path.write_bytes(path.read_bytes()[:100] + b"{}" * 3000)


DAMAGES = (
    truncated, emptied, one_bit_flipped, replaced_by_a_folder, a_dead_link, from_another_version,
    from_another_program,
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_counts_as_an_empty_one(site, seeded_random, long_run, damage):
    """All files at once, and in the long run one after the other, with a second build."""
    files = site.files()
    for some in [files, *([file] for file in files if long_run)]:
        for path in some:
            damage(path, seeded_random)
        site.build()
        if long_run:
            site.edit()
            site.build()
            site.restore()
            site.edit()


def test_cache_files_are_not_taken_for_each_other(site):
    """Each file has the bytes of the next one."""
    files = site.files()
    contents = [path.read_bytes() for path in files]
    for path, data in zip(files, contents[1:] + contents[:1], strict=True):
        path.write_bytes(data)

    site.build()


@pytest.mark.parametrize("inner", [False, True])
def test_a_file_may_have_the_name_of_a_cache_folder(site, inner):
    """That of all caches, or that of each folder in it."""
    cache = site.project.cache
    for path in [path for path in cache.iterdir() if path.is_dir()] if inner else [cache]:
        shutil.rmtree(path)
        path.write_text("Not a folder")

    site.build()


@pytest.mark.parametrize("cold", [True, False])
def test_two_builds_may_write_one_cache_at_the_same_time(site, cold):
    """Into two outputs; the cache is empty, or has what an earlier build has left."""
    if cold:
        shutil.rmtree(site.project.cache)
        site.project.cache.mkdir()
    other = site.project.folder / "other/output"
    first, second = site.project.start(), site.project.start(other)

    for pid, output in ((first, None), (second, other)):
        site.check(site.project.ended(pid, output), output)


@pytest.mark.parametrize(
    "prepared",
    [
        "mount -t tmpfs -o size=8k none .cache",
        "mount -t tmpfs -o size=9m none .cache && cp -a ../saved/. .cache && fill",
        "mount -t tmpfs none .cache && cp -a ../saved/. .cache && mount -o remount,ro .cache",
    ],
    ids=["small-disk", "full-disk", "read-only"],
)
def test_a_cache_that_cannot_be_written_is_no_failure(site, own_mounts, prepared):  # noqa: F811
    """On a disk of its own that is full, or may only be read."""
    folder = site.project.folder
    fill = "fill() { dd if=/dev/zero of=.cache/rest bs=1k 2>/dev/null; true; }"
    words = command(
        "publish", output="output", settings="publishconf.py", cwd=folder,
        options=["--report", "output.json"],
    )  # fmt: skip

    done = subprocess.run(
        [*own_mounts, "sh", "-c", f'{fill}; {prepared} && "$@"', "sh", *words],
        cwd=folder, env={**clean_environment(), **site.project.environment()},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    site.check(site.project.reported(done.returncode, done.stderr))


def test_a_build_after_killed_ones_equals_a_clean_one(site, seeded_random, long_run):
    """Killed at any moment, alone or with all its processes, and after another killed one."""
    started = time.monotonic()
    site.build()
    seconds = time.monotonic() - started
    for trial in range(300 if long_run else 20):
        if seeded_random.random() < 0.7:
            site.edit()
        pid = site.project.start()
        time.sleep(seeded_random.uniform(0, seconds))
        kill(pid, group=seeded_random.random() < 0.5)
        site.project.forks.wait(pid)
        if long_run or trial % 4 == 3:
            site.build()
