"""Posts that nobody meant to publish yet."""

from datetime import date

import pytest

from plugins.editorial.new_post import scaffold
from tests.posts.rules.rule_findings import HEAD, found, read

MARK = "unfinished/placeholder"
EMPTY = "unfinished/no-text"
ONLY = "unfinished/only-headings"
MERGE = "unfinished/merge-marks"

BODIES = [
    ("Rest.\n\nTODO: ask Kim.", [(3, MARK)]),
    ("Open on TBC.", [(1, MARK)]),
    ("Prices from £XXX.", [(1, MARK)]),
    ("Call 0113 XXX XXXX.", [(1, MARK)]),
    ("FIXME\n\nRest.", [(1, MARK)]),
    ("Rest.\n\nLorem ipsum dolor sit amet.", [(3, MARK)]),
    ("Ask [insert name] first.", [(1, MARK)]),
    ("- one\n- [Add a link here]", [(2, MARK)]),
    ("Ask **TODO** first.", [(1, MARK)]),
    ("TODO\n\nRest.\n\nTODO", [(1, MARK), (5, MARK)]),
    ("Prices from £XX.", [(1, MARK)]),
    ("It was built in ??? by us.", [(1, MARK)]),
    ("We open (year ???).", [(1, MARK)]),
    ("Ask [name] or [PHOTO: the couch].", [(1, MARK)]),
    ("Words.\n\n(Insert a picture here)", [(3, MARK)]),
    ("See Error! Reference source not found. for more.", [(1, MARK)]),
    ("Really??? Yes. What???", []),
    ("[sic] [Note: rest] (insert the needle slowly) [link](heel.md) Superbowl XX", []),
    ("A to-do list; todo; XXXL shirts; the TODOs.", []),
    ("Never write “TBC” or 'TODO' there.", []),
    ("`TODO` <!-- TODO -->", []),
    ("[Insert](heel.md) and [our list](TODO.md).", []),
    ("<<<<<<< HEAD\nRest.\n=======\nRun.\n>>>>>>> kim", [(1, MERGE), (3, MERGE), (5, MERGE)]),
    ("", [(0, EMPTY)]),
    ("\n\n", [(0, EMPTY)]),
    ("<!-- Begin with the answer. -->\n", [(0, EMPTY)]),
    ("&nbsp;\n", [(0, EMPTY)]),
    ("[a]: https://example.org/\n", [(0, EMPTY)]),
    ("[instagram-feed feed=1]\n", [(0, EMPTY)]),
    ("![A strap](strap.png)", []),
    ("<iframe src=x></iframe>", []),
    ("[](https://example.org/)", []),
    ("`code`", []),
]


@pytest.mark.parametrize(("body", "expected"), BODIES)
def test_what_is_missing_is_reported_at_its_line(body, expected):
    """Or at the end of the front matter."""
    rules = [finding for finding in found(body) if finding[1].startswith("unfinished/")]

    assert sorted(set(rules)) == expected


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("description: TODO", 3),
        ("description: Ask [insert name] first.", 3),
        ("image: {src: a.png, alt: TBC}", 3),
        ("image:\n  src: a.png\n  alt: TODO a strap", 5),
    ],
)
def test_a_mark_in_the_front_matter_is_reported_at_its_key(row, line):
    """It is on cards and in searches."""
    head = HEAD.replace("date:", f"{row}\ndate:")

    assert found("Rest.", head=head) == [(line - head.count("\n"), MARK)]


def test_a_new_post_without_its_status_is_not_published():
    """Only `status: draft` was deleted."""
    draft = scaffold("Ankles", date(2026, 2, 3))

    assert found("", head=draft) == []
    (finding,) = read("", head=draft.replace("status: draft\n", "")).body_findings
    assert (finding.rule, finding.severity) == (ONLY, "error")


def test_a_new_post_in_which_a_section_was_left_empty_is_not_finished():
    """The other sections are written."""
    text = scaffold("Ankles", date(2026, 2, 3)).replace("status: draft\n", "")
    text = text.replace("## What is it?\n", "## What is it?\n\nA sprain.\n")

    rules = {rule for _line, rule in found("", head=text)}
    assert rules == {"heading/empty-section"}


def test_another_template_may_need_no_text():
    """It shows something else."""
    assert found("", head=HEAD.replace("date:", "template: archives\ndate:")) == []
