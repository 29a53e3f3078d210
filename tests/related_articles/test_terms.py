"""The terms of an article as ids and counts."""

import sys
from itertools import product

from hypothesis import given

from plugins.related_articles import terms as terms_module
from plugins.related_articles.terms import extract_terms, term_names
from tests.related_articles.corpus import TEXTS, post


def counts(article):
    """The count of each term, by its readable form."""
    names, terms = term_names(article), extract_terms([article])
    return {
        names[number]: cell // 2
        for number, cell in zip(terms.ids.tolist(), terms.cells.tolist(), strict=True)
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
    names, terms = term_names(article), extract_terms([article])

    marked = {
        names[number]
        for number, cell in zip(terms.ids.tolist(), terms.cells.tolist(), strict=True)
        if cell % 2
    }

    assert marked == {"dry", "skin"}


def test_ids_are_the_same_on_every_machine():
    """They are hashes of the words, so a cache is valid on other machines."""
    assert extract_terms([post("a", "ankle sprain")]).ids.tolist() == [
        3791210695568282902,
        7939548274085951211,
        12342448978583298173,
    ]


def test_the_order_of_a_pair_counts():
    """“Dry needling” is not “needling dry”."""
    one, other = (extract_terms([post("a", text)]) for text in ("dry needling", "needling dry"))

    assert len(set(one.ids.tolist()) & set(other.ids.tolist())) == 2


@given(TEXTS, TEXTS)
def test_every_term_has_a_name(text, title):
    """And ids are sorted and unique."""
    article = post("a", text, title=title)
    terms = extract_terms([article])

    ids = terms.ids.tolist()
    assert set(ids) == set(term_names(article))
    assert ids == sorted(set(ids))
    assert min(terms.cells.tolist(), default=2) >= 2


def test_the_terms_of_many_articles_are_those_of_each(monkeypatch):
    """However many are counted at once, whatever is between words, and known before."""
    monkeypatch.setattr(terms_module, "_AT_ONCE", 4)
    monkeypatch.setattr(terms_module, "_REMEMBERED", 3)
    spaces = "".join(filter(str.isspace, map(chr, range(sys.maxunicode + 1))))
    texts = [
        "",
        "dry, needling",
        "Dry needling.",
        f"e{spaces}\u0301dry",
        "co\u00adop ﬁn\u00a0dry",
        "",
    ]
    articles = [
        post(str(number), text, title=title, topics=("Sleep",) * (number % 2))
        for number, (text, title) in enumerate(product(texts, texts))
    ]

    found = extract_terms(articles)

    each = [extract_terms([article]) for article in articles]
    assert found.sizes.tolist() == [len(one.ids) for one in each]
    assert found.ids.tolist() == [number for one in each for number in one.ids.tolist()]
    assert found.cells.tolist() == [cell for one in each for cell in one.cells.tolist()]
    assert all(
        set(one.ids.tolist()) == set(term_names(a)) for one, a in zip(each, articles, strict=True)
    )


def test_no_articles_have_no_terms():
    """As when none has changed since the last run."""
    assert extract_terms([]).ids.tolist() == []
