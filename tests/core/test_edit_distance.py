"""How far two words are from each other."""

import pytest

from plugins.core.edit_distance import edit_distance


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("", "", 0), ("rest", "rest", 0), ("", "rest", 4), ("rest", "res", 1), ("rest", "reest", 1),
        ("rest", "rost", 1), ("rest", "erst", 1), ("rest", "rets", 1), ("rest", "sret", 2),
        ("kitten", "sitting", 3), ("ca", "abc", 3), ("søvn", "sovn", 1), ("abcd", "badc", 2),
    ],
)  # fmt: skip
def test_each_slip_counts_once(one, other, distance):
    """A letter too many, a missing one, another one, or two that are swapped; both ways."""
    assert edit_distance(one, other) == edit_distance(other, one) == distance
