"""The judge of graphs itself: it must find each kind of fault."""

import pytest

from tests.structured_data.vocabulary import TERMS, faults, kinds

PERSON = {"@type": "Person", "@id": "/#ann", "name": "Ann"}
TEXT = {"@type": "Article", "@id": "/#text", "headline": "Sleep", "author": {"@id": "/#ann"}}


def graph(*nodes):
    return {"@context": "https://schema.org", "@graph": list(nodes)}


def test_a_graph_without_fault():
    """A text by a person whom the graph knows."""
    assert list(faults(graph(PERSON, TEXT))) == []


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        ({"@type": "Persn"}, "Persn is no type of the list."),
        ({"nmae": "Ann"}, "nmae is no property of the list."),
        ({"headline": "Ann"}, "Person has no headline."),
        ({"name": ""}, "name cannot be ''."),
        ({"name": None}, "name cannot be None."),
        ({"hasCredential": []}, "hasCredential is an empty list."),
        ({"url": "ann"}, "url cannot be 'ann'."),
        ({"worksFor": {"@id": "/#x"}}, "worksFor names /#x, which the graph does not have."),
        ({"worksFor": {"@id": "/#text"}}, "worksFor cannot be a Article."),
        ({"worksFor": {"@type": "Place", "name": "Quay"}}, "worksFor cannot be a Place."),
        ({"worksFor": {"@type": "Organization", "name": ""}}, "name cannot be ''."),
    ],
)
def test_each_fault_is_told(node, fault):
    """Types, properties, whose they are, and what their values may be."""
    assert list(faults(graph(PERSON | node, TEXT | {"author": PERSON}))) == [fault]


@pytest.mark.parametrize("day", ["14 March 2026", "2026-3-14", "20260314", ""])
def test_a_day_is_written_in_one_way(day):
    """As in 2026-03-14."""
    assert list(faults(graph(PERSON, TEXT | {"datePublished": day})))


def test_the_list_holds_together():
    """Each type that is named anywhere is in the list."""
    for term in TERMS["properties"].values():
        named = set(term["of"]) | (set(term["values"]) - {"Text", "URL", "Date", "Integer"})

        assert named <= set(TERMS["types"])
    for name in TERMS["types"]:
        assert "Thing" in kinds(name)
