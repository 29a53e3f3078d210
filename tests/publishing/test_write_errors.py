"""Errors while files are written become findings, unless the disk itself fails."""

import errno

import pytest
from jinja2 import TemplateNotFound

from plugins.core.findings import Finding
from plugins.publishing.outputs import Outputs
from plugins.publishing.path_conflicts import OutputPath
from plugins.publishing.write_errors import recorded


def settings():
    """The build settings in which findings are collected."""
    return {"THEME": "/site/theme", "OUTPUTS": Outputs()}


def test_a_file_without_an_error_is_not_recorded():
    """A file that was written has no finding."""
    kept = settings()

    with recorded("index.html", OutputPath(), kept):
        pass

    assert kept["OUTPUTS"].errors == {}


def test_an_error_becomes_a_finding_of_its_file():
    """The other files are written."""
    kept = settings()

    with recorded("feeds/all.atom.xml", OutputPath(), kept):
        raise ValueError("odd")

    assert kept["OUTPUTS"].errors == {
        "feeds/all.atom.xml": Finding(
            "", 0, "error", "theme/template-error", "ValueError: odd",
            "Seen while writing feeds/all.atom.xml.",
        )
    }  # fmt: skip


def test_an_invalid_file_name_is_reported_at_its_post():
    """With the line to change."""
    kept = settings()

    with recorded("x/index.html", OutputPath("a.md", 3, "Write a shorter slug."), kept):
        raise OSError(errno.ENAMETOOLONG, "File name too long")

    assert kept["OUTPUTS"].errors["x/index.html"] == Finding(
        "a.md", 3, "error", "addresses/unwritable",
        "The page x/index.html cannot be written: File name too long.", "Write a shorter slug.",
    )  # fmt: skip


@pytest.mark.parametrize("code", [errno.EEXIST, errno.ENOTDIR, errno.EISDIR])
def test_a_page_where_another_needs_a_folder_names_both(code):
    """Whichever of the two is written first."""
    kept = settings()
    kept["OUTPUTS"].paths["q.html"] = OutputPath("a.md", 3, "Move it.")

    with recorded("q.html/p.html", OutputPath("b.md", 4, "Move it."), kept):
        raise OSError(code, "In the way")

    found = kept["OUTPUTS"].errors["q.html/p.html"]
    assert (found.path, found.line, found.rule) == ("b.md", 4, "addresses/file-and-folder")
    assert "a.md:3" in found.message


def test_a_missing_template_is_no_disk_error():
    """Although Jinja's exception is an OSError."""
    kept = settings()

    with recorded("feeds/all.atom.xml", OutputPath(), kept):
        raise TemplateNotFound("feed_article.html")

    found = kept["OUTPUTS"].errors["feeds/all.atom.xml"]
    assert found.message == "There is no template “feed_article.html”."


def test_a_full_disk_ends_the_build():
    """Every other file would fail too."""
    with pytest.raises(OSError, match="full"), recorded("a.html", OutputPath(), settings()):
        raise OSError(errno.ENOSPC, "The disk is full")
