"""Building the index with Pagefind, and its failures."""

import contextlib
import errno
import os
import shutil
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.site_search import indexing
from plugins.site_search.indexing import (
    IndexingError,
    IndexJob,
    SearchRecord,
    record_page,
)
from tests.building import snapshot
from tests.site_search.samples import BESOK, NEEDLES, indexed, make_index


def test_an_index_has_each_article(tmp_path):
    """With URL, text in order, and what a result shows."""
    make_index([NEEDLES, BESOK], "en-GB", tmp_path)

    found = indexed(tmp_path)
    assert set(found) == {"/articles/needles/", "/nb/articles/besøk/"}
    assert found["/articles/needles/"]["content"] == (
        "Does it hurt? Rarely & briefly: a <thin> needle."
    )
    assert found["/nb/articles/besøk/"]["meta"] == {"title": "Første besøk", "lang": "nb"}


def test_only_requested_files_are_published(tmp_path):
    """Neither Pagefind's user interfaces nor the pages it has read."""
    make_index([NEEDLES], "en-GB", tmp_path)

    top = sorted(path.name.split("_")[0] for path in (tmp_path / "pagefind").iterdir())
    assert [path.name for path in tmp_path.iterdir()] == ["pagefind"]
    assert top == [
        "fragment", "index", "pagefind-entry.json", "pagefind.en-gb", "pagefind.js",
        "wasm.en-gb.pagefind",
    ]  # fmt: skip


def test_an_index_replaces_an_older_one_in_the_same_folder(tmp_path):
    """Plain `pelican` builds into the old site, again and again."""
    for records in ([NEEDLES, BESOK], [NEEDLES], [BESOK]):
        make_index(records, "en-GB", tmp_path)

    assert set(indexed(tmp_path)) == {"/nb/articles/besøk/"}
    fragments = (tmp_path / "pagefind" / "fragment").iterdir()
    assert [path.is_file() for path in fragments] == [True]


def test_a_language_without_stemming_has_an_index(tmp_path):
    """Its words are found in the same form only."""
    make_index([NEEDLES], "cy", tmp_path)

    assert (tmp_path / "pagefind" / "wasm.unknown.pagefind").is_file()


@pytest.mark.parametrize("text", ["", "!!!"])
def test_an_article_without_words_is_found_by_its_title(tmp_path, text):
    """Pagefind skips empty pages, and fails if there are no others."""
    make_index([SearchRecord("a/index.html", "Knees", text)], "en-GB", tmp_path)

    assert indexed(tmp_path)["/a/"]["meta"] == {"title": "Knees"}


def test_the_same_articles_give_the_same_bytes(tmp_path, monkeypatch):
    """In any order, and whatever the environment and folder configure."""
    records = [replace(NEEDLES, path=f"articles/{n}/index.html", title=f"{n}") for n in range(50)]
    once, again = tmp_path / "once", tmp_path / "again"
    once.mkdir()
    again.mkdir()
    make_index(records, "en-GB", once)
    monkeypatch.setenv("PAGEFIND_FORCE_LANGUAGE", "de")
    monkeypatch.setenv("PAGEFIND_EXCLUDE_SELECTORS", "p")
    monkeypatch.chdir(again)
    (again / "pagefind.yml").write_text("exclude_selectors: [p]\n")
    make_index(reversed(records), "en-GB", again)

    assert snapshot(once / "pagefind") == snapshot(again / "pagefind")


def test_the_site_may_have_a_relative_path(tmp_path, monkeypatch):
    """As Pelican's default output folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "output").mkdir()

    make_index([NEEDLES], "en-GB", Path("output"))

    assert set(indexed(tmp_path / "output")) == {"/articles/needles/"}


def test_a_missing_package_is_an_error(tmp_path, monkeypatch):
    """Its hint is to have no search on unsupported machines."""
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)

    with pytest.raises(IndexingError) as caught:
        make_index([NEEDLES], "en-GB", tmp_path)
    assert caught.value.finding.rule == "site-search/no-pagefind"
    assert "SITE_SEARCH = False" in caught.value.finding.hint
    assert list(tmp_path.iterdir()) == []


def test_a_deleted_program_is_an_error(tmp_path, monkeypatch):
    """The package is installed without it."""
    import pagefind_bin  # noqa: PLC0415

    monkeypatch.setattr(pagefind_bin, "this_dir", tmp_path)

    with pytest.raises(IndexingError) as caught:
        indexing.find_program()
    assert caught.value.finding.rule == "site-search/no-pagefind"


@pytest.fixture
def pretend(tmp_path, monkeypatch):
    """Replaces Pagefind with a shell script; returns the site's folder."""
    site = tmp_path / "site"
    site.mkdir()

    def put(script):
        program = tmp_path / "program"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setattr(indexing, "find_program", lambda: program)
        return site

    return put


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("echo 'no room left' >&2; exit 3", "no room left"),
        ("exit 4", "it ended with 4"),
        ("rm $0; kill -9 $$", "it ended with -9"),
    ],
)
def test_a_failure_has_the_programs_message(pretend, script, why):
    """Or its exit code; nothing is left in the site."""
    site = pretend(script)

    with pytest.raises(IndexingError, match=why) as caught:
        make_index([NEEDLES], "en-GB", site)
    assert caught.value.finding.rule == "site-search/failed"
    assert list(site.iterdir()) == []


@pytest.fixture
def full_disk(monkeypatch):
    """A disk that is full when a larger file is flushed."""

    def refuse(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(indexing.os, "fsync", refuse)


@pytest.mark.usefixtures("full_disk")
@pytest.mark.parametrize(
    "script", ["exit 0", "exit 3", 'mkdir -p "$2"; : > "$2/pagefind-entry.json"']
)
def test_a_full_disk_is_reported_as_such(pretend, script):
    """Pagefind may exit with 0 and leave empty files."""
    site = pretend(script)

    with pytest.raises(OSError, match="No space left"):
        make_index([NEEDLES], "en-GB", site)
    assert list(site.iterdir()) == []


def test_a_file_size_limit_is_reported_as_such(pretend):
    """The system ends Pagefind with SIGXFSZ."""
    site = pretend("kill -XFSZ $$")

    with pytest.raises(OSError, match="File too large"):
        make_index([NEEDLES], "en-GB", site)


def test_a_page_may_be_in_the_folder_of_the_index(tmp_path):
    """Its slug may be the same name."""
    (tmp_path / "pagefind").mkdir()
    (tmp_path / "pagefind/index.html").touch()

    make_index([NEEDLES], "en-GB", tmp_path)

    assert (tmp_path / "pagefind/pagefind.js").is_file()
    assert (tmp_path / "pagefind/index.html").is_file()


def test_a_program_for_another_machine_is_an_error(pretend, tmp_path):
    """The system refuses to run it."""
    site = pretend("")
    (tmp_path / "program").write_bytes(b"\x7fELF nonsense")

    with pytest.raises(IndexingError) as caught:
        make_index([NEEDLES], "en-GB", site)
    assert caught.value.finding.rule == "site-search/failed"


def test_a_program_that_hangs_is_ended(pretend, monkeypatch, tmp_path):
    """After a time limit."""
    site = pretend(f"echo $$ > {tmp_path}/pid; exec sleep 60")
    monkeypatch.setattr(indexing, "_SECONDS", 0.3)

    with pytest.raises(IndexingError, match="timed out"):
        make_index([NEEDLES], "en-GB", site)
    assert gone(tmp_path / "pid")


class StoppedError(BaseException):
    """Raised when a signal stops the build."""


def test_a_build_that_is_stopped_ends_the_program(pretend, tmp_path):
    """It must not write into a folder that is being removed."""
    site = pretend(f"echo $$ > {tmp_path}/pid; exec sleep 60")

    def stop(_number, _frame):
        raise StoppedError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    try:
        with pytest.raises(StoppedError):
            make_index([NEEDLES], "en-GB", site)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

    assert gone(tmp_path / "pid")
    assert list(site.iterdir()) == []


@pytest.fixture
def begun():
    """A function that starts the job of an index below a folder."""

    def begin(site, *records):
        job = IndexJob("en-GB", site)
        job.start(records or [NEEDLES])
        return job

    return begin


def test_a_job_makes_an_index_beside_other_work(begun, tmp_path):
    """In a process of its own; stopping it afterwards changes nothing."""
    job = begun(tmp_path, NEEDLES, BESOK)

    job.result()
    job.stop()

    assert set(indexed(tmp_path)) == {"/articles/needles/", "/nb/articles/besøk/"}
    assert [path.name for path in tmp_path.iterdir()] == ["pagefind"]


@pytest.mark.parametrize(
    ("script", "error"), [("exit 4", IndexingError), ("kill -XFSZ $$", OSError)]
)
def test_a_job_raises_what_making_the_index_raises(begun, pretend, script, error):
    """When its result is asked for; its files are removed."""
    site = pretend(script)
    job = begun(site)

    with pytest.raises(error):
        job.result()
    assert list(site.iterdir()) == []


def test_a_stopped_job_ends_the_program_and_leaves_nothing(begun, pretend, tmp_path):
    """At once: the folder of the site is removed next."""
    site = pretend(f"echo $$ > {tmp_path}/new && mv {tmp_path}/new {tmp_path}/pid; exec sleep 60")
    job = begun(site)
    wait_for(tmp_path / "pid")
    started = time.monotonic()

    job.stop()

    assert time.monotonic() - started < 10
    assert gone(tmp_path / "pid")
    assert list(site.iterdir()) == []


def test_a_job_that_is_stopped_early_starts_no_program(pretend, tmp_path):
    """While the pages to index are still being written."""
    site = pretend(f"touch {tmp_path}/ran")

    def records():
        yield NEEDLES
        raise StoppedError

    job = IndexJob("en-GB", site)
    with pytest.raises(StoppedError):
        job.start(records())

    job.stop()

    assert list(site.iterdir()) == []
    assert not (tmp_path / "ran").exists()


def test_a_job_that_was_not_started_can_be_stopped(tmp_path):
    """The build may fail before."""
    IndexJob("en-GB", tmp_path).stop()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("moment", [0, 0.01, 0.05, 0.2])
def test_nothing_is_written_after_a_job_is_stopped(begun, tmp_path, moment):
    """At whatever moment: the folder can be removed, and stays so."""
    site = tmp_path / "site"
    site.mkdir()
    job = begun(site, *(replace(NEEDLES, path=f"articles/{n}/index.html") for n in range(200)))
    time.sleep(moment)

    job.stop()
    shutil.rmtree(site)

    time.sleep(0.2)
    assert not site.exists()


def wait_for(file):
    """Wait until another process has made a file."""
    for _ in range(1000):
        if file.exists():
            return
        time.sleep(0.01)
    pytest.fail(f"{file.name} was never made")


def gone(file):
    """Whether the process whose id is in `file` has ended."""
    for _ in range(100):
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(file.read_text()), 0)
            time.sleep(0.02)
            continue
        return True
    return False


def read(record):
    """The page of a record, parsed."""
    return BeautifulSoup(record_page(record), "html.parser")


def meta(record):
    """The metadata that a result of the record shows."""
    tags = read(record).select("meta[data-pagefind-meta]")
    return {tag["data-pagefind-meta"].removesuffix("[content]"): tag["content"] for tag in tags}


def test_lines_become_headings_and_paragraphs():
    """Words in headings rank higher."""
    body = read(NEEDLES).body

    assert body.has_attr("data-pagefind-body")
    assert [(tag.name, tag.text) for tag in body] == [
        ("h2", "Does it hurt?"),
        ("p", "Rarely & briefly: a <thin> needle."),
    ]


def test_title_topics_language_and_address_are_metadata():
    """Shown with a result, and in no excerpt."""
    assert meta(NEEDLES) == {
        "title": "Fine needles <b>",
        "topics": "Dry needling · First visit",
        "url": "articles/needles/",
    }
    assert meta(BESOK) == {
        "title": "Første besøk",
        "lang": "nb",
        "url": "nb/articles/bes%C3%B8k/",
    }


@given(st.text(), st.text())
def test_text_is_escaped(title, text):
    """The page has no elements but its own."""
    found = read(SearchRecord("a/index.html", title, text))

    assert {tag.name for tag in found.find_all(True)} <= {"html", "head", "meta", "body", "p"}
