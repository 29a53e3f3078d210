"""Errors while files are written become findings, unless the disk itself fails."""

import errno
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound

from plugins.core.findings import Finding
from plugins.publishing.outputs import Outputs
from plugins.publishing.path_conflicts import OutputPath, conflicts
from plugins.publishing.write_errors import recorded

THEME = Path("/site/theme")


def test_a_file_without_an_error_is_not_recorded():
    """A file that was written has no finding."""
    kept = Outputs()

    with recorded("index.html", OutputPath(), kept, THEME):
        pass

    assert kept.errors == {}


def test_an_error_becomes_a_finding_of_its_file():
    """The other files are written."""
    kept = Outputs()

    with recorded("feeds/all.atom.xml", OutputPath(), kept, THEME):
        raise ValueError("odd")

    assert kept.errors == {
        "feeds/all.atom.xml": Finding(
            "", 0, "error", "theme/template-error", "ValueError: odd",
            "Seen while writing feeds/all.atom.xml.",
        )
    }  # fmt: skip


def test_an_invalid_file_name_is_reported_at_its_post():
    """With the line to change."""
    kept = Outputs()

    with recorded("x/index.html", OutputPath("a.md", 3, "Write a shorter slug."), kept, THEME):
        raise OSError(errno.ENAMETOOLONG, "File name too long")

    assert kept.errors["x/index.html"] == Finding(
        "a.md", 3, "error", "addresses/unwritable",
        "The page x/index.html cannot be written: File name too long.", "Write a shorter slug.",
    )  # fmt: skip


@pytest.mark.parametrize("code", [errno.EEXIST, errno.ENOTDIR, errno.EISDIR])
def test_a_page_where_another_needs_a_folder_names_both(code):
    """Whichever of the two is written first."""
    kept = Outputs()
    kept.paths["q.html"] = OutputPath("a.md", 3, "Move it.")

    with recorded("q.html/p.html", OutputPath("b.md", 4, "Move it."), kept, THEME):
        raise OSError(code, "In the way")

    found = kept.errors["q.html/p.html"]
    assert (found.path, found.line, found.rule) == ("b.md", 4, "addresses/file-and-folder")
    assert "a.md:3" in found.message


@pytest.mark.parametrize("failed", ["q.html", "q.html/p.html"])
def test_either_page_may_be_the_one_that_cannot_be_written(failed):
    """Several processes write, so that it may be the first of the two; the finding is the same."""
    kept = Outputs()
    kept.paths["q.html"] = OutputPath("a.md", 3, "Move it.")
    kept.paths["q.html/p.html"] = OutputPath("b.md", 4, "Move it.")

    with recorded(failed, kept.paths[failed], kept, THEME):
        raise OSError(errno.EISDIR, "In the way")

    assert list(kept.errors.values()) == list(conflicts(kept.paths).values())
    assert (kept.errors[failed].path, kept.errors[failed].rule) == (
        "b.md",
        "addresses/file-and-folder",
    )


def test_a_missing_template_is_no_disk_error():
    """Although Jinja's exception is an OSError."""
    kept = Outputs()

    with recorded("feeds/all.atom.xml", OutputPath(), kept, THEME):
        raise TemplateNotFound("feed_article.html")

    found = kept.errors["feeds/all.atom.xml"]
    assert found.message == "There is no template “feed_article.html”."


def test_a_full_disk_ends_the_build():
    """Every other file would fail too."""
    with pytest.raises(OSError, match="full"), recorded("a.html", OutputPath(), Outputs(), THEME):
        raise OSError(errno.ENOSPC, "The disk is full")
