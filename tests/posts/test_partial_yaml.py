"""All mistakes of a post are reported together, also beside rows that are not YAML."""

import pytest

from plugins.core.yaml_lines import YamlError
from plugins.posts.partial_yaml import read_partially
from plugins.posts.questions import AnySiteContext, Question
from plugins.posts.read_post import read_post
from tests.posts.many_posts import read

TIRED = """\
---
title: Hips: a plan
dat: 2026-01-02
slug: Hip Pain
status: publishd
references: [A, B
image: hips.png
lang: english
reviewed_by: Tove: Holm
reviewed: 2026-01-03
review_every: 3 years
---
Rest[^1] and walk[^2].

![](desk.png)

<<<<<<< HEAD
"""


def found_in(text, lenient=False):
    """The line and the rule of each finding, in order."""
    post = read_post(text.encode(), AnySiteContext(), path="a.md", lenient=lenient)
    assert post.front is None
    assert (post.has_body, post.body_findings) == (False, ())
    return sorted((each.line, each.rule.partition("/")[2]) for each in post.findings)


def test_all_that_can_be_read_is_checked():
    """Three slips of YAML, five other mistakes in the keys, and two in the body."""
    assert found_in(TIRED) == [
        (2, "unreadable"), (3, "unknown-key"), (4, "bad-value"), (5, "bad-value"),
        (6, "unreadable"), (7, "bad-value"), (8, "bad-value"), (9, "unreadable"),
        (15, "missing-alt"), (17, "merge-marks"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ("title: A: b", 2),
        ("title: 'A", 2),
        ("title: A\ndate: @today", 3),
        ("title: A\nreviewed: 2026-01-03\nreviewed_by: B: c\nreview_every: 2 years", 4),
        ("title: A\nreviewed: 2026: 01\nreviewed_by: B\nreview_every: 2 years", 3),
        ("title: A\ntopics:\n- B\n- C: d: e\n# no comment\n- F", 5),
        ("title: A\nreferences:\n  - title: B: c\n    year: 2020", 4),
        ("title A\nslug: b", 2),
        ("title: A\nseries B", 3),
        ("title: A\n\nWords: they\nrun on\n", 5),
        ("title: A\ndate: 2026-01-02\ndate: 2026-01-03", 4),
        ("- title: A", 2),
        ("[A, B]", 2),
    ],
)
def test_what_is_not_read_is_not_missing(rows, line):
    """One slip is one finding, at its line: its keys are there, though nobody can read them."""
    assert found_in(f"---\n{rows}\n---\nWords[^1].\n\n[^1]: A note.\n") == [(line, "unreadable")]


def test_references_that_cannot_be_read_may_be_cited():
    """Their number is not known."""
    assert found_in("---\ntitle: A\nreferences: [B\n---\nWords[^2].\n") == [(3, "unreadable")]


@pytest.mark.parametrize("row", ["status: draft", "status: hidden", "status: 'draft"])
def test_the_body_of_a_post_that_is_not_public_is_not_checked(row):
    """As in a draft that can be read; what is in its keys is."""
    rules = {
        rule for _line, rule in found_in(f"---\ntitle: A: b\n{row}\nlang: x1\n---\n![](a.png)")
    }

    assert rules == {"unreadable", "bad-value"}


def test_what_was_asked_is_kept():
    """A picture that is put there later changes the findings."""
    post = read("a.md", data=b"---\ntitle: A: b\n---\n![A door](none.png) Rest.\n", lenient=False)

    assert {each.rule for each in post.findings} == {
        "front-matter/unreadable", "article-body/missing-picture",
    }  # fmt: skip
    assert [type(each) for each in post.questions] == [Question]


def test_without_a_closing_line_nothing_more_is_read():
    """The words of the post would all be mistakes."""
    assert found_in("---\ntitle: A: b\nslug: c d\n\nWords: and: more\n") == [(1, "unreadable")]
    assert found_in("---\ntitle: A\nslug: c d\n\nSome words: of\nthe: post: go\n---\nOn\n")


@pytest.mark.parametrize("count", [9, 30])
def test_only_some_slips_are_reported_together(count):
    """The rest of the post may be something else."""
    rows = "\n".join(f"a{number}: b: c" for number in range(count))

    assert found_in(f"---\ntitle: A\n{rows}\n---\n") == [(3, "unreadable")]


def test_long_front_matter_is_not_read_again_and_again():
    """Each time takes a second."""
    rows = ["title: A", "slug: b: c", *(f"k{number}: {'x' * 90}" for number in range(400))]

    assert read_partially(rows, 0, len(rows), YamlError(2, "A", "B")) is None
    assert read_partially(rows[:50], 0, 50, YamlError(2, "A", "B")).unread == {"slug"}
