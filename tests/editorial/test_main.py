"""`make new` creates a post, or says why it cannot."""

import os
import shutil
import subprocess
import sys

import pytest

from plugins.editorial.__main__ import main
from plugins.posts import post
from tests.building import ROOT, clean_environment


@pytest.fixture
def content(tmp_path, monkeypatch):
    """An empty content folder in the working folder, on 23 November 2026."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795435200")
    monkeypatch.delenv("TITLE", raising=False)
    (tmp_path / "content").mkdir()
    return tmp_path / "content"


def created(content):
    (path,) = (content / "articles").iterdir()
    return path


def test_a_post_is_created(content, capsys):
    """Named after its title, dated by the build's clock."""
    assert main(["new", "Why we warm up"]) == 0

    assert capsys.readouterr().out == (
        "Wrote content/articles/why-we-warm-up.md, a draft. "
        "Edit it, and look at it with: make serve\n"
    )
    assert created(content).name == "why-we-warm-up.md"
    assert "\ndate: 2026-11-23\n" in created(content).read_text("utf-8")


def test_the_title_may_be_in_the_environment(content, monkeypatch):
    """So that no shell interprets it."""
    monkeypatch.setenv("TITLE", 'The "best" $(stretch)')

    assert main(["new"]) == 0

    found, findings = post.read(created(content).read_bytes(), "a.md", lenient=False)
    assert findings == []
    assert found.front.title == 'The "best" $(stretch)'


def test_lines_end_with_lf(content):
    """On every system."""
    main(["new", "A\r\nB"])

    assert b"\r" not in created(content).read_bytes()


def test_a_post_is_never_overwritten(content, capsys):
    """Not a byte of the file changes."""
    path = content / "articles" / "why-we-warm-up.md"
    path.parent.mkdir()
    path.write_bytes(b"mine")

    assert main(["new", "Why we warm up!"]) == 2

    assert path.read_bytes() == b"mine"
    assert capsys.readouterr().err.startswith("error: content/articles/why-we-warm-up.md ")


def test_a_symlink_is_never_followed(content):
    """Even if its target does not exist."""
    (content / "articles").mkdir()
    (content / "articles" / "a.md").symlink_to(content / "elsewhere.md")

    assert main(["new", "A"]) == 2
    assert not (content / "elsewhere.md").exists()


@pytest.mark.parametrize("title", ["", "   ", "?!…", "\n", "日本語", "🏃"])
def test_a_title_needs_letters(content, capsys, title):
    """They make the file name and the URL."""
    assert main(["new", title]) == 2

    assert capsys.readouterr().err == (
        'error: Write a title with letters from a to z: make new TITLE="Why we warm up"\n'
    )
    assert list(content.iterdir()) == []


def test_a_title_that_could_not_be_read_is_refused(content, capsys):
    """The front matter would be invalid."""
    assert main(["new", "“What is it?"]) == 2

    assert capsys.readouterr().err == (
        'error: title: A curly quote has no match. Write `"What is it?"`, in straight quotes.\n'
    )
    assert list(content.iterdir()) == []


@pytest.mark.parametrize("title", ["Con", "nul", "COM1", "Aux!"])
def test_a_title_whose_file_windows_cannot_have_is_refused(content, capsys, title):
    """A checkout on Windows would fail."""
    assert main(["new", title]) == 2

    assert "cannot be a file on Windows" in capsys.readouterr().err
    assert list(content.iterdir()) == []


def test_a_missing_folder_is_refused(content, capsys):
    """A typing error in INPUTDIR creates no second content folder."""
    assert main(["new", "A", "--input", "contnet"]) == 2

    assert capsys.readouterr().err == (
        "error: There is no folder contnet: set INPUTDIR to where the posts are.\n"
    )
    assert not (content.parent / "contnet").exists()


def test_a_folder_that_cannot_be_written_is_reported(content, capsys):
    """In one sentence."""
    (content / "articles").write_text("a file in the way")

    assert main(["new", "A"]) == 2
    assert capsys.readouterr().err.startswith("error: content/articles/a.md ")


def test_a_bad_clock_setting_is_reported(content, capsys, monkeypatch):
    """As by every command."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")

    assert main(["new", "A"]) == 2
    assert capsys.readouterr().err == (
        "error: SOURCE_DATE_EPOCH is “soon”: write seconds since 1970, or unset it.\n"
    )
    assert list(content.iterdir()) == []


@pytest.mark.parametrize(
    "title",
    [
        'Costs $5 $(touch made-by-make) ${HOME} $$ $@ `touch made-by-shell` "; touch by-shell; "',
        "It's # not a note: back\\slash %d",
    ],
)
def test_make_passes_the_title_on_unchanged(content, title):
    """Neither make nor the shell interprets a $ or a quote."""
    shutil.copy(ROOT / "Makefile", content.parent)
    shutil.copy(ROOT / "run.py", content.parent)
    command = ["make", "-s", "new", f"TITLE={title}", f"PY={sys.executable}"]

    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=30,
        env={**clean_environment(), "PYTHONPATH": os.fspath(ROOT)},
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    found, _findings = post.read(created(content).read_bytes(), "a.md", lenient=False)
    assert found.front.title == title
    assert sorted(path.name for path in content.parent.iterdir()) == [
        "Makefile",
        "content",
        "run.py",
    ]
