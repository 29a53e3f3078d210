"""Tables of which Markdown makes none."""

import pytest

from tests.posts.rules.rule_findings import found

TABLE = "markup/table"
BARE = "markup/table-without-hyphens"
CELLS = "markup/table-cells"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("| Day | Time |\n| --- |\n| Friday | ten |", [(2, TABLE)]),
        ("We open:\n\n| Day | Time |\n|---|---|---|\n| Friday | ten |", [(4, TABLE)]),
        ("|---|---|\n| Friday | ten |", [(1, TABLE)]),
        ("| Day | Time |\n\n|:--|--:|\n\n| Friday | ten |", [(3, TABLE)]),
        ("- Hours\n\n  | Day | Time |\n  | --- |\n  | Friday | ten |", [(4, TABLE)]),
        ("> | Day | Time |\n> | --- |\n> | Friday | ten |", [(2, TABLE)]),
        ("Day | Time\n--- | --- | ---\nFriday | ten", [(2, TABLE)]),
        (
            "| A | B |\n|---|---|\n| 1 | 2 |\n\n| A | B |\n|---|\n| 1 | 2 |",
            [(6, TABLE)],
        ),
        (
            "| A | B |\n|---|---|\n| 1 | 2 |\n\n| A | B | C |\n|---|---|\n| 1 | 2 | 3 |",
            [(6, TABLE)],
        ),
        ("| Day | Time |\n| --- | --- |\n| Friday | ten |", []),
        ("Day | Time\n--- | ---\nFriday | ten", []),
        ("```\n| Day | Time |\n| --- |\n```", []),
        ("    | Day |\n    | --- | --- |", []),
        ("Rest.\n\n---\n\nNine -- or ten | eleven.", []),
        ("Write `| --- |` there.", []),
    ],
)
def test_a_line_of_hyphens_that_readers_would_see_is_reported(body, expected):
    """In a list too. The line of a table that has taken effect is not visible, nor is code."""
    assert found(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("| Day | Time |\n| Friday | ten |", [(1, BARE)]),
        ("We open:\n\n| Day | Time |\n| Friday | ten |\n| Sunday | noon |\n\nAsk.", [(3, BARE)]),
        ("| Day | Time |\n\n| Friday | ten |", []),
        ("| Day | Time |\n|---|---|\n\n| Friday | ten |", [(4, BARE)]),
        ("| A | B |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |\n| 5 | 6 |", [(5, BARE)]),
        ("| Day | Time |\n| --- | --- |\n| Friday | ten |\n| Sunday | noon |", []),
        ("| Day | Time |\n| --- |\n| Friday | ten |", [(2, TABLE)]),
        ("~~~\n| Day | Time |\n| Friday | ten |\n~~~", []),
        ("|x| is the size of x.\n|y| too.", []),
    ],
)
def test_rows_without_a_line_of_hyphens_are_reported(body, expected):
    """Readers would see their signs."""
    assert found(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("| Day | Time |\n|---|---|\n| Friday | ten | noon |", [(3, CELLS)]),
        ("Day | Time\n--- | ---\nFriday | ten\nSunday | one | two", [(4, CELLS)]),
        ("> | A | B |\n> |---|---|\n> | 1 | 2 | 3 |", [(3, CELLS)]),
        ("| A | B |\n|---|---|\n| 1 | 2 |\nThen rest.", [(4, CELLS)]),
        ("| A | B |\n|---|---|\n| 1 | 2 |\n\nThen rest.", []),
        ("| A | B |\n|---|---|\n| 1 | 2 |\n- Then\n- rest", []),
        ("| A | B |\n|---|---|\n| 1 | 2 | |", []),
        ("| A | B |\n|---|---|\n| 1 |", []),
        ("| A | B |\n|---|---|\n| 1 \\| 2 | `3|4` |", []),
        ("| A | B |\n|---|---|\n| 1 | 2 |\n\nEither | or | both.", []),
    ],
)
def test_parts_of_a_row_that_are_not_shown_are_reported(body, expected):
    """Markdown leaves out what has no column."""
    assert found(body) == expected
