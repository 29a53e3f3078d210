"""The articles are indexed while the build goes on."""

import errno
import shutil
from dataclasses import replace
from typing import ClassVar

import pytest

from plugins.core.findings import Finding
from plugins.site import search_index, write_site
from plugins.site_search.indexing import IndexingError
from tests.publishing.small_site import write
from tests.site.builds import new_build, rules
from tests.site_search.samples import NEEDLES

INDEX_FILE = "pagefind/index.pf"


class FakeJob:
    """Makes no index; `error` is raised instead of it."""

    made: ClassVar = []
    jobs: ClassVar = []
    error = None

    def __init__(self, lang, site):
        self.place = (lang, site)
        self.stopped = False
        self.jobs.append(self)

    def start(self, records):
        """Its articles are known."""
        self.made.append(([record.title for record in records], *self.place))

    def result(self):
        """The index is ready, or has failed; it has one file."""
        if self.error:
            raise self.error
        _lang, site = self.place
        write(site, INDEX_FILE, f"an index of {self.made}")
        return [INDEX_FILE]

    def stop(self):
        """The build needs it no longer."""
        self.stopped = True


@pytest.fixture
def fake(monkeypatch):
    """Stands for the job that makes an index; `made` has each one's titles, language and folder."""
    kind = type("Fake", (FakeJob,), {"made": [], "jobs": []})
    monkeypatch.setattr(search_index, "IndexJob", kind)
    return kind


def searchable(folder):
    """A build with one article to search for."""
    build = new_build(folder)
    build.search_records = [NEEDLES]
    return build


def test_the_articles_are_indexed(folder, fake):
    """In the written site, with a step of progress."""
    build = searchable(folder)

    search_index.start(build)
    search_index.finish(build)

    assert fake.made == [([NEEDLES.title], "en-gb", folder / "output")]
    assert build.request.progress._counts == {"Indexing for the search": 1}
    assert rules(build) == []


def indexed(folder, **changes):
    """Do as a build that makes the index into a new folder; returns the build."""
    build = searchable(folder)
    build.search_records = [replace(NEEDLES, **changes)]
    search_index.start(build)
    search_index.finish(build)
    build.reuse.close(folder / "output", build.request.findings)
    return build


def test_the_index_of_the_same_articles_is_reused(folder, fake):
    """Into another folder too."""
    indexed(folder)
    text = (folder / "output" / INDEX_FILE).read_text()
    shutil.rmtree(folder / "output")

    build = indexed(folder)

    assert len(fake.made) == 1
    assert build.request.progress._counts == {}
    assert (folder / "output" / INDEX_FILE).read_text() == text


@pytest.mark.parametrize("changes", [{"title": "Others"}, {"text": "Other words."}, {"lang": "de"}])
def test_the_index_of_other_articles_is_made(folder, fake, changes):
    """Whatever has changed of them."""
    indexed(folder)

    indexed(folder, **changes)

    assert len(fake.made) == 2


def test_a_failed_index_is_not_kept(folder, fake):
    """The next build tries again."""
    fake.error = IndexingError("site-search/failed", "It broke.", "Repair it.")
    indexed(folder)
    fake.error = None

    indexed(folder)

    assert len(fake.made) == 2


def test_without_articles_there_is_no_index(folder, fake):
    """Pagefind is not needed then."""
    build = new_build(folder)

    search_index.start(build)
    search_index.finish(build)

    assert fake.made == []


def test_a_failed_build_makes_no_index(folder, fake):
    """It would be thrown away; a warning does not matter."""
    build = searchable(folder)
    build.request.findings.add(Finding("", 0, "warning", "x/y", "Odd."))
    search_index.start(build)
    build.request.findings.add(Finding("", 0, "error", "x/y", "Wrong."))

    search_index.start(build)

    assert len(fake.made) == 1


def test_only_findings_need_no_index(folder, fake, monkeypatch):
    """But Pagefind has to be there, since the next build will need it."""
    build = searchable(folder)
    build.request = replace(build.request, findings_only=True)
    search_index.start(build)
    search_index.finish(build)
    assert (fake.made, rules(build)) == ([], [])

    def missing():
        raise IndexingError("site-search/no-pagefind", "There is none.", "Install it.")

    monkeypatch.setattr(search_index, "find_program", missing)
    search_index.start(build)

    assert rules(build) == ["site-search/no-pagefind"]


def test_a_failed_index_is_an_error(folder, fake):
    """The old site is then kept."""
    fake.error = IndexingError("site-search/failed", "It broke.", "Repair it.")
    build = searchable(folder)

    search_index.start(build)
    search_index.finish(build)

    assert build.request.findings.errors == [
        Finding("", 0, "error", "site-search/failed", "It broke.", "Repair it.")
    ]


def test_a_full_disk_stops_the_index(folder, fake):
    """The build reports it like any other error of the disk."""
    fake.error = OSError(errno.ENOSPC, "No space left on device")
    build = searchable(folder)

    search_index.start(build)

    with pytest.raises(OSError, match="No space left"):
        write_site.write_site(build, None)


def test_the_end_of_the_build_ends_the_index(folder, fake):
    """Whatever ends it: the job may still write."""
    build = searchable(folder)
    search_index.start(build)
    (job,) = fake.jobs
    assert not job.stopped

    with pytest.raises(KeyboardInterrupt), build.request.cleanup:
        raise KeyboardInterrupt

    assert job.stopped


def test_no_file_of_the_index_is_left_when_the_site_is_checked(folder):
    """Its temporary pages are in the folder of the site."""
    build = searchable(folder)
    search_index.start(build)

    write_site.write_site(build, None)

    assert [path.name for path in (folder / "output").iterdir()] == ["pagefind"]


def test_a_missing_program_is_an_error(folder, monkeypatch):
    """It is noticed before anything is written."""
    missing = IndexingError("site-search/no-pagefind", "It is missing.", "Install it.")

    def fail(_job, _records):
        raise missing

    monkeypatch.setattr(search_index.IndexJob, "start", fail)
    build = searchable(folder)

    search_index.start(build)
    search_index.finish(build)

    assert rules(build) == ["site-search/no-pagefind"]
