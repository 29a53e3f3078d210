"""The checker of graphs finds each kind of error."""

import pytest

from tests.structured_data.vocabulary import TERMS, faults, kinds

PERSON = {"@type": "Person", "@id": "/#ann", "name": "Ann"}
TEXT = {"@type": "Article", "@id": "/#text", "headline": "Sleep", "author": {"@id": "/#ann"}}


def graph(*nodes):
    return {"@context": "https://schema.org", "@graph": list(nodes)}


def test_a_correct_graph():
    """A text by a person who is in the graph."""
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
def test_each_error_is_reported(node, fault):
    """Unknown types and properties, wrong owners and values."""
    assert list(faults(graph(PERSON | node, TEXT | {"author": PERSON}))) == [fault]


@pytest.mark.parametrize("day", ["14 March 2026", "2026-3-14", "20260314", ""])
def test_dates_have_one_form(day):
    """As in 2026-03-14."""
    assert list(faults(graph(PERSON, TEXT | {"datePublished": day})))


def test_the_list_of_terms_is_complete():
    """Each type that is named anywhere is in the list."""
    for term in TERMS["properties"].values():
        named = set(term["of"]) | (set(term["values"]) - {"Text", "URL", "Date", "Integer"})

        assert named <= set(TERMS["types"])
    for name in TERMS["types"]:
        assert "Thing" in kinds(name)
