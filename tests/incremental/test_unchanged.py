"""A site that need not be built: only if nothing at all has changed."""

from dataclasses import astuple, replace

import pytest

from plugins.core.findings import Finding, Findings
from plugins.incremental.build_cache import BuildCache
from plugins.incremental.files import FileDigests
from plugins.incremental.last_build import LastBuild, folders_digest, release_digest
from plugins.incremental.site_folder import SiteFolder
from plugins.incremental.unchanged import unchanged_site
from tests.incremental.fakes import FakeStore
from tests.publishing.small_site import write

WARNING = Finding("a.md", 3, "warning", "x/y", "Odd.", "Write even.")
DAMAGED = Finding("b.md", 4, "warning", "x/z", "Odder.")


@pytest.fixture
def folder(tmp_path):
    """A published site."""
    write(tmp_path, "output/index.html", "home")
    write(tmp_path, "output.release/manifest.json", "{}")
    return tmp_path / "output"


@pytest.fixture
def cache(folder):
    """The cache of a build of the same inputs, from second 100 to 200."""
    site = SiteFolder(LastBuild(), None, folder)
    site.write("index.html", "", b"home")
    files = {  # as if they had been noted a minute later
        name: noted._replace(noted=noted.noted + 60_000_000_000, digest="")
        for name, noted in site.files(folder).items()
    }
    last = LastBuild(
        inputs="the same", built=100.0, expires=200.0, files=files,
        folders=folders_digest(folder), release=release_digest(folder),
        pages={"index.html": "key", "x/index.html": "key"},
        findings=[list(astuple(WARNING)), list(astuple(DAMAGED))],
    )  # fmt: skip
    store = FakeStore()
    files = FileDigests(store, b"files")
    return BuildCache(store, files, b"recipe", folder, last, "the same", "", 0o022)


@pytest.mark.parametrize("now", [100.0, 150.0, 199.9])
def test_a_site_of_the_same_inputs_is_not_built(cache, now):
    """Its findings are given again."""
    findings = Findings()

    found = unchanged_site(cache, now, findings)

    assert findings.all == [WARNING, DAMAGED]
    assert found.kept_pages == 1
    assert found.summary() == ""
    assert found.explanations() == []


def test_why_has_an_answer_for_a_site_that_is_not_built(cache, monkeypatch):
    """Nothing has changed, in any page."""
    monkeypatch.setenv("WHY", "rest")

    assert len(unchanged_site(cache, 150.0, Findings()).explanations()) == 1


def test_the_cache_is_closed_with_the_site(cache):
    """So that what was used is not forgotten."""
    unchanged_site(cache, 150.0, Findings()).close(None, Findings())

    assert cache.store.closed == 1


def edit(folder):
    (folder / "index.html").write_text("hame")


def add(folder):
    (folder / "new").write_text("")


def delete(folder):
    (folder / "index.html").unlink()


def hide(folder):
    (folder / "index.html").chmod(0o600)


def hide_all(folder):
    folder.chmod(0o700)


def hide_release(folder):
    folder.with_name("output.release").chmod(0o700)


def hide_manifest(folder):
    (folder.with_name("output.release") / "manifest.json").chmod(0o600)


def link_manifest(folder):
    release = folder.with_name("output.release")
    (release / "manifest.json").rename(folder.parent / "moved.json")
    (release / "manifest.json").symlink_to("../moved.json")


def link_manifest_to_itself(folder):
    manifest = folder.with_name("output.release") / "manifest.json"
    manifest.unlink()
    manifest.symlink_to("manifest.json")


def link_release(folder):
    release = folder.with_name("output.release")
    release.rename(folder.parent / "moved")
    release.symlink_to("moved")


TOUCHES = [
    edit, add, delete, hide, hide_all, hide_release, hide_manifest, link_manifest,
    link_manifest_to_itself, link_release,
]  # fmt: skip
CHANGES = {
    "other inputs": lambda cache: replace(cache, inputs="other"),
    "unknown inputs": lambda cache: replace(cache, inputs="", last=replace(cache.last, inputs="")),
    "written in place": lambda cache: replace(cache, old=None),
    "no earlier build": lambda cache: replace(cache, last=LastBuild()),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_another_site_is_built(cache, change):
    """Nothing is reported yet."""
    findings = Findings()

    assert unchanged_site(change(cache), 150.0, findings) is None
    assert findings.all == []


@pytest.mark.parametrize("now", [0.0, 99.9, 200.0, 1e9])
def test_a_site_of_another_time_is_built(cache, now):
    """Dates are compared with that of the build; a clock may also have been put back."""
    assert unchanged_site(cache, now, Findings()) is None


@pytest.mark.parametrize("change", TOUCHES, ids=lambda change: change.__name__)
def test_a_site_that_somebody_touched_is_built(cache, folder, change):
    """It is put right."""
    change(folder)

    assert unchanged_site(cache, 150.0, Findings()) is None
