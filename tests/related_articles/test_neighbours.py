"""Dot products, time decay and the best k."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from plugins.related_articles.neighbours import (
    DECAY_ONE,
    build_index,
    time_decay,
    top_k,
    use_scores,
)


def index(rows, *, target_count=None, days=None, scored=0):
    vectors = sparse.csr_array(np.array(rows, np.float32))
    days = np.array(days or [0] * len(rows), np.int64)
    return build_index(vectors, len(rows) if target_count is None else target_count, days, scored)


def find(index, depth):
    rows = np.arange(len(index.time.days))
    return use_scores(index, rows, lambda block: top_k(block, depth))


@pytest.mark.parametrize(
    ("days", "count", "near"),
    [
        (0, 6, DECAY_ONE),
        (7, 6, 982_527),
        (14, 6, 972_447),
        (7, 600, 865_798),
        (1000, 1, 973_754),
        (1000, 0, DECAY_ONE),
    ],
)
def test_time_decay_by_weeks_and_articles(days, count, near):
    """1 on the same day, and (1 + weeks) ** -(0.0315 x log2(1 + articles / 8)) later."""
    assert time_decay(days, count) == near


def test_one_more_article_seldom_changes_the_time_decay():
    """The number of articles is quantised, so that few scores must be computed again."""
    found = [time_decay(70, count) for count in range(16, 64)]

    assert found == [found[0]] * 16 + [found[-1]] * 32
    assert found[0] > found[-1]


def test_neighbours_are_sorted_and_exclude_the_article_itself():
    """By dot product; an article without a shared term is no neighbour."""
    (found,) = find(index([[2, 1, 0], [2, 0, 0], [1, 1, 0], [0, 0, 5]]), 2)

    assert found.indices.tolist() == [[1, 2], [0, 2], [0, 1], [-1, -1]]
    assert found.dots.tolist() == [[4, 3], [4, 2], [3, 2], [0, 0]]


def test_ties_go_to_the_first_row():
    """Rows are sorted by date, newest first, then by slug."""
    (found,) = find(index([[1], [1], [1], [1]]), 2)

    assert found.indices.tolist() == [[1, 2], [0, 2], [0, 1], [0, 1]]


def test_time_decay_can_change_the_order():
    """The larger the distance in time, the less a dot product counts."""
    (found,) = find(index([[20], [21], [20]], days=[1000, 0, 1000]), 2)

    assert found.indices[0].tolist() == [2, 1]
    assert found.dots[0].tolist() == [400, 420]
    assert found.scores[0].tolist() == [400 * DECAY_ONE, 420 * time_decay(1000, 3)]


def test_only_targets_are_neighbours():
    """The other articles have neighbours but are none."""
    (found,) = find(index([[1], [1], [1]], target_count=2), 2)

    assert found.indices.tolist() == [[1, -1], [0, -1], [0, 1]]


def test_an_index_without_targets():
    """Every list is empty."""
    (found,) = find(index([[1]], target_count=0), 2)

    assert found.indices.tolist() == [[-1, -1]]


MATRICES = st.integers(1, 40).flatmap(
    lambda size: st.lists(
        st.lists(st.sampled_from([0, 0, 1, 5]), min_size=4, max_size=4),
        min_size=size,
        max_size=size,
    )
)


@given(MATRICES)
def test_the_dense_columns_do_not_change_the_results(rows):
    """They only make the computation faster."""
    few, many = find(index(rows), 5), find(index(rows, scored=10_000), 5)

    for one, other in zip(few, many, strict=True):
        assert one.indices.tolist() == other.indices.tolist()
        assert one.scores.tolist() == other.scores.tolist()


def test_all_rows_are_scored_in_blocks():
    """Also if there are more rows than fit into one block."""
    found = find(index([[1]] * 600), 1)

    assert [len(block.indices) for block in found] == [128, 128, 128, 128, 88]
    assert np.concatenate([block.indices for block in found])[:3].tolist() == [[1], [0], [0]]
