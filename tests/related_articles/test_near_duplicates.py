"""Near-duplicates and their representatives."""

from dataclasses import replace

from plugins.related_articles.near_duplicates import find_representatives
from plugins.related_articles.options import RelatedArticlesOptions as Options
from plugins.related_articles.ranking import rank
from tests.related_articles.corpus import post


def test_the_first_slug_represents_its_group():
    """Near-duplicates of the same article are in one group."""
    assert find_representatives([("d", "c"), ("b", "c"), ("x", "y")]) == {
        "b": "b",
        "c": "b",
        "d": "b",
        "x": "x",
        "y": "x",
    }


def test_groups_that_share_an_article_are_merged():
    """In whatever order the pairs come."""
    assert set(find_representatives([("a", "b"), ("c", "d"), ("d", "b")]).values()) == {"a"}


def test_no_pairs_give_no_groups():
    """Articles without near-duplicates are left out."""
    assert find_representatives([]) == {}


LONG = "ankle sprain rehab balance board calf raise single leg hop run"


def representatives(*site):
    return rank(site, Options()).representatives


def test_a_rewritten_article_is_a_near_duplicate():
    """If most terms of the two are the same, whatever their titles."""
    site = [post("a", LONG, title="Ankles"), post("b", f"{LONG} forever", title="Sprains")]
    site += [post("c", "sleep pillow blanket ankle")]

    assert representatives(*site) == {"a": "a", "b": "a"}


def test_an_article_twice_as_long_is_no_near_duplicate():
    """If less than half of all their terms are shared."""
    site = [post("a", LONG), post("b", f"{LONG} {' '.join(f'own{n}' for n in range(12))}")]
    site += [post("c", "sleep pillow blanket ankle")]

    assert representatives(*site) == {}
    assert representatives(replace(site[1], text=f"{LONG} own1 own2"), *site[::2]) == {
        "a": "a",
        "b": "a",
    }


def test_articles_on_the_same_subject_are_no_near_duplicates():
    """Among few articles their cosine may be 1 although each has many terms of its own."""
    subject = "dry needling acupuncture"
    site = [
        post("a", f"{subject} depth stainless sterile pack gauge twitch"),
        post("b", f"{subject} meridian chart tradition theory qi"),
        post("c", "sleep pillow blanket"),
    ]

    assert rank(site, Options()).candidates["a"][0].likeness > 0.99
    assert representatives(*site) == {}


def test_a_draft_is_no_near_duplicate():
    """A preview must not change the links of published articles."""
    site = [post("a", LONG), post("b", "ankle sprain rehab"), post("c", "sleep")]
    draft = post("d", f"{LONG} sleep", published=False)

    assert representatives(*site, draft) == {}
    assert representatives(*site, replace(draft, published=True)) == {"a": "a", "d": "a"}
