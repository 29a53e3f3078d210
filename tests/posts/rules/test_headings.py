"""Headings: the title again, levels, and empty sections."""

import pytest

from tests.posts.rules.rule_findings import HEAD, found, read

TITLE = "heading/repeats-title"
LEVEL = "heading/skipped-level"
EMPTY = "heading/empty-section"
HASHTAG = "heading/hashtag"
ONLY = "unfinished/only-headings"
DRAFT = HEAD.replace("date:", "status: draft\ndate:")

BODIES = [
    ("## Ankles\n\nRest.", [(1, TITLE)]),
    ("# ANKLES!\n\nRest.", [(1, TITLE)]),
    ("Ankles\n------\n\nRest.", [(1, TITLE)]),
    ("Words.\n\n## **Ankles**\n\nRest.", [(3, TITLE)]),
    ("<h2>Ankles</h2>\n\nRest.", [(1, TITLE)]),
    ("## Why?\n\nRest.\n\n## Ankles\n\nMore.", []),
    ("## Ankles and knees\n\nRest.", []),
    ("#1 thing: sleep.\n\nThen rest.", [(1, HASHTAG)]),
    ("Rest.\n\n#running #recovery\n\nMore.", [(3, HASHTAG)]),
    ("Rest today.\n#RestDay\nMore.", [(2, HASHTAG)]),
    ("# Why?\n\nRest with #1, and \\#2.\n\n    #code\n\n~~~\n#code\n~~~", []),
    ("### Why?\n\nRest.", [(1, LEVEL)]),
    ("## Why?\n\nRest.\n\n#### How?\n\nSo.", [(5, LEVEL)]),
    ("## Why?\n\nRest.\n\n##### How?\n\nSo.\n\n## Then?\n\nMore.", [(5, LEVEL)]),
    ("# Why?\n\nRest.\n\n### How?\n\nSo.", [(5, LEVEL)]),
    ("~~~\n## Code\n~~~\n\n## Why?\n\nRest.\n\n#### How?\n\nSo.", [(9, LEVEL)]),
    ("Why\n---\n\nRest.\n\n#### How?\n\nSo.", [(6, LEVEL)]),
    ("## Why?\n\nRest.\n\n### How?\n\nSo.\n\n## Then?\n\nMore.", []),
    ("## Why?\n\n## How?\n\nSo.", [(1, EMPTY)]),
    ("Words.\n\n## Why?\n\nSo.\n\n## How?", [(7, EMPTY)]),
    ("## Why?\n\n### Who?\n\n## How?\n\nSo.", [(1, EMPTY), (3, EMPTY)]),
    ("Words.\n\n## Why?\n\n<!-- write -->\n\n## How?\n\nSo.", [(3, EMPTY)]),
    ("## Why?\n\nSo.\n\n### Who?\n\n### How?\n\nSo.", [(5, EMPTY)]),
    ("Words[^a].\n\n## Why?\n\n[^a]: A note.", [(3, EMPTY)]),
    ("## Same\n\nSo.\n\n## Same\n\n## Other\n\nSo.", [(5, EMPTY)]),
    ("## Why?\n\n### Who?\n\nSo.", []),
    ("## Why?\n\n![A strap](strap.png)", []),
    ("## Why?\n\n---\n\n## How?\n\nSo.", []),
    ("## Why?\n\n- one\n\n## How?\n\n`code`", []),
    ('## When?\n\n!!! urgent "Call 111 if:"\n    - it is numb', []),
    ('Go.\n\n!!! urgent "Call:"\n    - it is numb\n\n### Then?\n\nSo.', [(6, LEVEL)]),
    ("## Why?\n\n## How?", [(1, ONLY)]),
    ("<!-- Begin. -->\n\n## Why?\n\n<!-- more -->\n", [(1, ONLY)]),
]


@pytest.mark.parametrize(("body", "expected"), BODIES)
def test_headings_are_reported_at_their_line(body, expected):
    """The rest of the post may be right."""
    assert found(body) == expected


@pytest.mark.parametrize("body", ["## Why?\n\n## How?\n\nSo.", "## Why?\n\n## How?", ""])
def test_a_draft_may_have_empty_sections(body):
    """It says that it is not finished; what it lacks is only advice, which no build reports."""
    assert found(body, head=DRAFT) == []
    assert [each.severity for each in read(body, head=DRAFT).body_findings] == ["advice"]


@pytest.mark.parametrize("body", ["## Why?\n\n## How?\n\nSo.", "## Why?\n\n## How?", ""])
def test_a_post_that_is_ready_has_no_empty_sections(body):
    """It is checked as a public one is."""
    (finding,) = read(body, head=DRAFT.replace("draft", "ready")).body_findings

    assert finding.severity != "advice"


def test_empty_sections_are_warnings_before_publication():
    """And errors then."""
    severities = [finding.severity for finding in read("## Why?\n\n## How?\n\nSo.").body_findings]

    assert severities == ["warning"]


@pytest.mark.parametrize(
    ("body", "marks"),
    [
        ("## Why?\n\nRest.\n\n##### How?\n\nSo.", "`### `"),
        ("# Why?\n\nRest.\n\n#### How?\n\nSo.", "`## `"),
        ("#### How?\n\nSo.", "`## `"),
        ("## Why?\n\nRest.\n\n<h4>How?</h4>\n\nSo.", "`### `"),
    ],
)
def test_the_level_that_is_wanted_is_offered(body, marks):
    """As an editor types it."""
    (finding,) = read(body).body_findings

    assert marks in finding.hint
