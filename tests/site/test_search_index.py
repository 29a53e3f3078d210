"""The index for the search, in a build."""

import errno
import shutil
import sys
from concurrent.futures import wait
from dataclasses import replace
from multiprocessing import active_children

import pytest

from plugins.core.findings import Finding
from plugins.incremental.site_folder import SiteFolder
from plugins.site import index_process, search_index, write_site
from plugins.site.build import KeptInProcess
from plugins.site_search.index import FOLDER
from tests.building import snapshot
from tests.site.builds import new_build, rules
from tests.site_search.samples import NEEDLES, indexed


def searchable(folder, **changes):
    """A build with one article to search for."""
    build = new_build(folder)
    build.search_records = [replace(NEEDLES, **changes)]
    return build


def write(build):
    """Write the site; returns what the index has of its articles."""
    write_site.write_site(build, None)
    return indexed(build.site.output) if (build.site.output / FOLDER).exists() else {}


def end(build):
    """Keep what the build has made."""
    build.reuse.close(build.site.output, build.request.findings)


def steps(build):
    """How often each step of progress was made."""
    return build.request.progress._counts


def test_the_articles_are_indexed(folder):
    """In the written site, with a step of progress."""
    build = searchable(folder)

    found = write(build)

    assert found["/articles/needles/"]["title"] == NEEDLES.title
    assert steps(build) == {"Indexing for the search": 1}
    assert rules(build) == []


def test_the_index_of_the_same_articles_is_reused(folder):
    """Its files are those of the old site."""
    build = searchable(folder)
    write(build)
    end(build)
    first = snapshot(folder / "output" / FOLDER)

    old = (folder / "output").rename(folder / "old")
    again = searchable(folder)
    again.reuse.site = SiteFolder(build.reuse.made, old, folder / "output")
    write(again)

    assert steps(again) == {}
    assert snapshot(folder / "output" / FOLDER) == first
    index = f"{FOLDER}/index.json"
    assert (folder / "output" / index).samefile(old / index)


def test_only_articles_that_changed_are_counted(folder, monkeypatch):
    """The files of the others are those of the old site; the index is as if all were counted."""
    others = [replace(NEEDLES, path=f"articles/{n}/index.html", title=f"N{n}") for n in range(5)]
    build = searchable(folder)
    build.search_records += others
    write(build)
    end(build)
    counted = []
    count = search_index.index.index_article
    monkeypatch.setattr(
        search_index.index,
        "index_article",
        lambda record, *given: counted.append(record.path) or count(record, *given),
    )
    old = (folder / "output").rename(folder / "old")

    again = searchable(folder, text="Other words.")
    again.search_records = [*others[1:], *again.search_records]
    again.reuse.site = SiteFolder(build.reuse.made, old, folder / "output")
    write(again)
    warm = snapshot(folder / "output" / FOLDER)
    assert counted == [NEEDLES.path]
    assert sum(path.stat().st_nlink == 2 for path in (folder / "output" / FOLDER).iterdir()) == 4

    clean = new_build(folder)
    clean.search_records = again.search_records
    write(clean)
    assert len(counted) == 6
    assert snapshot(folder / "output" / FOLDER) == warm


@pytest.mark.parametrize("changes", [{"title": "Others"}, {"text": "Other words."}, {"lang": "de"}])
def test_the_index_of_other_articles_is_made(folder, changes):
    """Whatever has changed of them."""
    build = searchable(folder)
    write(build)
    end(build)

    assert search_index.SearchIndex(searchable(folder, **changes)).missing == 1


def test_an_index_that_was_deleted_is_made_again(folder):
    """As nothing else keeps its bytes."""
    build = searchable(folder)
    write(build)
    end(build)
    shutil.rmtree(folder / "output")

    assert write(searchable(folder))


def test_an_index_replaces_an_older_one_in_the_same_folder(folder):
    """Plain `pelican` builds into the old site; a page may be in the folder, too."""
    write(searchable(folder))
    page = folder / "output" / FOLDER / "index.html"
    page.write_text("A page.")

    assert set(write(searchable(folder, path="other/index.html"))) == {"/other/"}
    assert page.is_file()


def test_without_articles_there_is_no_index(folder):
    """Nor a folder for it."""
    assert write(new_build(folder)) == {}


def test_a_failed_build_makes_no_index(folder):
    """It would be thrown away; a warning does not matter."""
    build = searchable(folder)
    build.request.findings.add(Finding("", 0, "warning", "x/y", "Odd."))
    assert write(build)

    build = searchable(folder)
    shutil.rmtree(folder / "output")
    build.request.findings.add(Finding("", 0, "error", "x/y", "Wrong."))
    assert write(build) == {}


def test_only_findings_need_no_index(folder):
    """It would be thrown away."""
    build = searchable(folder)
    build.request = replace(build.request, findings_only=True)

    assert write(build) == {}


def test_a_full_disk_stops_the_index(folder, monkeypatch):
    """The build reports it like any other error of the disk."""

    def fail(_articles, _lang, _write, _words):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(search_index.index, "write_index", fail)

    with pytest.raises(OSError, match="No space left"):
        write(searchable(folder))


@pytest.fixture
def early(folder, monkeypatch):
    """A build whose index can be begun early."""
    monkeypatch.setattr(index_process, "INDEXED_A_PROCESS", 1)
    monkeypatch.setattr(index_process, "cores", lambda: 2)
    return of_this_project(searchable(folder))


def of_this_project(build, **changes):
    """The build as it is without another program that runs Pelican."""
    build.request = replace(build.request, **{"cache": build.reuse.cache} | changes)
    return build


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")
def test_an_index_may_be_made_while_the_build_goes_on(folder, early):
    """In a process that ends with the build."""
    with early.request.cleanup:
        index_process.fork_early(early, 1)
        search_index.begin_early(early)
        assert len(active_children()) == 1
        write_site.write_site(early, None)
        assert active_children() == []

    assert "/articles/needles/" in indexed(folder / "output")
    assert steps(early) == {"Indexing for the search": 1}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")
def test_what_was_counted_early_is_kept(folder, monkeypatch):
    """Although the process that has counted it returns some articles after the others."""
    monkeypatch.setattr(index_process, "INDEXED_A_PROCESS", 1)
    monkeypatch.setattr(search_index, "_AT_ONCE", 2)
    monkeypatch.setattr(index_process, "cores", lambda: 2)
    records = [replace(NEEDLES, path=f"{n}/index.html", title=f"N{n}") for n in range(5)]
    build = of_this_project(new_build(folder))
    build.search_records = records
    with build.request.cleanup:
        index_process.fork_early(build, 5)
        search_index.begin_early(build)
        write_site.write_site(build, None)
    end(build)

    again = new_build(folder)
    again.search_records = records
    old = (folder / "output").rename(folder / "old")
    again.reuse.site = SiteFolder(build.reuse.made, old, folder / "output")

    assert search_index.SearchIndex(again).missing == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")
def test_an_index_that_is_made_early_is_finished_before_pages_are_written(early, monkeypatch):
    """So that no process of pages has a copy of what was found."""
    before = []

    def missing_cards(_build):
        before.append(dict(steps(early)))
        return []

    monkeypatch.setattr(write_site, "missing_cards", missing_cards)

    with early.request.cleanup:
        index_process.fork_early(early, 1)
        search_index.begin_early(early)
        wait([early.search_index._making])
        write_site.write_site(early, None)

    assert before == [{"Indexing for the search": 1}]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")
def test_an_error_in_a_part_of_an_early_index_is_raised(early, monkeypatch):
    """A site has the whole index, or is not published."""

    def fail(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(search_index.index, "index_article", fail)

    with early.request.cleanup:
        index_process.fork_early(early, 1)
        search_index.begin_early(early)
        with pytest.raises(OSError, match="No space left"):
            write_site.write_site(early, None)


@pytest.mark.parametrize(
    ("few", "cores", "settings", "changes"),
    [
        (2, 2, {}, {}),
        (1, 1, {}, {}),
        (1, 2, {"SITE_SEARCH": False}, {}),
        (1, 2, {}, {"cache": None}),
        (1, 2, {}, {"kept": KeptInProcess()}),
        (1, 2, {}, {"findings_only": True}),
    ],
    ids=["few", "one core", "no search", "run by another program", "preview", "only findings"],
)
def test_it_is_not_begun_early_everywhere(folder, monkeypatch, few, cores, settings, changes):
    """A process takes a moment to start, its memory, and a core; and the build may still fail."""
    monkeypatch.setattr(index_process, "INDEXED_A_PROCESS", few)
    monkeypatch.setattr(index_process, "cores", lambda: cores)
    build = of_this_project(searchable(folder), **changes)
    build.settings |= settings

    index_process.fork_early(build, 1)
    search_index.begin_early(build)

    assert build.index_process is None
    assert build.search_index is None
