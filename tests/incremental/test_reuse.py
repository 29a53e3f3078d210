"""What one build reuses, what it says about that, and what it notes for the next one."""

import io
import shutil
from dataclasses import astuple, replace

import pytest

from plugins.core.findings import Finding, Findings
from plugins.incremental.build_cache import BuildCache
from plugins.incremental.digests import digest
from plugins.incremental.files import FileDigests
from plugins.incremental.last_build import LastBuild, folders_digest, last_build
from plugins.incremental.reuse import reuse_of
from plugins.posts.read_post import read_post
from plugins.publishing.progress import Progress
from tests.incremental.fakes import FakeStore
from tests.posts.small_context import Site
from tests.publishing.small_site import write

NOW = 1_700_000_000.0
DAY = 86_400


@pytest.fixture
def store():
    """What builds keep."""
    return FakeStore()


@pytest.fixture
def reuse(store, tmp_path):
    """Makes what a build in the folder `staging` may reuse."""
    (tmp_path / "staging").mkdir()

    def make(last=None, why_no_pages=""):
        cache = BuildCache(
            store, FileDigests(store, b"files"), b"recipe", tmp_path / "output",
            last or LastBuild(), "inputs", why_no_pages, 0o022,
        )  # fmt: skip
        settings = {"OUTPUT_PATH": str(tmp_path / "staging")}
        return reuse_of(cache, settings, Progress(io.StringIO()), NOW)

    return make


def test_a_site_is_another_one_tomorrow(reuse):
    """Or earlier, if something has a date; never later."""
    made = reuse()
    assert NOW < made.made.expires <= NOW + DAY
    assert made.made.expires % DAY == 0

    made.changes_at(NOW + 30)
    made.changes_at(NOW + 60)

    assert made.made.expires == NOW + 30


@pytest.mark.parametrize(
    ("rendered", "reused", "words"),
    [
        (0, 3, "0 rendered, 3 reused, 1 removed; "),
        (2, 1, "2 rendered, 1 reused, 1 removed; "),
        (3, 0, "3 rendered, 0 reused (menu changed), 1 removed; "),
        (1234, 5678, "1,234 rendered, 5,678 reused, 1 removed; "),
    ],
)
def test_the_summary_counts_pages(reuse, rendered, reused, words):
    """If none was reused, it says why."""
    last = LastBuild(parts={"menu": "1"}, pages={"a.html": "key", "old.html": "key"})
    made = reuse(last)
    made.rendered, made.reused = rendered, reused
    made.made.parts = {"menu": "2"}
    made.made.pages = {"a.html": "another key", "new.html": "key"}

    assert made.summary().startswith(words)


def test_the_summary_has_the_seconds_of_each_stage_and_the_size_of_the_cache(reuse):
    """In the order of the stages."""
    made = reuse()
    made.progress.seconds.update({"starting": 0.04, "reading": 1.26})

    assert made.summary().endswith("; starting 0.0 s, reading 1.3 s; 1 MB of cache")


def test_the_summary_says_what_forbids_to_reuse(reuse):
    """Another plugin, for example."""
    made = reuse(LastBuild(parts={"menu": "1"}), "PLUGINS has another")
    made.rendered = 3

    assert made.summary().startswith("3 rendered, 0 reused (PLUGINS has another), ")


def test_nothing_of_the_old_site_is_linked_if_no_page_may_be_reused(reuse, tmp_path):
    """What has written it is not known."""
    write(tmp_path, "output/index.html", "home")
    last = LastBuild(files=reuse().site.files(tmp_path / "output"), umask=0o022)
    found = digest(b"home").hex()

    assert reuse(last).site.has("index.html", found)
    assert not reuse(last, "PLUGINS has another").site.has("index.html", found)
    assert not reuse(replace(last, umask=0o077)).site.has("index.html", found)


def test_a_published_site_is_noted(reuse, store, tmp_path):
    """With all that the next build compares."""
    made = reuse()
    finding = Finding("a.md", 1, "warning", "x/y", "Odd.")
    findings = Findings()
    findings.add(finding)
    made.made.pages, made.made.parts = {"index.html": "key"}, {"menu": "1"}
    made.site.write("index.html", digest(b"home").hex(), b"home")
    shutil.move(tmp_path / "staging", tmp_path / "output")

    made.close(tmp_path / "output", findings)

    noted = last_build(store, tmp_path / "output")
    assert noted.files["index.html"].digest == digest(b"home").hex()
    assert replace(noted, files={}) == LastBuild(
        "inputs", NOW, made.made.expires, {}, {"index.html": "key"}, {"menu": "1"},
        [list(astuple(finding))], umask=0o022, folders=folders_digest(tmp_path / "output"),
    )  # fmt: skip
    assert store.closed == 1


def test_the_inputs_of_a_site_are_unknown_if_one_changed_meanwhile(reuse, store, tmp_path):
    """If it is put back, the next build must not find that nothing has changed."""
    post = write(tmp_path, "content/a.md", "a post")
    made = reuse()
    made.cache.files.of(post)
    write(tmp_path, "content/a.md", "another")
    write(tmp_path, "output/index.html", "another")

    made.close(tmp_path / "output", Findings())

    assert last_build(store, tmp_path / "output").inputs == made.made.inputs == ""


def test_a_site_that_was_not_published_is_not_noted(reuse, store, tmp_path):
    """The old one is still that of the last build; what was made is kept."""
    made = reuse()

    made.close(None, Findings())

    assert last_build(store, tmp_path / "output") == LastBuild()
    assert store.closed == 1


def test_posts_are_kept_by_the_settings_that_they_were_read_with(reuse, tmp_path):
    """And not at all if those have functions, which may change."""
    path = write(tmp_path, "content/a.md", "---\ntitle: A post\n---\nWords.\n")
    read = read_post(path.read_bytes(), Site(), path="content/a.md", lenient=False)

    def kept(**settings):
        return reuse().posts(settings).get(path, Site())

    for settings in ({"lenient": False}, {"lenient": True, "own": str.upper}):
        reuse().posts(settings).put(path, path.read_bytes(), read)

    assert kept(lenient=False) == read
    assert kept(lenient=True) is None
    assert kept(lenient=True, own=str.upper) is None
