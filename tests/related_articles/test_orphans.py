"""Every article gets a link to it, within the allowed loss."""

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


def assigned(links, candidates, max_loss=1.0, representatives=(), **changes):
    """The links after the assignment, of published articles with these links and candidates."""
    documents = [post(slug, **changes.get(slug, {})) for slug in links]
    found = {
        slug: tuple(Candidate(other, score, score) for other, score in candidates.get(slug, ()))
        for slug in links
    }
    return assign_orphans(documents, links, found, dict(representatives), max_loss)


# a and b have many links, c has only one, and f none.
LINKS = {
    "a": (text("b", 0.9),),
    "b": (text("a", 0.9),),
    "c": (text("a", 0.5),),
    "d": (text("a", 0.4),),
    "e": (text("b", 0.8), text("d", 0.3)),
    "f": (text("e", 0.2), text("c", 0.1)),
}


def test_an_orphan_replaces_the_link_that_costs_least():
    """Among its candidates, a link whose target other articles link to as well."""
    candidates = {"f": [("d", 0.35), ("c", 0.15), ("e", 0.2)]}

    links = assigned(LINKS, candidates)

    # d loses 0.05, and others link to a as well; no other article links to d.
    assert links == LINKS | {"d": (Link("f", 0.35, "fairness"),)}


def test_links_are_moved_in_a_chain_if_no_candidate_has_one_to_spare():
    """An orphan without candidates gets a link too, and no article loses its last one."""
    links = assigned(LINKS, {})

    inbound = Counter(link.slug for chosen in links.values() for link in chosen)
    assert set(inbound) == set(LINKS)
    assert [len(chosen) for chosen in links.values()] == [1, 1, 1, 1, 2, 2]


def test_a_chain_over_two_articles():
    """The target of the link that the orphan replaces gets another link."""
    links = {"a": (text("b", 0.9),), "b": (text("a", 0.9),), "c": (text("a", 0.9),)}
    barred = {"a": {}, "b": {}, "c": {}}
    barred["b"] = {"exclude": ("c",)}

    assert assigned(links, {}, **barred) == {
        "a": (Link("c", 0.0, "fairness"),),
        "b": (text("a", 0.9),),
        "c": (Link("b", 0.0, "fairness"),),
    }


def test_pins_are_not_replaced():
    """Even if an orphan remains."""
    links = {"a": (Link("b", 0.0, "pin"),), "b": (Link("a", 0.0, "pin"),), "c": (text("a", 0.9),)}

    assert assigned(links, {}) == links


def test_exclusions_are_respected():
    """An article that all others exclude stays an orphan."""
    links = {"a": (text("b", 0.9),), "b": (text("a", 0.9),), "c": (text("a", 0.9),)}

    assert assigned(links, {}, a={"exclude": ("c",)}, b={"exclude": ("c",)}) == links


def test_the_loss_of_a_link_is_limited():
    """To half of its score, or to nothing."""
    links = {"a": (text("b", 0.8),), "b": (text("a", 0.8),), "c": (text("a", 0.8), text("b", 0.7))}
    candidates = {"c": [("a", 0.4)]}

    assert assigned(links, candidates, 0.5)["a"] == (Link("c", 0.4, "fairness"),)
    assert assigned(links, candidates, 0.49) == links
    assert assigned(links, candidates, 0.0) == links


def test_the_limit_holds_for_a_link_that_is_replaced_twice():
    """The loss is measured from the original link, not from its first replacement."""
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

    assert assigned(links, candidates, 0.5, **barred) == links | {
        "host": (Link("p", 0.4, "fairness"),)
    }


def test_a_near_duplicate_replaces_its_duplicate():
    """Rather than be linked beside it, even if another link would lose less."""
    links = {
        "a": (text("copy-1", 0.9), text("b", 0.2)),
        "b": (text("a", 0.9), text("copy-1", 0.1)),
        "copy-1": (text("a", 0.9), text("b", 0.1)),
        "copy-2": (text("copy-1", 0.9), text("b", 0.1)),
    }
    representatives = {"copy-1": "copy-1", "copy-2": "copy-1"}

    found = assigned(links, {"copy-2": [("a", 0.9)]}, representatives=representatives)

    assert found == links | {"a": (Link("copy-2", 0.9, "fairness"), text("b", 0.2))}


def test_a_near_duplicate_is_linked_beside_its_duplicate_if_there_is_no_other_way():
    """Two near-duplicates below one article are better than an orphan."""
    links = {
        "a": (Link("copy-1", 0.9, "pin"), text("b", 0.2)),
        "b": (Link("a", 0.9, "pin"),),
        "copy-1": (Link("b", 0.9, "pin"),),
        "copy-2": (Link("b", 0.9, "pin"),),
    }

    found = assigned(links, {}, representatives={"copy-1": "copy-1", "copy-2": "copy-1"})

    assert found == links | {"a": (links["a"][0], Link("copy-2", 0.0, "fairness"))}


def test_drafts_are_ignored():
    """Their links do not count, and they are no orphans."""
    links = {"a": (text("b", 0.9),), "b": (text("a", 0.9),), "draft": (text("a", 0.9),)}

    assert assigned(links, {}, draft={"published": False}) == links


def matched(site, count):
    """Whether every published article could get a link from another one, with all pins kept.

    Kuhn's bipartite matching of articles and links: another algorithm than the plugin's.
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
def test_no_article_is_an_orphan_if_that_is_possible(site, count):
    """If pins and exclusions allow it, every published article has a link to it."""
    english = [each for each in site if each.lang == "en"]
    links = find_links(english, Options(count=count))["en"].links if english else {}

    linked = {link.slug for each in english if each.published for link in links[each.slug]}
    if matched(english, count):
        assert {each.slug for each in english if each.published} <= linked
