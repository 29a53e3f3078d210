"""Near-copies and who stands for them."""

from dataclasses import replace

from plugins.related_articles.near_duplicates import find_representatives
from plugins.related_articles.options import RelatedArticlesOptions as Options
from plugins.related_articles.ranking import rank
from tests.related_articles.corpus import post


def test_one_stands_for_all_of_them():
    """Two near-copies of one are near-copies of each other; the first slug stands for all."""
    assert find_representatives([("d", "c"), ("b", "c"), ("x", "y")]) == {
        "b": "b",
        "c": "b",
        "d": "b",
        "x": "x",
        "y": "x",
    }


def test_groups_that_meet_become_one():
    """Whatever order the pairs come in."""
    assert set(find_representatives([("a", "b"), ("c", "d"), ("d", "b")]).values()) == {"a"}


def test_no_copies():
    """Articles that are not alike are not mentioned."""
    assert find_representatives([]) == {}


LONG = "ankle sprain rehab balance board calf raise single leg hop run"


def copies(*site):
    return rank(site, Options()).representatives


def test_an_article_told_again_is_a_copy():
    """When most of all that the two say is the same, whatever their titles."""
    site = [post("a", LONG, title="Ankles"), post("b", f"{LONG} forever", title="Sprains")]
    site += [post("c", "sleep pillow blanket ankle")]

    assert copies(*site) == {"a": "a", "b": "a"}


def test_an_article_that_says_as_much_more_is_no_copy():
    """Where less than half of what either of the two says is the same."""
    site = [post("a", LONG), post("b", f"{LONG} {' '.join(f'own{n}' for n in range(12))}")]
    site += [post("c", "sleep pillow blanket ankle")]

    assert copies(*site) == {}
    assert copies(replace(site[1], text=f"{LONG} own1 own2"), *site[::2]) == {"a": "a", "b": "a"}


def test_articles_of_one_subject_are_no_copies():
    """Among a few articles they may be as near as can be, and each says much of its own."""
    subject = "dry needling acupuncture"
    site = [
        post("a", f"{subject} depth stainless sterile pack gauge twitch"),
        post("b", f"{subject} meridian chart tradition theory qi"),
        post("c", "sleep pillow blanket"),
    ]

    assert rank(site, Options()).candidates["a"][0].cosine > 0.99
    assert copies(*site) == {}


def test_a_draft_makes_no_copies():
    """What only a preview shows does not change what the public sees."""
    site = [post("a", LONG), post("b", "ankle sprain rehab"), post("c", "sleep")]
    draft = post("d", f"{LONG} sleep", published=False)

    assert copies(*site, draft) == {}
    assert copies(*site, replace(draft, published=True)) == {"a": "a", "d": "a"}
