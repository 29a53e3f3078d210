"""TF-IDF vectors of whole numbers."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from plugins.related_articles import tfidf
from plugins.related_articles.tfidf import SCALE, frequency_levels, quantise, tfidf_vectors


def counts(*rows, in_title=()):
    """A matrix of cells from counts; (row, column) pairs of `in_title` are words of the title."""
    cells = np.array(rows, np.int32) * 2
    for place in in_title:
        cells[place] += 1
    return sparse.csr_array(cells)


def weights(matrix):
    document_frequency = (matrix.toarray() > 0).sum(axis=0)
    levels = frequency_levels(document_frequency, matrix.shape[0])
    return tfidf_vectors(matrix, levels, matrix.shape[0]).toarray()


@pytest.mark.parametrize(
    ("number", "level"), [(1, 1), (7, 7), (8, 12), (15, 12), (16, 24), (31, 24), (10_000, 12_288)]
)
def test_small_numbers_are_exact_and_large_ones_quantised(number, level):
    """From 8 on there is one level for each power of two."""
    assert quantise(number) == level


def test_terms_of_one_or_all_articles_do_not_count():
    """They cannot distinguish articles."""
    assert frequency_levels(np.array([0, 1, 2, 3, 4]), 4).tolist() == [0, 0, 2, 3, 0]


def test_terms_of_most_articles_still_count_a_little():
    """Even if their quantised frequency is that of all articles."""
    matrix = counts(*[[1, 1]] * 5, *[[1, 0]] * 4, [0, 0])

    frequent, rare = weights(matrix)[0]

    assert rare / frequent == pytest.approx((math.log2(12 / 5) / 0.1) ** 0.75, rel=0.01)


def test_weights_by_value():
    """A weight is (1 + ln count) x log2(articles / frequency) ** 0.75, scaled to length SCALE."""
    matrix = counts([1, 3], [1, 0], [0, 1], [0, 1])
    common, rare = math.log2(4 / 3) ** 0.75 * (1 + math.log(3)), math.log2(4 / 2) ** 0.75
    length = math.hypot(common, rare)

    assert weights(matrix)[0].tolist() == pytest.approx(
        [rare / length * SCALE, common / length * SCALE], abs=1
    )


def test_only_the_largest_weights_are_kept(monkeypatch):
    """Of equal ones the first; words of the title come before all others."""
    matrix = counts([1, 1, 1], [1, 1, 1], [0, 0, 0], in_title=[(1, 2)])

    monkeypatch.setattr(tfidf, "MAX_TERMS", 1)
    found = weights(matrix)

    assert [row.nonzero()[0].tolist() for row in found] == [[0], [2], []]


def test_words_of_the_title_have_a_larger_weight():
    """The length of the vector stays the same."""
    matrix = counts([1, 1], [1, 1], [0, 0], in_title=[(0, 0)])

    first, second = weights(matrix)[0]

    assert first / second == pytest.approx((math.sqrt(0.5) + 0.25) / math.sqrt(0.5), rel=0.001)
    assert math.hypot(first, second) == pytest.approx(SCALE, rel=0.001)


def test_vectors_do_not_depend_on_the_block():
    """Also if there are more rows than fit into one block."""
    matrix = counts(*([1, 0, 2], [0, 1, 1], [3, 1, 0]) * 500)

    found = weights(matrix)

    assert found.shape == (1500, 3)
    assert (found == np.tile(found[:3], (500, 1))).all()


@given(st.lists(st.lists(st.integers(0, 9), min_size=6, max_size=6), min_size=1, max_size=8))
def test_products_are_exact_in_32_bits(rows):
    """Weights are whole numbers and dot products below 2**24, so float32 is exact."""
    found = weights(counts(*rows, in_title=[(0, 0)]))

    assert (found == np.rint(found)).all()
    assert (found.astype(np.int64) ** 2).sum(axis=1).max() < 2**24
