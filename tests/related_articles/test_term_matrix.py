"""The term matrix, built at once and step by step."""

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


def matrix_of(*rows):
    matrix, _ = update_matrix(EMPTY_MATRIX, np.full(len(rows), -1), [terms(row) for row in rows])
    return matrix


def readable(matrix):
    """The terms of each row, including hapaxes: {id: cell}."""
    rows = [{} for _ in range(matrix.counts.shape[0])]
    counts = matrix.counts.tocoo()
    for row, column, cell in zip(*counts.coords, counts.data, strict=True):
        rows[row][int(matrix.vocabulary[column])] = int(cell)
    for number, row, cell in zip(*matrix.hapaxes, strict=True):
        rows[row][int(number)] = int(cell)
    return rows


def test_terms_of_two_articles_have_a_column_and_others_are_hapaxes():
    """A cell is twice the count, plus 1 for a word of the title."""
    matrix = matrix_of({1: 1, 2: 3, 60: 1}, {2: 1, 60: 4}, {7: 1})

    assert matrix.vocabulary.tolist() == [2, 60]
    assert matrix.counts.toarray().tolist() == [[6, 3], [2, 9], [0, 0]]
    assert matrix.hapaxes.ids.tolist() == [1, 7]
    assert matrix.hapaxes.rows.tolist() == [0, 2]
    assert matrix.hapaxes.cells.tolist() == [2, 2]


def test_a_hapax_gets_a_column_when_another_article_contains_it():
    """Its cell moves to the matrix, and the new positions of the old columns are returned."""
    before = matrix_of({1: 5, 3: 1}, {3: 1})

    after, moves = update_matrix(before, np.array([0, -1, 1]), [terms({1: 1})])

    assert after.vocabulary.tolist() == [1, 3]
    assert moves.tolist() == [1]
    assert after.counts.toarray().tolist() == [[10, 2], [2, 0], [0, 2]]
    assert after.hapaxes.ids.tolist() == []


def test_hapaxes_of_a_removed_article_are_removed():
    """They are new when another article contains them later."""
    before = matrix_of({1: 1}, {2: 1})

    after, _ = update_matrix(before, np.array([1, -1]), [terms({1: 1})])

    assert after.vocabulary.tolist() == []
    assert readable(after) == [{2: 2}, {1: 2}]


ROWS = st.lists(st.dictionaries(st.integers(1, 99), st.integers(1, 3), max_size=6), max_size=6)


@given(ROWS, st.lists(st.tuples(st.integers(0, 5), ROWS), max_size=4))
def test_updates_give_the_matrix_of_a_first_run(rows, steps):
    """Whatever is removed, added and reordered."""
    matrix = matrix_of(*rows)
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
