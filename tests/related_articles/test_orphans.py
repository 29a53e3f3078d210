"""Nobody is left without a link, and what that may cost."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from plugins.related_articles.candidates import Candidate
from plugins.related_articles.links import find_links
from plugins.related_articles.options import RelatedArticlesOptions as Options
from plugins.related_articles.orphans import assign_orphans
from plugins.related_articles.selection import Link
from tests.related_articles.corpus import SITES, post


def text(slug, score):
    return Link(slug, score, "text")


def shared(links, candidates, bound=1.0, representatives=(), **changes):
    """The links after sharing, of published articles with these links and candidates."""
    documents = [post(slug, **changes.get(slug, {})) for slug in links]
    found = {
        slug: tuple(Candidate(other, score, score) for other, score in candidates.get(slug, ()))
        for slug in links
    }
    return assign_orphans(documents, links, found, dict(representatives), bound)


# Everybody links to a and b, and nobody to c.
LINKS = {
    "a": (text("b", 0.9),),
    "b": (text("a", 0.9),),
    "c": (text("a", 0.5),),
    "d": (text("a", 0.4),),
    "e": (text("b", 0.8), text("d", 0.3)),
    "f": (text("e", 0.2), text("c", 0.1)),
}


def test_an_orphan_takes_the_place_that_costs_least():
    """Near it, from a link whose target is linked to from elsewhere as well."""
    candidates = {"f": [("d", 0.35), ("c", 0.15), ("e", 0.2)]}

    links = shared(LINKS, candidates)

    # d's only place loses 0.05, and others link to a as well; nobody else links to d.
    assert links == LINKS | {"d": (Link("f", 0.35, "fairness"),)}


def test_a_place_is_handed_on_where_none_is_free_near_by():
    """An orphan without any neighbour still gets a place, and nobody loses the last."""
    links = shared(LINKS, {})

    inbound = Counter(link.slug for chosen in links.values() for link in chosen)
    assert set(inbound) == set(LINKS)
    assert [len(chosen) for chosen in links.values()] == [1, 1, 1, 1, 2, 2]


def test_a_chain_of_three():
    """The orphan's only possible host gives up a link whose target moves on in its turn."""
    links = {"a": (text("b", 0.9),), "b": (text("a", 0.9),), "c": (text("a", 0.9),)}
    barred = {"a": {}, "b": {}, "c": {}}
    barred["b"] = {"exclude": ("c",)}

    assert shared(links, {}, **barred) == {
        "a": (Link("c", 0.0, "fairness"),),
        "b": (text("a", 0.9),),
        "c": (Link("b", 0.0, "fairness"),),
    }


def test_pins_stay():
    """What the editor wrote is not given away, even if an orphan remains."""
    links = {"a": (Link("b", 0.0, "pin"),), "b": (Link("a", 0.0, "pin"),), "c": (text("a", 0.9),)}

    assert shared(links, {}) == links


def test_exclusions_are_kept():
    """An article that every editor excludes stays an orphan."""
    links = {"a": (text("b", 0.9),), "b": (text("a", 0.9),), "c": (text("a", 0.9),)}

    assert shared(links, {}, a={"exclude": ("c",)}, b={"exclude": ("c",)}) == links


def test_the_bound_limits_what_a_link_may_lose():
    """Half of the score at most, or nothing at all."""
    links = {"a": (text("b", 0.8),), "b": (text("a", 0.8),), "c": (text("a", 0.8), text("b", 0.7))}
    candidates = {"c": [("a", 0.4)]}

    assert shared(links, candidates, 0.5)["a"] == (Link("c", 0.4, "fairness"),)
    assert shared(links, candidates, 0.49) == links
    assert shared(links, candidates, 0.0) == links


def test_the_bound_holds_for_a_place_that_is_taken_twice():
    """What is lost is counted from the link that the ranking chose, not from its stand-in."""
    links = {
        "a": (text("b", 0.8),),
        "b": (text("a", 0.8),),
        "host": (text("a", 0.8),),
        "other": (text("a", 0.8),),
        "p": (text("host", 0.8),),
        "q": (text("other", 0.8),),
    }
    candidates = {"p": [("host", 0.4), ("other", 0.4)], "q": [("host", 0.3)]}
    barred = {slug: {"exclude": ("q",)} for slug in ("a", "b", "other", "p")}

    assert shared(links, candidates, 0.5, **barred) == links | {
        "host": (Link("p", 0.4, "fairness"),)
    }


def test_a_near_copy_takes_the_place_of_its_copy():
    """Two near-copies never stand side by side for fairness, though another link loses less."""
    links = {
        "a": (text("copy-1", 0.9), text("b", 0.2)),
        "b": (text("a", 0.9), text("copy-1", 0.1)),
        "copy-1": (text("a", 0.9), text("b", 0.1)),
        "copy-2": (text("copy-1", 0.9), text("b", 0.1)),
    }
    representatives = {"copy-1": "copy-1", "copy-2": "copy-1"}

    found = shared(links, {"copy-2": [("a", 0.9)]}, representatives=representatives)

    assert found == links | {"a": (Link("copy-2", 0.9, "fairness"), text("b", 0.2))}


def test_a_near_copy_stands_beside_its_copy_where_there_is_no_other_place():
    """Better twice the same under one article than an article that nobody links to."""
    links = {
        "a": (Link("copy-1", 0.9, "pin"), text("b", 0.2)),
        "b": (Link("a", 0.9, "pin"),),
        "copy-1": (Link("b", 0.9, "pin"),),
        "copy-2": (Link("b", 0.9, "pin"),),
    }

    found = shared(links, {}, representatives={"copy-1": "copy-1", "copy-2": "copy-1"})

    assert found == links | {"a": (links["a"][0], Link("copy-2", 0.0, "fairness"))}


def test_drafts_neither_give_nor_count():
    """A draft's links help nobody, and it is nobody's orphan."""
    links = {"a": (text("b", 0.9),), "b": (text("a", 0.9),), "draft": (text("a", 0.9),)}

    assert shared(links, {}, draft={"published": False}) == links


def matched(site, count):
    """Whether every published article could be linked from another one, pins in place.

    Kuhn's matching of articles to places, which the plugin does not use.
    """
    published = [each for each in site if each.published]
    slugs = {each.slug for each in published}
    pinned, free = set(), {}
    for host in published:
        allowed = slugs - {host.slug, *host.exclude}
        pins = [pin for pin in dict.fromkeys(host.pins) if pin in allowed][:count]
        pinned |= set(pins)
        places = min(count, len(allowed)) - len(pins)
        free |= {(host.slug, place): allowed - set(pins) for place in range(places)}
    taken = {}

    def place(slug, tried):
        for spot, allowed in free.items():
            if slug in allowed and spot not in tried:
                tried.add(spot)
                if spot not in taken or place(taken[spot], tried):
                    taken[spot] = slug
                    return True
        return False

    return all(place(slug, set()) for slug in sorted(slugs - pinned))


@given(SITES, st.integers(1, 3))
def test_nobody_is_starved_while_there_is_a_place(site, count):
    """Every published article is linked from another, whenever pins and exclusions allow it."""
    english = [each for each in site if each.lang == "en"]
    links = find_links(english, Options(count=count))["en"].links if english else {}

    linked = {link.slug for each in english if each.published for link in links[each.slug]}
    if matched(english, count):
        assert {each.slug for each in english if each.published} <= linked
