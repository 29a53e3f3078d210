"""The graph of each kind of page: what it is about, and nothing that it cannot know."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.structured_data import graph
from plugins.structured_data.graph import GraphArticle, Review, script
from tests.structured_data.samples import BARE_SITE, BASE, HILL, NORA, QUAY, SITE, page
from tests.structured_data.vocabulary import faults

TEXT = GraphArticle("Sleep", ["Nora Lind"], datetime(2026, 3, 14, tzinfo=UTC))
FULL = replace(
    TEXT,
    authors=["Harbour Clinic", "Nora Lind"],
    updated=date(2026, 4, 1),
    credit="After a talk by Otto Pebble",
    section="Rest",
    topics=["Sleep", "Running"],
    image="images/sleep-1.jpg",
    related=["articles/rest/"],
)


def kinds(document):
    return [node["@type"] for node in document["@graph"]]


def node(document, kind):
    (found,) = [node for node in document["@graph"] if node["@type"] == kind]
    return found


@pytest.mark.parametrize(
    "document",
    [
        graph.of_page(SITE, page("")),
        graph.of_page(SITE, page("topics/", kind="CollectionPage")),
        graph.of_page(SITE, page("about/"), Review(date(2026, 3, 14), "Nora Lind")),
        graph.of_page(BARE_SITE, page("about/"), Review(date(2026, 3, 14))),
        graph.of_place(SITE, page("clinics/hill/"), HILL),
        graph.of_person(SITE, page("people/nora-lind/"), NORA),
        graph.of_article(SITE, page("articles/sleep/"), FULL, Review(date(2026, 3, 14), "A Guest")),
        graph.of_article(BARE_SITE, page("articles/sleep/"), TEXT),
        graph.of_article(replace(SITE, base=""), page("articles/sleep/"), FULL),
    ],
)
def test_every_graph_keeps_to_schema_org(document):
    """Also where hardly anything is known."""
    assert list(faults(document)) == []


def test_the_home_page_names_the_places():
    """Each a node of its own, and no way back to where one is."""
    assert kinds(graph.of_page(SITE, page(""))) == [
        "WebPage",
        "HealthAndBeautyBusiness",
        "HealthAndBeautyBusiness",
        "Organization",
        "WebSite",
    ]


def test_a_list_of_articles_names_none():
    """It is about something else."""
    assert kinds(graph.of_page(SITE, page("topics/", kind="CollectionPage"))) == [
        "CollectionPage",
        "BreadcrumbList",
        "Organization",
        "WebSite",
    ]


def test_an_article_by_value():
    """What is recorded of it, in schema.org's words."""
    document = graph.of_article(SITE, page("articles/sleep/", "Sleep"), FULL)

    assert node(document, "Article") == {
        "@type": "Article",
        "@id": f"{BASE}/articles/sleep/#article",
        "headline": "Sleep",
        "description": "What it says.",
        "image": f"{BASE}/images/sleep-1.jpg",
        "datePublished": "2026-03-14",
        "dateModified": "2026-04-01",
        "inLanguage": "en-gb",
        "articleSection": "Rest",
        "keywords": ["Sleep", "Running"],
        "creditText": "After a talk by Otto Pebble",
        "author": [
            {"@id": f"{BASE}/#organization"},
            {"@id": f"{BASE}/people/nora-lind/#person"},
        ],
        "publisher": {"@id": f"{BASE}/#organization"},
        "mainEntityOfPage": {"@id": f"{BASE}/articles/sleep/"},
    }
    assert node(document, "WebPage")["relatedLink"] == [f"{BASE}/articles/rest/"]
    assert node(document, "Person")["jobTitle"] == "Massage therapist"


def test_an_article_that_says_little():
    """Neither picture nor update, and nobody has reviewed it."""
    document = graph.of_article(BARE_SITE, page("articles/sleep/"), TEXT)

    assert not {"image", "dateModified", "keywords", "creditText"} & set(node(document, "Article"))
    assert node(document, "Article")["author"] == [{"@type": "Person", "name": "Nora Lind"}]
    assert "MedicalWebPage" not in kinds(document)


def test_a_reviewed_page_is_a_medical_one():
    """With the day, and who it was where that is recorded."""
    by_nora = graph.of_page(SITE, page("about/"), Review(date(2026, 3, 14), "Nora Lind"))
    by_nobody = graph.of_page(SITE, page("about/"), Review(date(2026, 3, 14)))

    assert node(by_nora, "MedicalWebPage")["lastReviewed"] == "2026-03-14"
    assert node(by_nora, "MedicalWebPage")["reviewedBy"] == [
        {"@id": f"{BASE}/people/nora-lind/#person"}
    ]
    assert "reviewedBy" not in node(by_nobody, "MedicalWebPage")
    assert "Person" not in kinds(by_nobody)


def test_a_persons_page_is_a_profile():
    """Of that person, with the places where they are met."""
    document = graph.of_person(SITE, page("people/nora-lind/"), NORA)

    assert node(document, "ProfilePage")["mainEntity"] == {
        "@id": f"{BASE}/people/nora-lind/#person"
    }
    assert node(document, "HealthAndBeautyBusiness")["name"] == "Harbour Clinic, The Quay"


def test_a_places_page_is_about_that_place():
    """And about no other."""
    document = graph.of_place(SITE, page("clinics/quay/"), QUAY)

    assert node(document, "WebPage")["mainEntity"] == {"@id": f"{BASE}/clinics/quay/#place"}
    assert node(document, "HealthAndBeautyBusiness")["name"] == "Harbour Clinic, The Quay"


HOSTILE = "</script><script>alert(1)</script><!--<script> & ]]> \u2028\u2029 'x' \"y\" \\"


def test_what_stands_in_the_page():
    """No sign that HTML or a script could take for its own."""
    assert script({"name": "a</b>&\u2028\u2029ø"}) == (
        '<script type="application/ld+json">'
        '{"name":"a\\u003c/b\\u003e\\u0026\\u2028\\u2029ø"}'
        "</script>"
    )


def test_hostile_words_stay_words():
    """A parser finds one script, with the words in it as they were."""
    page = html5lib.parse(
        f"<!doctype html>{script({'name': HOSTILE})}", namespaceHTMLElements=False
    )
    (found,) = page.iter("script")

    assert json.loads(found.text) == {"name": HOSTILE}


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_any_words_come_back(words):
    """Whatever an editor wrote."""
    block = script({"name": words})
    inside = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")

    assert not set(inside) & set("<>&\u2028\u2029")
    assert json.loads(inside) == {"name": words}
