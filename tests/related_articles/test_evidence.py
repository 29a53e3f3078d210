"""Why two articles are near."""

import pytest
from hypothesis import given

from plugins.related_articles.evidence import Explainer
from plugins.related_articles.options import Options
from plugins.related_articles.ranking import rank
from tests.related_articles.corpus import SITES, post


def test_the_words_that_both_say():
    """Strongest first, as a reader would say them, with their parts of the likeness."""
    site = [
        post("a", "dry needling for the calf", topics=("Needling",)),
        post("b", "dry needling of a shoulder", day=7, topics=("Needling",)),
        post("c", "sleep"),
    ]

    found = Explainer(site, Options(date_fade=1, topic_weight=1)).explain("a", "b")

    assert [shared.term for shared in found.shared] == [
        "dry",
        "dry needling",
        "needling",
        "topic: Needling",
    ]
    assert [shared.part for shared in found.shared] == pytest.approx([0.25] * 4)
    assert (found.days, found.nearness) == (7, 0.5)
    assert found.cosine == pytest.approx(1, abs=0.001)


def test_nothing_in_common():
    """There is nothing to tell."""
    site = [post("a", "ankle"), post("b", "sleep"), post("c", "ankle sleep")]

    found = Explainer(site, Options()).explain("a", "b")

    assert (found.cosine, found.shared) == (0, ())


@given(SITES)
def test_it_is_the_score_of_the_ranking(site):
    """Likeness times nearness is the very number that orders the candidates."""
    english = [each for each in site if each.lang == "en"]
    explainer = Explainer(english, Options())

    for slug, candidates in rank(english, Options()).candidates.items():
        for candidate in candidates:
            found = explainer.explain(slug, candidate.slug)
            assert found.cosine == candidate.cosine
            assert found.cosine * found.nearness == pytest.approx(candidate.score, abs=0.001)
            assert sum(shared.part for shared in found.shared) == pytest.approx(1)
