"""`make ready` prints what a post lacks."""

import pytest

from plugins.clinical_care import files as care_files
from plugins.clinical_care.files import CareFiles
from plugins.core.findings import Finding, Findings
from plugins.editorial import readying
from plugins.editorial.__main__ import main
from tests.clinical_care.care_rules import CARE

DRAFT = """---
title: Knees
status: draft
author: Ola Berg
---
Rest.

## What helps?
"""
PATH = "content/articles/knees.md"


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site with one draft, in the working folder; returns the findings of its build."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CACHEDIR", str(tmp_path / "cache"))
    monkeypatch.delenv("SLUG", raising=False)
    found = Findings()
    monkeypatch.setattr(readying, "findings_of", lambda _options, _run: found)
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/data").mkdir()
    (tmp_path / PATH).write_text(DRAFT)
    (tmp_path / "content/data/people.yaml").write_text("- {name: Ola Berg, slug: ola-berg}\n")
    (tmp_path / "pelicanconf.py").write_text(
        'SITENAME = "Clinic"\nTIMEZONE = "UTC"\nDEFAULT_LANG = "en"\n'
        'CLINIC_DATA = "data/clinic.yaml"\nPEOPLE_DATA = "data/people.yaml"\n'
        'PLUGINS = ["plugins.site.plugin"]\nARTICLE_PATHS = ["articles"]\nPAGE_PATHS = ["pages"]\n'
    )
    return found


def rows_of(capsys):
    return [row.strip("- ") for row in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("typed", ["knees", "knees.md", PATH, "/articles/knees/"])
def test_the_list_has_what_the_build_found_and_what_a_draft_lacks(site, capsys, typed):
    """Of this post alone; a slug, a file or an address says which it is."""
    site.add(Finding(PATH, 6, "warning", "links/dead-link", "It leads nowhere.", "Look."))
    site.add(Finding("content/articles/feet.md", 6, "warning", "a/b", "Another post."))

    assert main(["ready", typed]) == 0

    rows = rows_of(capsys)
    assert rows[0] == f"Knees ({PATH})"
    assert "Line 6: It leads nowhere. Look." in rows
    assert any(row.startswith("Line 8: ") and "What helps?" in row for row in rows)
    assert any("Ola Berg, as the author" in row for row in rows)
    assert not any("Another post" in row for row in rows)


@pytest.mark.usefixtures("site")
def test_the_list_has_the_parts_that_a_draft_lacks(tmp_path, monkeypatch, capsys):
    """By the rules of clinical care; a build does not report them."""
    monkeypatch.setattr(care_files, "read", lambda _folder, **_given: CareFiles(CARE))
    (tmp_path / PATH).write_text(DRAFT.replace("author:", "category: Running\nauthor:"))

    assert main(["ready", "knees"]) == 0

    assert any("Running" in row and "help" in row for row in rows_of(capsys))


@pytest.mark.usefixtures("site")
def test_each_version_of_a_post_has_a_list(tmp_path, capsys):
    """In its language."""
    text = DRAFT.replace("title: Knees", "title: Knær\nslug: knees\nlang: nb\ntranslation: true")
    (tmp_path / "content/articles/knees.nb.md").write_text(text)

    assert main(["ready", "knees"]) == 0

    assert [row for row in rows_of(capsys) if row.endswith(".md)")] == [
        f"Knees ({PATH})", "Knær (content/articles/knees.nb.md)",
    ]  # fmt: skip


def test_a_post_that_cannot_be_read_says_why(site, tmp_path, capsys):
    """And not that there is none."""
    (tmp_path / PATH).write_text('---\ntitle: "Knees\n---\n')
    site.add(Finding(PATH, 2, "error", "front-matter/unreadable", "A quote is open.", "Close it."))

    assert main(["ready", "knees"]) == 2

    assert f"{PATH}:2" in (words := capsys.readouterr().err)
    assert "A quote is open. Close it." in words


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(("typed", "words"), [("", "SLUG="), ("nees", "“knees”"), ("x", "“x”")])
def test_a_post_that_is_not_there_is_refused(capsys, typed, words):
    """With the most similar one."""
    assert main(["ready", *filter(None, [typed])]) == 2

    assert words in capsys.readouterr().err
