"""The matrix of what articles say, from the beginning and step by step."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from plugins.related_articles.term_matrix import EMPTY_MATRIX, update_matrix
from plugins.related_articles.terms import Terms


def terms(counts):
    """Terms from {id: count}; ids above 50 are words of the title."""
    ids = sorted(counts)
    return Terms(
        np.array(ids, np.uint64),
        np.array([counts[number] for number in ids], np.int32),
        np.array([number > 50 for number in ids]),
    )


def started(*rows):
    matrix, _ = update_matrix(EMPTY_MATRIX, np.full(len(rows), -1), [terms(row) for row in rows])
    return matrix


def readable(matrix):
    """What each row says, lone terms included: {id: cell}."""
    rows = [{} for _ in range(matrix.counts.shape[0])]
    counts = matrix.counts.tocoo()
    for row, column, cell in zip(*counts.coords, counts.data, strict=True):
        rows[row][int(matrix.vocabulary[column])] = int(cell)
    for number, row, cell in zip(*matrix.hapaxes, strict=True):
        rows[row][int(number)] = int(cell)
    return rows


def test_what_two_say_has_a_column_and_the_rest_stands_apart():
    """A cell is twice the count, and one more for a word of the title."""
    matrix = started({1: 1, 2: 3, 60: 1}, {2: 1, 60: 4}, {7: 1})

    assert matrix.vocabulary.tolist() == [2, 60]
    assert matrix.counts.toarray().tolist() == [[6, 3], [2, 9], [0, 0]]
    assert matrix.hapaxes.ids.tolist() == [1, 7]
    assert matrix.hapaxes.rows.tolist() == [0, 2]
    assert matrix.hapaxes.cells.tolist() == [2, 2]


def test_a_lone_term_gets_a_column_once_another_says_it():
    """The row that said it first has its cell, and the earlier columns tell where they went."""
    before = started({1: 5, 3: 1}, {3: 1})

    after, moves = update_matrix(before, np.array([0, -1, 1]), [terms({1: 1})])

    assert after.vocabulary.tolist() == [1, 3]
    assert moves.tolist() == [1]
    assert after.counts.toarray().tolist() == [[10, 2], [2, 0], [0, 2]]
    assert after.hapaxes.ids.tolist() == []


def test_what_an_article_took_away_with_it_is_gone():
    """Its lone terms are forgotten, and are new when another article says them."""
    before = started({1: 1}, {2: 1})

    after, _ = update_matrix(before, np.array([1, -1]), [terms({1: 1})])

    assert after.vocabulary.tolist() == []
    assert readable(after) == [{2: 2}, {1: 2}]


ROWS = st.lists(st.dictionaries(st.integers(1, 99), st.integers(1, 3), max_size=6), max_size=6)


@given(ROWS, st.lists(st.tuples(st.integers(0, 5), ROWS), max_size=4))
def test_step_by_step_says_the_same_as_from_the_beginning(rows, steps):
    """Whatever is taken away, added and shuffled, every row says what its article says."""
    matrix = started(*rows)
    for place, fresh in steps:
        old_rows = [row for row in range(len(rows)) if row != place] + [-1] * len(fresh)
        old_rows = sorted(old_rows, key=lambda row: (row * 7 + place) % 5)
        matrix, _ = update_matrix(
            matrix, np.array(old_rows, np.int64), [terms(row) for row in fresh]
        )
        remaining = iter(fresh)
        rows = [next(remaining) if row < 0 else rows[row] for row in old_rows]

    expected = [
        {number: 2 * count + (number > 50) for number, count in row.items()} for row in rows
    ]
    assert readable(matrix) == expected
    assert matrix.vocabulary.tolist() == sorted(set(matrix.vocabulary.tolist()))
    shared = {number for row in rows for number in row if sum(number in r for r in rows) > 1}
    assert shared <= set(matrix.vocabulary.tolist())
