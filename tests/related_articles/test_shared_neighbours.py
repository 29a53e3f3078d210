"""Profiles of neighbours, and their dot products."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.related_articles import shared_neighbours as module
from plugins.related_articles.neighbours import Neighbours
from plugins.related_articles.shared_neighbours import look_up, profiles, shared_neighbours
from plugins.related_articles.tfidf import SCALE


def lists(*rows):
    """The neighbours of each article, each (row, dot product), best first by another measure."""
    width = max(1, *map(len, rows))
    cells = [[*row, *[(-1, 0)] * (width - len(row))] for row in rows]
    numbers = np.array(cells, np.int64).reshape(len(rows), width, 2)
    return Neighbours(numbers[:, :, 0], numbers[:, :, 1], numbers[:, :, 1])


def products(found):
    size = len(found.indices)
    rows, others = np.divmod(np.arange(size * size), size)
    return shared_neighbours(profiles(found), rows, others).reshape(size, size)


def test_a_profile_by_value():
    """The article itself weighs as much as its most similar neighbour; the length is SCALE."""
    found = profiles(lists([(1, 300), (2, 400)], [], [(0, 400)])).toarray()

    length = (400**2 + 300**2 + 400**2) ** 0.5
    assert found[0].tolist() == [round(part / length * SCALE) for part in (400, 300, 400)]
    assert found[1].tolist() == [0, SCALE, 0]


def test_only_the_most_similar_neighbours_count(monkeypatch):
    """Those with the largest dot products, wherever they are in the list, up to POOL."""
    monkeypatch.setattr(module, "PROFILE_SIZE", 1)
    monkeypatch.setattr(module, "POOL", 2)

    found = profiles(lists([(1, 10), (2, 20), (3, 90)], [], [], [])).toarray()

    assert np.flatnonzero(found[0]).tolist() == [0, 2]


def test_articles_with_the_same_neighbours_share_them():
    """Although neither is in the list of the other."""
    found = products(lists([(2, 500)], [(2, 500)], [(0, 500), (1, 500)], [(4, 500)], [(3, 500)]))

    assert found[0, 1] == pytest.approx(SCALE**2 / 2, rel=0.001)
    assert (found[0, 3], found[1, 4]) == (0, 0)
    assert found[3, 4] == pytest.approx(SCALE**2, rel=0.001)


@given(st.integers(1, 60), st.randoms(use_true_random=False), st.sampled_from([1, 7, 1024]))
def test_products_are_those_of_whole_matrices(size, chance, block):
    """In whichever blocks they are computed."""
    rows = []
    for row in range(size):
        others = chance.sample(range(size), chance.randrange(min(size, 15)))
        rows.append([(other, chance.randint(1, SCALE**2)) for other in others if other != row])
    found = lists(*rows)
    dense = profiles(found).toarray()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_BLOCK", block)

        assert (products(found) == dense @ dense.T).all()


def test_keys_that_are_missing_have_no_value():
    """Before, between and after the others, and where there are none."""
    keys, values = np.array([3, 5]), np.array([30, 50])

    assert look_up(keys, values, np.array([1, 3, 4, 5, 9])).tolist() == [0, 30, 0, 50, 0]
    assert look_up(keys[:0], values[:0], np.array([1])).tolist() == [0]
