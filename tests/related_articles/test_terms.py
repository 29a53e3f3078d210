"""The terms of an article as ids and counts."""

from hypothesis import given

from plugins.related_articles.terms import extract_terms, term_names
from tests.related_articles.corpus import TEXTS, post


def counts(article):
    """The count of each term, by its readable form."""
    names, terms = term_names(article), extract_terms(article)
    return {
        names[number]: count
        for number, count in zip(terms.ids.tolist(), terms.counts.tolist(), strict=True)
    }


def test_terms_are_words_pairs_and_topics():
    """Headings are counted in addition to the text, and a topic counts five times."""
    article = post(
        "a",
        "dry needling and dry skin",
        title="Needling",
        headings=("Skin",),
        description="Sleep late",
        topics=("Dry  Needling",),
    )

    assert counts(article) == {
        "dry": 2,
        "needling": 2,
        "skin": 2,
        "sleep": 1,
        "late": 1,
        "sleep late": 1,
        "dry needling": 1,
        "needling dry": 1,
        "dry skin": 1,
        "topic: Dry  Needling": 5,
    }


def test_the_category_counts_once():
    """An editor must choose one, so it says less than a topic."""
    assert counts(post("a", "skin", category="Advice ")) == {"skin": 1, "category: Advice ": 1}


def test_the_words_of_the_title_are_marked():
    """Only its single words, not its pairs."""
    article = post("a", "dry needling", title="Dry skin")
    names, terms = term_names(article), extract_terms(article)

    marked = {
        names[number]
        for number, in_title in zip(terms.ids.tolist(), terms.in_title.tolist(), strict=True)
        if in_title
    }

    assert marked == {"dry", "skin"}


def test_ids_are_the_same_on_every_machine():
    """They are hashes of the words, so a cache is valid on other machines."""
    assert extract_terms(post("a", "ankle sprain")).ids.tolist() == [
        3791210695568282902,
        7939548274085951211,
        12342448978583298173,
    ]


def test_the_order_of_a_pair_counts():
    """“Dry needling” is not “needling dry”."""
    one, other = (extract_terms(post("a", text)) for text in ("dry needling", "needling dry"))

    assert len(set(one.ids.tolist()) & set(other.ids.tolist())) == 2


@given(TEXTS, TEXTS)
def test_every_term_has_a_name(text, title):
    """And ids are sorted and unique."""
    article = post("a", text, title=title)
    terms = extract_terms(article)

    ids = terms.ids.tolist()
    assert set(ids) == set(term_names(article))
    assert ids == sorted(set(ids))
    assert min(terms.counts.tolist(), default=1) >= 1
