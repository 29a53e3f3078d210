"""Whole builds are reproducible: the same input gives the same bytes in any environment."""

import os
import shutil
from contextlib import contextmanager

import pytest

from tests.building import snapshot
from tests.incremental.project import published
from tests.publishing.small_site import build_site, small_site, write

pytestmark = pytest.mark.slow

ENVIRONMENT_A = {
    "PYTHONHASHSEED": "1",
    "TZ": "Pacific/Auckland",
    "LC_ALL": "C.UTF-8",
    "LANG": "en_GB.UTF-8",
}
ENVIRONMENT_B = {
    "PYTHONHASHSEED": "2",
    "TZ": "America/Anchorage",
    "LC_ALL": "C",
    "LANG": "",
    "COLUMNS": "40",
}
SAME = {"SITEURL": "https://clinic.example.org/repo", "SOURCE_DATE_EPOCH": "1772366400"}


def varied_site(folder):
    """A small site with everything that is kept in sets: topics, dates, languages, copied files."""
    small_site(folder, code=True)  # whose files may be found in another order, too
    for number in range(12):
        write(
            folder,
            f"content/articles/post-{number}.md",
            f"---\ntitle: Post {number % 3}\ndate: 2025-0{1 + number % 2}-01 23:30\n"
            f"topics: [Topic {number % 5}, Topic {number % 4}, Æther]\n"
            f"category: Shelf {number % 3}\nauthor: Nora Lind\naliases: [/old/{number}/]\n---\n"
            f"Words on {number}, Ærø.\n\n"
            f"[File](file-{number}.txt)\n",
        )
        write(folder, f"content/articles/file-{number}.txt", "A file")
        write(folder, f"content/pages/page-{number}.md", "---\ntitle: The page\n---\nWords.\n")
    for language in ("nb", "de", "fr"):
        text = "---\ntitle: Translated\ndate: 2025-01-01\nslug: warm\ntranslation: true\n"
        write(
            folder, f"content/articles/warm-{language}.md", f"{text}lang: {language}\n---\nOrd.\n"
        )
    return folder


def made_backwards(folder, source):
    """A copy of a project whose files were made one after the other, the last one first."""
    for path in sorted(source.rglob("*"), reverse=True):
        if path.is_file() and source / "output" not in path.parents:
            target = folder / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            os.utime(target, (1, 1))
    return folder


@contextmanager
def one_core_and_own_files():
    """A process that may use one core only, and whose files nobody else may read."""
    cores, umask = os.sched_getaffinity(0), os.umask(0o077)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)
        os.umask(umask)


@pytest.mark.parametrize("mode", ["html", "publish"])
def test_the_same_input_gives_the_same_bytes(tmp_path, mode):
    """Folder, hash seed, time zone, locale, cores, umask, order and times of files have no effect.

    What is published is the same with the permissions of its files, and with what hosts need.
    """
    here = varied_site(tmp_path / "here")
    there = made_backwards(tmp_path / "over" / "there", here)

    one = build_site(here, mode, env={**ENVIRONMENT_A, **SAME})
    with one_core_and_own_files():
        other = build_site(there, mode, env={**ENVIRONMENT_B, **SAME})

    assert (one.returncode, other.returncode) == (0, 0), one.stderr + other.stderr
    look = published if mode == "publish" else snapshot
    sites = [look(folder / "output") for folder in (here, there)]
    assert sites[0].keys() == sites[1].keys()
    assert [name for name in sites[0] if sites[0][name] != sites[1][name]] == []
    assert ("output.release/manifest.json" in sites[0]) is (mode == "publish")


def test_an_empty_site_is_reproducible(tmp_path):
    """The feed of a site without articles has the time of SOURCE_DATE_EPOCH."""
    folder = small_site(tmp_path / "project")
    for path in (folder / "content/articles").iterdir():
        path.unlink()

    done = build_site(folder, "publish", env=SAME)

    assert done.returncode == 0, done.stderr
    feed = (folder / "output/feeds/all.atom.xml").read_text("utf-8")
    assert "<updated>2026-03-01T12:00:00+00:00</updated>" in feed
