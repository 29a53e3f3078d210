"""Neighbour lists updated from an earlier run's are the same as those of a first run."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from plugins.related_articles import all_pairs
from plugins.related_articles.all_pairs import all_neighbours
from plugins.related_articles.neighbour_updates import find_neighbours, update_neighbours
from plugins.related_articles.neighbours import build_index
from plugins.related_articles.tfidf import quantise

DEPTH, WIDTH = 3, 5

# An article is a day and the weights of three terms: few different numbers, so many ties.
ARTICLES = st.tuples(st.sampled_from([0, 7, 70]), *[st.sampled_from([0, 1, 2])] * 3)


@st.composite
def steps(draw):
    """The changes of a site: at each step its articles, kept ones in their order, and drafts.

    A kept article is given by its row in the step before; the first step has none.
    """
    size, found = 0, []
    for _ in range(draw(st.integers(2, 4))):
        site = [place for place in range(size) if draw(st.integers(0, 3))]
        for article in draw(st.lists(ARTICLES, max_size=0 if len(site) > 20 else 14)):
            site.insert(draw(st.integers(0, len(site))), article)
        found.append((site, draw(st.lists(ARTICLES, max_size=2))))
        size = len(site)
    return found


def pool_of(site, drafts, scored=0):
    rows = np.array([*site, *drafts], np.int64).reshape(-1, 4)
    vectors = sparse.csr_array(rows[:, 1:].astype(np.float32))
    return build_index(vectors, len(site), rows[:, 0], scored)


def readable(lists):
    neighbours = lists.neighbours.first(DEPTH)
    return neighbours.indices.tolist(), neighbours.dots.tolist(), neighbours.scores.tolist()


@given(steps())
def test_updates_give_the_lists_of_a_first_run(steps):
    """Whatever is added and removed, also with ties at the end of a list."""
    site, lists = [], None
    for articles, drafts in steps:
        other_decay = quantise(len(site)) != quantise(len(articles))
        old_rows = [each if isinstance(each, int) else -1 for each in articles] + [-1] * len(drafts)
        site = [site[each] if isinstance(each, int) else each for each in articles]
        index = pool_of(site, drafts)
        if lists and len(lists.floors):
            indices = np.array(old_rows, np.int64)
            changed = (indices < 0) | other_decay
            lists = update_neighbours(index, lists, indices, changed, DEPTH)
        else:
            lists = find_neighbours(index, WIDTH)

        assert readable(lists) == readable(find_neighbours(index, DEPTH))


@given(st.lists(ARTICLES, max_size=40), st.lists(ARTICLES, max_size=3), st.integers(1, 50))
def test_each_pair_of_many_articles_is_scored_once(site, drafts, width):
    """Which gives what is found by scoring each article with all others."""
    if not (site or drafts):
        return
    few, many = (find_neighbours(pool_of(site, drafts, scored), width) for scored in (0, 10_000))

    assert readable(many) == readable(few)
    assert many.floors.tolist() == few.floors.tolist()


def test_articles_are_scored_in_strips(monkeypatch):
    """A quarter of few in each, so that all cores have work; of many there are more strips."""
    monkeypatch.setattr(all_pairs, "_STRIP", 3)
    few, many = (pool_of([(0, 1, 0, 0)] * count, [], 10_000) for count in (8, 25))

    assert [len(rows) for rows, _ in all_neighbours(few, WIDTH)] == [2, 2, 2, 2]
    assert [len(rows) for rows, _ in all_neighbours(many, WIDTH)] == [3] * 8 + [1]


def test_a_list_that_has_become_too_short_is_computed_again():
    """If it has fewer neighbours than needed and others may exist."""
    before = find_neighbours(pool_of([(0, 2, 0, 0)] * 8, []), WIDTH)
    old_rows = np.array([0, 6, 7], np.int64)
    index = pool_of([(0, 2, 0, 0)] * 3, [])

    after = update_neighbours(index, before, old_rows, old_rows < 0, DEPTH)

    assert after.neighbours.indices[0, :DEPTH].tolist() == [1, 2, -1]
