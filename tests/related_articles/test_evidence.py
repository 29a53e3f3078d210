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
    parts = [share / (topic + 3) for share in (topic, 1, 1, 1)]
    assert [shared.share for shared in found.shared] == pytest.approx(parts, abs=0.001)
    assert (found.days, found.time_decay) == (7, pytest.approx(2**-0.15, abs=1e-6))
    assert found.cosine == pytest.approx(1, abs=0.001)


def test_nothing_in_common():
    """The cosine is 0 and no term is shared."""
    site = [post("a", "ankle"), post("b", "sleep"), post("c", "ankle sleep")]

    found = Explainer(site).explain("a", "b")

    assert (found.cosine, found.shared) == (0, ())


@given(SITES)
def test_the_evidence_matches_the_ranking(site):
    """Cosine times time decay is the score of the candidate."""
    english = [each for each in site if each.lang == "en"]
    explainer = Explainer(english)

    for slug, candidates in rank(english, Options()).candidates.items():
        for candidate in candidates:
            found = explainer.explain(slug, candidate.slug)
            assert found.cosine == candidate.cosine
            assert found.cosine * found.time_decay == pytest.approx(candidate.score, abs=0.001)
            assert sum(shared.share for shared in found.shared) == pytest.approx(1)
