"""Why two articles are related."""

import math

import pytest
from hypothesis import given

from plugins.related_articles.evidence import Explainer
from plugins.related_articles.options import RelatedArticlesOptions as Options
from plugins.related_articles.ranking import rank
from tests.related_articles.corpus import SITES, post


def test_the_terms_that_both_contain():
    """In readable form, sorted by their shares of the cosine."""
    site = [
        post("a", "dry needling for the calf", topics=("Needling",)),
        post("b", "dry needling of a shoulder", day=7, topics=("Needling",)),
        post("c", "sleep"),
    ]

    found = Explainer(site).explain("a", "b")

    assert [shared.term for shared in found.shared] == [
        "topic: Needling",
        "dry",
        "dry needling",
        "needling",
    ]
    topic = (1 + math.log(5)) ** 2  # each other term occurs once
    parts = [0.91 * share / (topic + 3) for share in (topic, 1, 1, 1)]
    assert [shared.share for shared in found.shared] == pytest.approx(parts, abs=0.001)
    assert found.neighbours == pytest.approx(0.09, abs=0.001)
    near = 2 ** (-0.0315 * math.log2(1 + 3 / 8))
    assert (found.days, found.time_decay) == (7, pytest.approx(near, abs=1e-6))
    assert found.likeness == pytest.approx(1, abs=0.001)
    assert found.links == 0


def test_nothing_in_common():
    """The likeness is 0 and no term is shared, although a third article is like both."""
    site = [post("a", "ankle"), post("b", "sleep"), post("c", "ankle sleep")]

    found = Explainer(site).explain("a", "b")

    assert (found.likeness, found.shared, found.neighbours) == (0, (), 0)


def test_links_in_the_texts():
    """Each of the two that links to the other counts."""
    site = [post("a", "ankle", links=("b.md", "c.md")), post("b", "ankle"), post("d", "sleep")]
    site.append(post("c", "ankle", links=("a.md",)))
    explainer = Explainer(site)

    found = [explainer.explain(*pair).links for pair in ("ab", "ba", "ac", "bc")]

    assert found == [0.06, 0.06, 0.12, 0]


@given(SITES)
def test_the_evidence_matches_the_ranking(site):
    """Likeness times time decay, plus the links, is the score of the candidate."""
    english = [each for each in site if each.lang == "en"]
    explainer = Explainer(english)

    for slug, candidates in rank(english, Options()).candidates.items():
        for candidate in candidates:
            found = explainer.explain(slug, candidate.slug)
            score = min(1, found.likeness * found.time_decay + found.links)
            assert found.likeness == candidate.likeness
            assert score == pytest.approx(candidate.score, abs=0.001)
            shares = sum(shared.share for shared in found.shared) + found.neighbours
            assert shares == pytest.approx(1, abs=0.001)
