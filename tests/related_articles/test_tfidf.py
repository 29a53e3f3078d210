"""Strengths of terms as whole numbers."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from plugins.related_articles import tfidf
from plugins.related_articles.tfidf import SCALE, frequency_levels, quantise, tfidf_vectors


def counts(*rows, in_title=()):
    """A matrix of cells from counts; (row, column) pairs of `titled` are words of the title."""
    cells = np.array(rows, np.int32) * 2
    for place in in_title:
        cells[place] += 1
    return sparse.csr_array(cells)


def weights(matrix):
    document_frequency = (matrix.toarray() > 0).sum(axis=0)
    levels = frequency_levels(document_frequency, matrix.shape[0])
    return tfidf_vectors(matrix, levels, matrix.shape[0]).toarray()


@pytest.mark.parametrize(
    ("number", "step"), [(1, 1), (7, 7), (8, 12), (15, 12), (16, 24), (31, 24), (10_000, 12_288)]
)
def test_steps_are_exact_for_few_and_coarse_for_many(number, step):
    """Up to seven each number is its own step, then each power of two has one."""
    assert quantise(number) == step


def test_what_one_or_all_say_has_no_weight():
    """A term of one article joins nothing, and one of all tells nothing apart."""
    assert frequency_levels(np.array([0, 1, 2, 3, 4]), 4).tolist() == [0, 0, 2, 3, 0]


def test_what_most_say_still_has_some_weight():
    """Also where the coarse number of those who say it is that of all."""
    matrix = counts(*[[1, 1]] * 5, *[[1, 0]] * 4, [0, 0])

    often, seldom = weights(matrix)[0]

    assert seldom / often == pytest.approx((math.log2(12 / 5) / 0.1) ** 0.75, rel=0.01)


def test_strengths_by_value():
    """A strength is (1 + ln times) x log2(articles / spread) ** 0.75, at length SCALE."""
    matrix = counts([1, 3], [1, 0], [0, 1], [0, 1])
    common, rare = math.log2(4 / 3) ** 0.75 * (1 + math.log(3)), math.log2(4 / 2) ** 0.75
    length = math.hypot(common, rare)

    assert weights(matrix)[0].tolist() == pytest.approx(
        [rare / length * SCALE, common / length * SCALE], abs=1
    )


def test_only_the_strongest_are_kept_and_of_equals_the_first(monkeypatch):
    """The words of the title are kept before all others."""
    matrix = counts([1, 1, 1], [1, 1, 1], [0, 0, 0], in_title=[(1, 2)])

    monkeypatch.setattr(tfidf, "MAX_TERMS", 1)
    found = weights(matrix)

    assert [row.nonzero()[0].tolist() for row in found] == [[0], [2], []]


def test_the_title_adds_its_share():
    """A word of the title is stronger than one of the body, and the vector as long as before."""
    matrix = counts([1, 1], [1, 1], [0, 0], in_title=[(0, 0)])

    first, second = weights(matrix)[0]

    assert first / second == pytest.approx((math.sqrt(0.5) + 0.25) / math.sqrt(0.5), rel=0.001)
    assert math.hypot(first, second) == pytest.approx(SCALE, rel=0.001)


def test_more_rows_than_are_weighed_at_a_time():
    """An article's vector does not depend on which others are weighed with it."""
    matrix = counts(*([1, 0, 2], [0, 1, 1], [3, 1, 0]) * 500)

    found = weights(matrix)

    assert found.shape == (1500, 3)
    assert (found == np.tile(found[:3], (500, 1))).all()


@given(st.lists(st.lists(st.integers(0, 9), min_size=6, max_size=6), min_size=1, max_size=8))
def test_products_are_exact_in_32_bits(rows):
    """All weights are whole, and no product can reach 2**24, from where floats skip numbers."""
    found = weights(counts(*rows, in_title=[(0, 0)]))

    assert (found == np.rint(found)).all()
    assert (found.astype(np.int64) ** 2).sum(axis=1).max() < 2**24
