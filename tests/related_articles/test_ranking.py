"""The ranking by text, topics and date."""

import math

import pytest
from hypothesis import given

from plugins.related_articles.options import Options
from plugins.related_articles.ranking import (
    Candidate,
    faded,
    invert,
    rank,
    term_rarity,
    unit_vector,
)
from tests.related_articles.corpus import SITES, post

UNDATED = Options(date_share=0)


def slugs(candidates):
    return [candidate.slug for candidate in candidates]


def test_rarity_is_the_logarithm_of_the_share():
    """A term of one article or of all tells nothing; the rarer the rest, the more they weigh."""
    corpus = [{"all": 1, "two": 1, "one": 1}, {"all": 1, "two": 2, "three": 1}]
    corpus += [{"all": 1, "three": 1}, {"all": 1, "three": 1}]

    assert term_rarity(corpus) == {"two": math.log(4 / 2), "three": math.log(4 / 3)}


def test_vector_keeps_the_strongest_terms_at_length_one():
    """Only the strongest terms stay, and their squares sum to one; of equals the first stays."""
    vector = unit_vector(
        {"a": 3, "d": 2, "c": 2, "unknown": 9}, {"a": 1.0, "b": 1.0, "c": 2.0, "d": 2.0}, 2
    )

    assert list(vector) == ["c", "d"]
    assert list(vector.values()) == pytest.approx([math.sqrt(0.5)] * 2)


def test_vector_of_nothing_is_empty():
    """An article without a telling term has no direction, and that is no error."""
    assert unit_vector({"a": 1.0}, {}, 9) == {}


def test_index_lists_who_says_a_term():
    """Each term leads to the positions that hold it."""
    assert invert([{"a": 0.5}, {}, {"a": 0.25, "b": 1.0}]) == {
        "a": [(0, 0.5), (2, 0.25)],
        "b": [(2, 1.0)],
    }


@pytest.mark.parametrize(
    ("days", "score"), [(0, 0.5), (365, 0.425), (-365, 0.425), (730, 0.3875), (math.inf, 0.35)]
)
def test_thirty_percent_of_a_score_fade_by_half_a_year(days, score):
    """At the half-life half of the fading part is gone, and in the end all of it, either way."""
    assert faded(0.5, days, Options()) == score


def test_shared_words_make_candidates_and_the_most_shared_the_first():
    """An article that shares more comes first; one that shares nothing is no candidate."""
    site = [
        post("sprain", "ankle sprain rehab"),
        post("return", "ankle sprain running"),
        post("ankle", "ankle braces"),
        post("sleep", "pillows blankets"),
    ]

    ranking = rank(site, UNDATED)

    assert slugs(ranking["sprain"]) == ["return", "ankle"]
    assert slugs(ranking["sleep"]) == []


def test_score_by_value():
    """Two articles that share their only telling terms score 1, at a half-life 0.85."""
    site = [post("a", "ankle", day=0), post("b", "ankle", day=365), post("c", "sleep", day=0)]

    assert rank(site, Options())["a"] == (Candidate("b", 0.85),)


def test_topics_alone_make_candidates():
    """Articles without a common word are related by a common topic."""
    site = [post("a", "x1", topics=("Sleep",)), post("b", "x2", topics=("sleep",)), post("c")]

    assert slugs(rank(site, Options())["a"]) == ["b"]
    assert rank(site, Options(topic_weight=0))["a"] == ()


def test_a_word_of_the_title_counts_more():
    """Among articles that say a word once, the one that says it in its title comes first."""
    site = [
        post("query", "ankle"),
        post("body", "ankle", title="massage"),
        post("title", "massage", title="ankle"),
        post("other", "massage"),
        post("rest", "sleep"),
    ]

    assert slugs(rank(site, UNDATED)["query"]) == ["title", "body"]


def test_ties_go_to_the_newer_then_to_the_slug():
    """Equal texts are ordered by date, and by slug within one day."""
    site = [post("query", "ankle"), post("z", "ankle", day=2), post("c", "ankle", day=1)]
    site += [post("b", "ankle", day=1), post("rest", "sleep")]

    assert slugs(rank(site, UNDATED)["query"]) == ["z", "b", "c"]


def test_the_nearer_in_time_wins_among_equals():
    """Of two equal texts the one written nearer in time comes first, though it is older."""
    site = [post("query", "ankle", day=100), post("near", "ankle", day=90)]
    site += [post("far", "ankle", day=500), post("rest", "sleep")]

    assert slugs(rank(site, Options())["query"]) == ["near", "far"]


def test_a_draft_gets_candidates_and_is_none():
    """A draft is ranked against the published, which do not see it."""
    site = [post("a", "ankle"), post("b", "ankle"), post("c", "sleep")]
    draft = post("draft", "ankle", published=False)

    ranking = rank([*site, draft], UNDATED)

    assert slugs(ranking["draft"]) == ["a", "b"]
    assert ranking == rank(site, UNDATED) | {"draft": ranking["draft"]}


def test_pins_and_exclusions_make_room_for_more():
    """There are enough candidates that dropping the pinned and excluded leaves a full set."""
    site = [post("query", "ankle", pins=("p0",), exclude=("p1", "p2")), post("rest", "sleep")]
    site += [post(f"p{number}", "ankle") for number in range(9)]

    ranking = rank(site, Options(count=2))

    assert slugs(ranking["query"]) == ["p0", "p1", "p2", "p3", "p4"]
    assert slugs(ranking["p8"]) == ["p0", "p1"]


def test_identical_bodies_score_one_and_tie():
    """Copies of each other are each other's best, and no rounding parts them."""
    site = [post(f"copy-{number}", "ankle sprain rehab", day=0) for number in range(3)]
    site += [post("rest", "sleep")]

    assert rank(site, Options())["copy-1"] == (Candidate("copy-0", 1.0), Candidate("copy-2", 1.0))


def test_norwegian_is_ranked():
    """A language without stop words is ranked all the same."""
    site = [
        post("sovn", "søvn og hvile etter løping", lang="nb"),
        post("hvile", "hvile og søvn for kroppen", lang="nb"),
        post("nakke", "nakke og skuldre ved pulten", lang="nb"),
    ]

    assert slugs(rank(site, Options())["sovn"])[0] == "hvile"


@given(SITES)
def test_cutting_early_loses_nothing(site):
    """The best few are the first few of all candidates."""
    english = [article for article in site if article.lang == "en"]
    few, everything = rank(english, Options(count=1)), rank(english, Options(count=99))

    assert few == {
        article.slug: everything[article.slug][: 1 + len(article.pins) + len(article.exclude)]
        for article in english
    }


@given(SITES)
def test_drafts_move_nobody(site):
    """With its drafts taken away every published article keeps its candidates and scores."""
    english = [article for article in site if article.lang == "en"]
    published = [article for article in english if article.published]
    ranking = rank(english, Options())

    assert rank(published, Options()) == {each.slug: ranking[each.slug] for each in published}
