"""The term matrix, built at once and step by step."""

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.related_articles import term_matrix
from plugins.related_articles.term_matrix import EMPTY_MATRIX, update_matrix
from plugins.related_articles.terms import Terms


def terms(*articles):
    """Terms from {id: count} of each article; ids above 50 are words of the title."""
    ids = [sorted(counts) for counts in articles]
    cells = [
        2 * counts[number] + (number > 50)
        for counts, own in zip(articles, ids, strict=True)
        for number in own
    ]
    return Terms(
        np.array([hashed(number) for own in ids for number in own], np.uint64),
        np.array(cells, np.int32),
        np.array([len(own) for own in ids], np.int64),
    )


def hashed(number):
    """An id that begins with other bits than its neighbours, in the order of the numbers."""
    return number << 57


def matrix_of(*rows):
    matrix, _ = update_matrix(EMPTY_MATRIX, np.full(len(rows), -1), terms(*rows))
    return matrix


def readable(matrix):
    """The terms of each row, including hapaxes: {id: cell}."""
    rows = [{} for _ in range(matrix.counts.shape[0])]
    counts = matrix.counts.tocoo()
    for row, column, cell in zip(*counts.coords, counts.data, strict=True):
        rows[row][int(matrix.vocabulary[column]) >> 57] = int(cell)
    for number, row, cell in zip(*matrix.hapaxes, strict=True):
        rows[row][int(number) >> 57] = int(cell)
    return rows


def test_terms_of_two_articles_have_a_column_and_others_are_hapaxes():
    """A cell is twice the count, plus 1 for a word of the title."""
    matrix = matrix_of({1: 1, 2: 3, 60: 1}, {2: 1, 60: 4}, {7: 1})

    assert matrix.vocabulary.tolist() == [hashed(2), hashed(60)]
    assert matrix.counts.toarray().tolist() == [[6, 3], [2, 9], [0, 0]]
    assert matrix.hapaxes.ids.tolist() == [hashed(1), hashed(7)]
    assert matrix.hapaxes.rows.tolist() == [0, 2]
    assert matrix.hapaxes.cells.tolist() == [2, 2]


def test_a_hapax_gets_a_column_when_another_article_contains_it():
    """Its cell moves to the matrix, and the new positions of the old columns are returned."""
    before = matrix_of({1: 5, 3: 1}, {3: 1})

    after, moves = update_matrix(before, np.array([0, -1, 1]), terms({1: 1}))

    assert after.vocabulary.tolist() == [hashed(1), hashed(3)]
    assert moves.tolist() == [1]
    assert after.counts.toarray().tolist() == [[10, 2], [2, 0], [0, 2]]
    assert after.hapaxes.ids.tolist() == []


def test_hapaxes_of_a_removed_article_are_removed():
    """They are new when another article contains them later."""
    before = matrix_of({1: 1}, {2: 1})

    after, _ = update_matrix(before, np.array([1, -1]), terms({1: 1}))

    assert after.vocabulary.tolist() == []
    assert readable(after) == [{2: 2}, {1: 2}]


ROWS = st.lists(st.dictionaries(st.integers(1, 99), st.integers(1, 3), max_size=6), max_size=6)


@pytest.mark.parametrize("at_once", [2, 2_000_000])
@given(ROWS, st.lists(st.tuples(st.integers(0, 5), ROWS), max_size=4))
def test_updates_give_the_matrix_of_a_first_run(at_once, rows, steps):
    """Whatever is removed, added and reordered, and however many ids are sorted at once."""
    with patch.object(term_matrix, "_SORTED_AT_ONCE", at_once):
        check_updates(rows, steps)


def check_updates(rows, steps):
    """Update a matrix step by step."""
    matrix = matrix_of(*rows)
    for place, fresh in steps:
        old_rows = [row for row in range(len(rows)) if row != place] + [-1] * len(fresh)
        old_rows = sorted(old_rows, key=lambda row: (row * 7 + place) % 5)
        matrix, _ = update_matrix(matrix, np.array(old_rows, np.int64), terms(*fresh))
        remaining = iter(fresh)
        rows = [next(remaining) if row < 0 else rows[row] for row in old_rows]

    expected = [
        {number: 2 * count + (number > 50) for number, count in row.items()} for row in rows
    ]
    assert readable(matrix) == expected
    assert matrix.vocabulary.tolist() == sorted(set(matrix.vocabulary.tolist()))
    shared = {
        hashed(number) for row in rows for number in row if sum(number in r for r in rows) > 1
    }
    assert shared <= set(matrix.vocabulary.tolist())
