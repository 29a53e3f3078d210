"""Pagefind run over small pages: what is published, and what happens when it fails."""

import contextlib
import errno
import os
import signal
import sys
import time
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.site_search import indexing
from plugins.site_search.indexing import IndexingError, SearchRecord, make_index, record_page
from tests.building import snapshot
from tests.site_search.samples import BESOK, NEEDLES, indexed


def test_an_index_knows_each_article(tmp_path):
    """Its address, its words in order, and what a result shows."""
    make_index([NEEDLES, BESOK], "en-GB", tmp_path)

    found = indexed(tmp_path)
    assert set(found) == {"/articles/needles/", "/nb/articles/besøk/"}
    assert found["/articles/needles/"]["content"] == (
        "Does it hurt? Rarely & briefly: a <thin> needle."
    )
    assert found["/nb/articles/besøk/"]["meta"] == {"title": "Første besøk", "lang": "nb"}


def test_only_what_the_search_page_asks_for_is_published(tmp_path):
    """Pagefind's ready-made interfaces stay behind, and so does what it has read."""
    make_index([NEEDLES], "en-GB", tmp_path)

    top = sorted(path.name.split("_")[0] for path in (tmp_path / "pagefind").iterdir())
    assert [path.name for path in tmp_path.iterdir()] == ["pagefind"]
    assert top == [
        "fragment", "index", "pagefind-entry.json", "pagefind.en-gb", "pagefind.js",
        "wasm.en-gb.pagefind",
    ]  # fmt: skip


def test_a_language_that_pagefind_cannot_stem_has_an_index_too(tmp_path):
    """Its words are found as they are written."""
    make_index([NEEDLES], "cy", tmp_path)

    assert (tmp_path / "pagefind" / "wasm.unknown.pagefind").is_file()


@pytest.mark.parametrize("text", ["", "!!!"])
def test_an_article_without_words_is_found_by_its_title(tmp_path, text):
    """Pagefind itself would pass over it, and fail where there is no other."""
    make_index([SearchRecord("a/index.html", "Knees", text)], "en-GB", tmp_path)

    assert indexed(tmp_path)["/a/"]["meta"] == {"title": "Knees"}


def test_the_same_articles_give_the_same_bytes(tmp_path, monkeypatch):
    """In whichever order they come, and whatever the environment and the folder say."""
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


def test_a_missing_program_says_what_to_do(tmp_path, monkeypatch):
    """As on a machine that Pagefind has no program for."""
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)

    with pytest.raises(IndexingError) as caught:
        make_index([NEEDLES], "en-GB", tmp_path)
    assert caught.value.rule == "site-search/no-pagefind"
    assert "plugins.site_search.plugin" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_program_that_was_deleted_counts_as_missing(tmp_path, monkeypatch):
    """The package is there, and its program is not."""
    import pagefind_bin  # noqa: PLC0415

    monkeypatch.setattr(pagefind_bin, "this_dir", tmp_path)

    with pytest.raises(IndexingError) as caught:
        indexing.find_program()
    assert caught.value.rule == "site-search/no-pagefind"


@pytest.fixture
def pretend(tmp_path, monkeypatch):
    """Puts a script in the place of the program; returns the site's folder."""
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
def test_a_failure_is_told_in_the_programs_words(pretend, script, why):
    """Or by its exit code; nothing is left in the site."""
    site = pretend(script)

    with pytest.raises(IndexingError, match=why) as caught:
        make_index([NEEDLES], "en-GB", site)
    assert caught.value.rule == "site-search/failed"
    assert list(site.iterdir()) == []


@pytest.fixture
def full_disk(monkeypatch):
    """A disk without room for another file of many bytes."""

    def refuse(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(indexing.os, "fsync", refuse)


@pytest.mark.usefixtures("full_disk")
@pytest.mark.parametrize(
    "script", ["exit 0", "exit 3", 'mkdir -p "$2"; : > "$2/pagefind-entry.json"']
)
def test_a_full_disk_is_told_as_that(pretend, script):
    """Pagefind may well end without an error, and leave files that are empty or cut short."""
    site = pretend(script)

    with pytest.raises(OSError, match="No space left"):
        make_index([NEEDLES], "en-GB", site)
    assert list(site.iterdir()) == []


def test_a_limit_on_files_is_told_as_that(pretend):
    """The system ends the program by a signal of its own."""
    site = pretend("kill -XFSZ $$")

    with pytest.raises(OSError, match="File too large"):
        make_index([NEEDLES], "en-GB", site)


def test_a_page_may_lie_in_the_folder_of_the_index(tmp_path):
    """A page about something else may have that slug."""
    (tmp_path / "pagefind").mkdir()
    (tmp_path / "pagefind/index.html").touch()

    make_index([NEEDLES], "en-GB", tmp_path)

    assert (tmp_path / "pagefind/pagefind.js").is_file()
    assert (tmp_path / "pagefind/index.html").is_file()


def test_a_program_for_another_machine_has_failed(pretend, tmp_path):
    """The system refuses to run it."""
    site = pretend("")
    (tmp_path / "program").write_bytes(b"\x7fELF nonsense")

    with pytest.raises(IndexingError) as caught:
        make_index([NEEDLES], "en-GB", site)
    assert caught.value.rule == "site-search/failed"


def test_a_program_that_hangs_is_ended(pretend, monkeypatch, tmp_path):
    """A build does not wait for ever."""
    site = pretend(f"echo $$ > {tmp_path}/pid; exec sleep 60")
    monkeypatch.setattr(indexing, "_SECONDS", 0.3)

    with pytest.raises(IndexingError, match="timed out"):
        make_index([NEEDLES], "en-GB", site)
    assert gone(tmp_path / "pid")


class StoppedError(BaseException):
    """What a build raises when a signal stops it."""


def test_a_build_that_is_stopped_ends_the_program(pretend, tmp_path):
    """No program goes on writing into a folder that is being removed."""
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


def gone(file):
    """Whether the process whose number stands in `file` has ended."""
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
    """What a result of the record would show."""
    tags = read(record).select("meta[data-pagefind-meta]")
    return {tag["data-pagefind-meta"].removesuffix("[content]"): tag["content"] for tag in tags}


def test_an_articles_lines_become_blocks():
    """A heading stays one, because its words count for more; other lines are paragraphs."""
    body = read(NEEDLES).body

    assert body.has_attr("data-pagefind-body")
    assert [(tag.name, tag.text) for tag in body] == [
        ("h2", "Does it hurt?"),
        ("p", "Rarely & briefly: a <thin> needle."),
    ]


def test_title_topics_and_language_stand_beside_the_text():
    """They are shown with a result, and are in no excerpt."""
    assert meta(NEEDLES) == {"title": "Fine needles <b>", "topics": "Dry needling · First visit"}
    assert meta(BESOK) == {"title": "Første besøk", "lang": "nb"}


@given(st.text(), st.text())
def test_no_words_become_markup(title, text):
    """Whatever an article says, its page has the elements of every page and no others."""
    found = read(SearchRecord("a/index.html", title, text))

    assert {tag.name for tag in found.find_all(True)} <= {"html", "head", "meta", "body", "p"}
