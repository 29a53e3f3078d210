"""Neighbours as slugs with scores between 0 and 1."""

import numpy as np

from plugins.related_articles.candidates import Candidate, Candidates
from plugins.related_articles.neighbours import DECAY_ONE, Neighbours
from plugins.related_articles.tfidf import SCALE

FULL = SCALE**2


def candidates(indices, dots, scores):
    numbers = (np.array(each, np.int64) for each in (indices, dots, scores))
    return Candidates(["a", "b", "c"], Neighbours(*numbers))


def test_neighbours_become_slugs_with_scores():
    """Whole numbers become fractions of 1, and the padding (-1) is left out."""
    found = candidates(
        [[1, 2, -1], [0, 2, -1], [-1, -1, -1]],
        [[FULL // 2, FULL // 4, 0], [FULL // 2, FULL // 8, 0], [0, 0, 0]],
        [[FULL // 2 * DECAY_ONE, FULL // 8 * DECAY_ONE, 0], [FULL * DECAY_ONE, 1, 0], [0, 0, 0]],
    )

    assert {slug: tuple(row) for slug, row in found.items()} == {
        "a": (Candidate("b", 0.5, 0.5), Candidate("c", 0.125, 0.25)),
        "b": (Candidate("a", 1.0, 0.5), Candidate("c", 1 / (FULL * DECAY_ONE), 0.125)),
        "c": (),
    }


def test_no_score_exceeds_one():
    """Although a rounded vector may be slightly longer than 1."""
    found = candidates([[1], [0], [-1]], [[FULL + 9]] * 3, [[(FULL + 9) * DECAY_ONE]] * 3)

    assert list(found["a"]) == [Candidate("b", 1.0, 1.0)]
    assert found["a"][:5] == [Candidate("b", 1.0, 1.0)]
