"""Likeness of neighbours, links in texts, and the order that they give."""

from dataclasses import replace

import numpy as np
from scipy import sparse

from plugins.related_articles import rescoring
from plugins.related_articles.neighbour_updates import find_neighbours
from plugins.related_articles.neighbours import DECAY_ONE, build_index
from plugins.related_articles.options import RelatedArticlesOptions as Options
from plugins.related_articles.ranking import rank
from plugins.related_articles.rescoring import LINK_BONUS, mix, rescore
from plugins.related_articles.text_links import find_text_links
from plugins.related_articles.tfidf import SCALE
from tests.related_articles.corpus import post


def rescored(rows, *, links=(), depth=48, days=None):
    """The lists of articles with these vectors; `links` are pairs of rows."""
    vectors = sparse.csr_array(np.array(rows, np.float32))
    index = build_index(vectors, len(rows), np.array(days or [0] * len(rows), np.int64), 0)
    found = find_neighbours(index, depth).neighbours
    targets = [
        [f"p{other}.md" for start, other in links if start == row] for row in range(len(rows))
    ]
    documents = [post(f"p{row}", links=tuple(each)) for row, each in enumerate(targets)]
    return rescore(index.time, found, find_text_links(documents))


def test_the_likeness_is_mixed_and_rounded_up():
    """Nine parts in a hundred come from the profiles; no neighbour gets a likeness of 0."""
    dots, shared = np.array([SCALE**2, 1000, 1]), np.array([SCALE**2, 0, 0])

    assert mix(dots, shared).tolist() == [SCALE**2, 910, 1]


def test_an_article_with_the_same_neighbours_comes_first():
    """Although another one shares a little more with the article itself."""
    article, neighbour = [2000, 2000, 2800, 0, 0], [0, 0, 4000, 0, 0]
    alone, with_neighbour = [2000, 0, 0, 3464, 0], [0, 0, 1428, 0, 3736]

    found = rescored([article, alone, with_neighbour, neighbour])

    assert np.dot(article, alone) > np.dot(article, with_neighbour)
    assert found.indices[0].tolist()[:3] == [3, 2, 1]
    assert (found.scores[0] == found.dots[0] * DECAY_ONE).all()


def test_a_link_adds_to_the_score_whatever_the_dates():
    """The same for the article that is linked; the likeness stays."""
    rows, days = [[4000], [4000], [4000]], [0, 0, 9000]

    plain, linked = rescored(rows, days=days), rescored(rows, days=days, links=[(0, 2)])

    assert linked.indices[:, :2].tolist() == [[1, 2], [0, 2], [0, 1]]
    assert (linked.scores - plain.scores)[:, :2].tolist() == [
        [0, LINK_BONUS],
        [0, 0],
        [LINK_BONUS, 0],
    ]
    assert (linked.dots == plain.dots).all()
    assert 100 * LINK_BONUS == 6 * SCALE**2 * DECAY_ONE


def test_links_change_the_order():
    """One that both link to goes before one that is a little more similar."""
    rows = [[4000, 0], [3900, 800], [3900, 860], [0, 10]]

    plain, linked = rescored(rows), rescored(rows, links=[(0, 2), (2, 0)])

    assert (plain.indices[0].tolist()[:2], linked.indices[0].tolist()[:2]) == ([1, 2], [2, 1])


def test_the_end_of_a_long_list_keeps_its_place(monkeypatch):
    """So a longer list begins with a shorter one."""
    monkeypatch.setattr(rescoring, "POOL", 2)
    rows = [[4000, 0], [3700, 1500], [3900, 860], [3900, 900], [0, 10]]

    found = rescored(rows, links=[(0, 1), (1, 0)])

    assert sorted(found.indices[0].tolist()[:2]) == [2, 3]
    assert found.indices[0].tolist()[2] == 1
    assert found.scores[0][2] > found.scores[0][1]


def test_articles_without_neighbours_stay_without():
    """Although another links to them."""
    found = rescored([[5, 0], [0, 5]], links=[(0, 1)])

    assert (found.indices.tolist(), found.scores.tolist()) == ([[-1] * 48] * 2, [[0] * 48] * 2)


def test_a_new_link_counts_in_a_run_with_a_cache():
    """Although the words of the article are the same as before."""
    site = [post("a", "ankle rest"), post("b", "ankle rest sleep"), post("c", "ankle sprain")]
    site.append(post("d", "sprain sleep"))
    after = [replace(site[0], links=("c.md",)), *site[1:]]
    before = rank(site, Options())

    again = rank(after, Options(), before.run)

    def scores(ranking):
        return {slug: list(row) for slug, row in ranking.candidates.items()}

    assert scores(again) == scores(rank(after, Options()))
    assert scores(again) != scores(before)
