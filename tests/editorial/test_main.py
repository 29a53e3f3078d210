"""`make new` begins a post, or says why it cannot."""

import os
import shutil
import subprocess
import sys

import pytest

from plugins.editorial.__main__ import main
from plugins.front_matter import post
from tests.building import ROOT, clean_environment


@pytest.fixture
def content(tmp_path, monkeypatch):
    """An empty content folder below the working folder, on 23 November 2026."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795435200")
    monkeypatch.delenv("TITLE", raising=False)
    (tmp_path / "content").mkdir()
    return tmp_path / "content"


def created(content):
    (path,) = (content / "articles").iterdir()
    return path


def test_a_post_is_begun(content, capsys):
    """Named after its title, dated by the build's clock; and its writer is told what comes next."""
    assert main(["new", "Why we warm up"]) == 0

    assert capsys.readouterr().out == (
        "Wrote content/articles/why-we-warm-up.md, a draft. "
        "Edit it, and look at it with: make serve\n"
    )
    assert created(content).name == "why-we-warm-up.md"
    assert "\ndate: 2026-11-23\n" in created(content).read_text("utf-8")


def test_the_title_may_stand_in_the_environment(content, monkeypatch):
    """So that no shell reads it."""
    monkeypatch.setenv("TITLE", 'The "best" $(stretch)')

    assert main(["new"]) == 0

    found, findings = post.read(created(content).read_bytes(), "a.md", lenient=False)
    assert findings == []
    assert found.front.title == 'The "best" $(stretch)'


def test_lines_end_as_the_other_posts_do(content):
    """Whatever the system."""
    main(["new", "A\r\nB"])

    assert b"\r" not in created(content).read_bytes()


def test_a_post_is_never_overwritten(content, capsys):
    """The file stays as it is, to the byte."""
    path = content / "articles" / "why-we-warm-up.md"
    path.parent.mkdir()
    path.write_bytes(b"mine")

    assert main(["new", "Why we warm up!"]) == 2

    assert path.read_bytes() == b"mine"
    assert capsys.readouterr().err.startswith("error: content/articles/why-we-warm-up.md ")


def test_a_link_is_never_written_through(content):
    """Nor a file elsewhere, nor one that is not there yet."""
    (content / "articles").mkdir()
    (content / "articles" / "a.md").symlink_to(content / "elsewhere.md")

    assert main(["new", "A"]) == 2
    assert not (content / "elsewhere.md").exists()


@pytest.mark.parametrize("title", ["", "   ", "?!…", "\n", "日本語", "🏃"])
def test_a_title_needs_letters(content, capsys, title):
    """The file and the address are made from them."""
    assert main(["new", title]) == 2

    assert capsys.readouterr().err == (
        'error: Write a title with letters from a to z: make new TITLE="Why we warm up"\n'
    )
    assert list(content.iterdir()) == []


def test_a_title_that_could_not_be_read_is_refused(content, capsys):
    """The post would be broken from its first line on."""
    assert main(["new", "“What is it?"]) == 2

    assert capsys.readouterr().err == (
        'error: title: A smart quote has no partner. Write `"What is it?"`, in straight quotes.\n'
    )
    assert list(content.iterdir()) == []


@pytest.mark.parametrize("title", ["Con", "nul", "COM1", "Aux!"])
def test_a_title_whose_file_windows_cannot_have_is_refused(content, capsys, title):
    """Somebody with Windows could not even fetch the project."""
    assert main(["new", title]) == 2

    assert "cannot be a file on Windows" in capsys.readouterr().err
    assert list(content.iterdir()) == []


def test_a_folder_that_is_not_there_is_refused(content, capsys):
    """A slip in INPUTDIR makes no second content folder."""
    assert main(["new", "A", "--input", "contnet"]) == 2

    assert capsys.readouterr().err == (
        "error: There is no folder contnet: set INPUTDIR to where the posts are.\n"
    )
    assert not (content.parent / "contnet").exists()


def test_a_folder_that_cannot_be_written_is_told(content, capsys):
    """In one sentence."""
    (content / "articles").write_text("a file in the way")

    assert main(["new", "A"]) == 2
    assert capsys.readouterr().err.startswith("error: content/articles/a.md ")


def test_a_broken_clock_is_told(content, capsys, monkeypatch):
    """As every command tells it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")

    assert main(["new", "A"]) == 2
    assert capsys.readouterr().err == (
        "error: SOURCE_DATE_EPOCH is “soon”: write seconds since 1970, or unset it.\n"
    )
    assert list(content.iterdir()) == []


@pytest.mark.parametrize(
    "title",
    [
        "Costs $5 $(touch made-by-make) ${HOME} $$ $@",
        '`touch made-by-shell` "; touch made-by-shell; "',
        "It's # not a note",
        "Back\\slash %d",
    ],
)
def test_make_hands_the_title_over_as_it_was_typed(content, title):
    """Neither make nor the shell reads a $ or a quote in it."""
    shutil.copy(ROOT / "Makefile", content.parent)
    command = ["make", "-s", "new", f"TITLE={title}", f"PY={sys.executable}", "SITE="]

    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=30,
        env={**clean_environment(), "PYTHONPATH": os.fspath(ROOT)},
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    found, _findings = post.read(created(content).read_bytes(), "a.md", lenient=False)
    assert found.front.title == title
    assert sorted(path.name for path in content.parent.iterdir()) == ["Makefile", "content"]
