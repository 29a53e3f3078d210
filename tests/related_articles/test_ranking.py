"""The ranking by text, topics and date, with and without an earlier run."""

import math
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from random import Random
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.related_articles import neighbours, terms, tfidf
from plugins.related_articles import ranking as ranking_module
from plugins.related_articles.candidates import Candidate
from plugins.related_articles.options import RelatedArticlesOptions as Options
from plugins.related_articles.ranking import rank
from tests.related_articles.corpus import SITES, articles, post


@contextmanager
def constants(**values):
    """Replace constants in all modules that use them."""
    with ExitStack() as stack:
        for module in (ranking_module, neighbours, terms, tfidf):
            for name in values.keys() & vars(module).keys():
                stack.enter_context(mock.patch.object(module, name, values[name]))
        yield


def ranked(site, options, cached=None):
    return readable(rank(site, options, cached))


def readable(ranking):
    return {slug: tuple(row) for slug, row in ranking.candidates.items()}


def slugs(candidates):
    return [candidate.slug for candidate in candidates]


def test_articles_with_shared_words_are_candidates():
    """Those that share most come first; those that share nothing are left out."""
    site = [
        post("sprain", "ankle sprain rehab"),
        post("return", "ankle sprain running"),
        post("ankle", "ankle braces"),
        post("sleep", "pillows blankets"),
    ]

    ranking = ranked(site, Options())

    assert slugs(ranking["sprain"]) == ["return", "ankle"]
    assert slugs(ranking["sleep"]) == []


def test_score_by_value():
    """Two articles with the same terms have cosine 1; the score decreases with time."""
    site = [post("a", "ankle", day=0), post("b", "ankle", day=7), post("c", "sleep", day=0)]

    near = 2 ** (-0.0315 * math.log2(1 + 3 / 8))

    assert ranked(site, Options())["a"] == (
        Candidate("b", pytest.approx(near, abs=1e-4), pytest.approx(1, abs=1e-4)),
    )


def test_articles_with_a_shared_topic_are_candidates():
    """Even if they share no word."""
    site = [post("a", "x1", topics=("Sleep",)), post("b", "x2", topics=("sleep",)), post("c")]

    assert slugs(ranked(site, Options())["a"]) == ["b"]


def test_a_word_of_the_title_counts_more():
    """Among articles with one occurrence, the one with the word in its title comes first."""
    site = [
        post("query", "ankle"),
        post("body", "ankle", title="massage"),
        post("title", "massage", title="ankle"),
        post("other", "massage"),
        post("rest", "sleep"),
    ]

    assert slugs(ranked(site, Options())["query"]) == ["title", "body"]


def test_ties_go_to_the_newer_then_to_the_slug():
    """Equal texts at the same distance in time are sorted by date, then by slug."""
    site = [post("query", "ankle", day=1), post("z", "ankle", day=2), post("c", "ankle")]
    site += [post("b", "ankle"), post("rest", "sleep")]

    assert slugs(ranked(site, Options())["query"]) == ["z", "b", "c"]


def test_of_equal_texts_the_nearer_in_time_comes_first():
    """Although it is older than the article."""
    site = [post("query", "ankle", day=100), post("near", "ankle", day=90)]
    site += [post("far", "ankle", day=500), post("rest", "sleep")]

    assert slugs(ranked(site, Options())["query"]) == ["near", "far"]


def test_a_draft_has_candidates_but_is_none():
    """Its candidates are published articles, whose own do not change."""
    site = [post("a", "ankle"), post("b", "ankle"), post("c", "sleep")]
    draft = post("draft", "ankle", published=False)

    ranking = ranked([*site, draft], Options())

    assert slugs(ranking["draft"]) == ["a", "b"]
    assert ranking == ranked(site, Options()) | {"draft": ranking["draft"]}


def test_pins_and_exclusions_add_candidates():
    """There are eight for each link, and one more for each slug that an editor names."""
    site = [post("query", "ankle", pins=("p0",), exclude=("p1", "p2")), post("rest", "sleep")]
    site += [post(f"p{number:02}", "ankle") for number in range(30)]

    assert len(ranked(site, Options(count=2))["query"]) == 8 * 2 + 3


def test_pins_and_exclusions_of_drafts_add_no_candidates():
    """Otherwise a preview would have longer lists than the published site."""
    site = [post("query", "ankle"), post("rest", "sleep")]
    site += [post(f"p{number:02}", "ankle") for number in range(30)]
    draft = post("draft", "ankle", published=False, pins=("p0", "p1"), exclude=("p2",))

    assert ranked([*site, draft], Options())["query"] == ranked(site, Options())["query"]


def test_identical_texts_score_one_and_tie():
    """Rounding makes no difference between them."""
    site = [post(f"copy-{number}", "ankle sprain rehab", day=0) for number in range(3)]
    site += [post("rest", "sleep")]

    assert ranked(site, Options())["copy-1"] == (
        Candidate("copy-0", 1.0, 1.0),
        Candidate("copy-2", 1.0, 1.0),
    )


def test_norwegian_is_ranked():
    """Although there is no list of stop words for it."""
    site = [
        post("sovn", "søvn og hvile etter løping", lang="nb"),
        post("hvile", "hvile og søvn for kroppen", lang="nb"),
        post("nakke", "nakke og skuldre ved pulten", lang="nb"),
    ]

    assert slugs(ranked(site, Options())["sovn"])[0] == "hvile"


@given(SITES)
def test_a_shorter_list_is_the_start_of_a_longer_one(site):
    """The depth of the search does not change the candidates."""
    english = [article for article in site if article.lang == "en"]
    few, everything = (
        ranked(english, Options(count=1)),
        ranked(english, Options(count=99)),
    )

    assert few == {slug: found[: len(few[slug])] for slug, found in everything.items()}


@pytest.mark.parametrize("seed", range(4))
def test_neither_the_count_nor_pins_change_the_order(seed):
    """Also where there are more candidates than are sorted again."""
    chance = Random(seed)
    words = [f"word{number}" for number in range(40)]
    site = [
        post(
            f"p{number}",
            " ".join(chance.choices(words, k=20)),
            day=chance.randrange(900),
            links=(f"p{chance.randrange(90)}.md",),
        )
        for number in range(90)
    ]
    pinned = [replace(site[0], pins=("p1", "p2")), *site[1:]]

    few, more, many = (
        ranked(each, Options(count=count)) for each, count in ((site, 1), (pinned, 6), (site, 9))
    )

    assert {len(found) for found in many.values()} == {72}
    assert few == {slug: found[: len(few[slug])] for slug, found in more.items()}
    assert more == {slug: found[: len(more[slug])] for slug, found in many.items()}


@given(SITES)
def test_drafts_do_not_change_other_candidates(site):
    """Without the drafts all published articles have the same candidates and scores."""
    english = [article for article in site if article.lang == "en"]
    published = [article for article in english if article.published]
    ranking = ranked(english, Options())

    assert ranked(published, Options()) == {each.slug: ranking[each.slug] for each in published}


@st.composite
def edits(draw):
    """A site before and after articles were edited, added, removed or redated."""
    site = [each for each in draw(SITES) if each.lang == "en"]
    others = draw(st.lists(articles(), max_size=4))
    after = {each.slug: each for each in site if draw(st.integers(0, 5))}
    return site, list((after | {each.slug: replace(each, lang="en") for each in others}).values())


@given(
    edits(),
    st.sampled_from([Options(), Options(count=1)]),
    st.sampled_from([{}, {"MAX_TERMS": 2, "DECAY_EXPONENT": 0}]),
)
def test_a_cached_run_does_not_change_the_results(sites, options, values):
    """Candidates and scores are those of a run without a cache."""
    before, after = sites
    with constants(**values):
        cached = rank(before, options).run

        again = rank(after, options, cached)

        assert readable(again) == ranked(after, options)
        assert ranked(before, options, again.run) == ranked(before, options)


@pytest.mark.parametrize(
    "values", [{"TITLE_SHARE": 1}, {"TOPIC_WEIGHT": 0}, {"MAX_TERMS": 1}, {"DECAY_EXPONENT": 0}]
)
def test_a_run_with_other_constants_is_not_used(values):
    """After an update of the program everything is computed again."""
    site = [post("a", "ankle sprain", title="rest", topics=("Sleep",)), post("c", "sleep")]
    site += [post("b", "ankle rest ankle", day=70, topics=("Sleep",)), post("d", "sprain", day=9)]
    before = rank(site, Options())

    with constants(**values):
        assert ranked(site, Options(), before.run) == ranked(site, Options())
        assert ranked(site, Options()) != readable(before)


def test_a_hundred_cached_edits_do_not_change_the_results():
    """Each starts from the run before; the last one equals a run without a cache."""
    words = [f"word{number}" for number in range(60)]
    site = [
        post(f"p{number:02}", " ".join(words[number : number + 12]), day=number)
        for number in range(40)
    ]
    cached = None
    for turn in range(100):
        place = turn * 7 % 40
        text = " ".join(words[(turn * 13 + step * turn) % 60] for step in range(12))
        site[place] = post(f"p{place:02}", text, day=turn)
        ranking = rank(site, Options(count=1), cached)
        cached = ranking.run

    assert readable(ranking) == ranked(site, Options(count=1))


@pytest.mark.parametrize("seed", range(8))
def test_cached_edits_of_many_articles_do_not_change_the_results(seed):
    """There are enough articles for quantised frequencies and full lists."""
    chance = Random(seed)
    words = [f"word{number}" for number in range(chance.choice([8, 40, 150]))]
    options, most = Options(count=1), chance.choice([3, 1024])
    site, cached = {}, None
    for turn in range(8):
        for slug in chance.sample(sorted(site), len(site) // 8):
            del site[slug]
        for number in range(40 if turn == 0 else 3):
            site[f"p{turn}-{number}"] = post(
                f"p{turn}-{number}",
                " ".join(chance.choices(words, k=chance.choice([2, 30]))),
                title=chance.choice(words),
                day=chance.randrange(9) * 40,
                published=chance.random() < 0.9,
            )
        with constants(MAX_TERMS=most):
            ranking = rank(list(site.values()), options, cached)
            cached = ranking.run

            assert readable(ranking) == ranked(list(site.values()), options)
