"""Scores the nearest neighbours again, by what only a list of them can tell.

The likeness of two articles is the dot product of their vectors and, by NEIGHBOUR_SHARE percent,
that of their profiles (see `shared_neighbours`). The score is the likeness times the time decay,
and LINK_SHARE percent more for each of the two that links to the other in its text: its author
thought that readers want both, whatever their dates.
"""

import numpy as np
from numpy.typing import NDArray

from plugins.related_articles.neighbours import DECAY_ONE, Neighbours, Scores, TimeDecay
from plugins.related_articles.shared_neighbours import POOL, profiles, shared_neighbours
from plugins.related_articles.text_links import TextLinks
from plugins.related_articles.tfidf import SCALE

# Tuned on nine blogs: docs/related-articles.md, “What was tried”.
NEIGHBOUR_SHARE = 9  # percent of the likeness
# Chosen by reading. Links cannot be measured by comparing the ranking with links.
LINK_SHARE = 6  # percent of the highest likeness, for each direction
LINK_BONUS = LINK_SHARE * SCALE**2 * DECAY_ONE // 100


def rescore(time: TimeDecay, found: Neighbours, links: TextLinks) -> Neighbours:
    """The neighbours with likenesses as `dots`, and other scores; the first POOL are sorted again.

    `found` must be complete for the first POOL of each list. Those after them keep their order, so
    that a longer list begins with a shorter one.
    """
    rows, ranks = np.nonzero(found.indices >= 0)
    others = found.indices[rows, ranks]
    shared = shared_neighbours(profiles(found), rows, others)
    likeness, scores = found.dots.copy(), np.zeros_like(found.scores)
    likeness[rows, ranks] = mix(found.dots[rows, ranks], shared)
    bonus = links.between(rows, others) * LINK_BONUS
    scores[rows, ranks] = likeness[rows, ranks] * time.between(rows, others) + bonus
    return _sorted(Neighbours(found.indices, likeness, scores))


def mix(dots: NDArray[np.int64], shared: NDArray[np.int64]) -> NDArray[np.int64]:
    """The likenesses: dot products of vectors and of profiles as one number, rounded up."""
    percent: NDArray[np.int64] = (100 - NEIGHBOUR_SHARE) * dots + NEIGHBOUR_SHARE * shared
    return -(-percent // 100)


def _sorted(found: Neighbours) -> Neighbours:
    head = found.first(POOL)
    order = np.lexsort((head.indices, -head.scores), axis=1)

    def moved(array: Scores) -> Scores:
        return np.hstack([np.take_along_axis(array[:, :POOL], order, 1), array[:, POOL:]])

    return Neighbours(moved(found.indices), moved(found.dots), moved(found.scores))
