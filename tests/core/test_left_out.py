"""The list of files that a lenient build leaves out."""

from plugins.core.findings import Finding
from plugins.core.left_out import RULE, left_out, listed


def finding(path, message, line=0):
    return Finding(path, line, "error", "front-matter/missing-key", message, "Write it.")


def test_a_file_that_is_left_out_stops_no_build():
    """What is wrong with it, and where, stays the same."""
    found = left_out(finding("a.md", "“date” is missing.", 3))

    assert found == Finding("a.md", 3, "warning", RULE, "“date” is missing.", "Write it.")


def test_every_file_is_named_below_its_reason():
    """The most common reason first, the number of files at the end; other findings are not here."""
    files = [
        finding("a.md", "The file is empty."),
        finding("b.md", "“date” is missing.", 1),
        finding("c.md", "“date” is missing.", 4),
    ]

    text = listed([*map(left_out, files), finding("d.md", "“date” is missing.")])

    assert text.split("\n") == [
        "Left out:",
        "  “date” is missing. Write it.", "    b.md:1", "    c.md:4",
        "  The file is empty. Write it.", "    a.md",
        "3 files were left out.",
    ]  # fmt: skip


def test_a_reason_is_one_row():
    """Messages of docutils may have several."""
    text = listed([left_out(finding("a.rst", "Error in\n  a directive."))])

    assert "  Error in a directive. Write it.\n    a.rst\n" in text


def test_nothing_is_said_if_nothing_was_left_out():
    """Nor of one file as if it were many."""
    assert listed([finding("a.md", "“date” is missing.")]) == ""
    assert listed([left_out(finding("a.md", "Empty."))]).endswith("\n1 file was left out.")
