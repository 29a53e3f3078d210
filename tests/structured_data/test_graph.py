"""The JSON-LD graph of each kind of page."""

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
        graph.of_location(SITE, page("clinics/hill/"), HILL),
        graph.of_person(SITE, page("people/nora-lind/"), NORA),
        graph.of_article(SITE, page("articles/sleep/"), FULL, Review(date(2026, 3, 14), "A Guest")),
        graph.of_article(BARE_SITE, page("articles/sleep/"), TEXT),
        graph.of_article(replace(SITE, base=""), page("articles/sleep/"), FULL),
    ],
)
def test_every_graph_conforms_to_schema_org(document):
    """Also if hardly anything is known."""
    assert list(faults(document)) == []


def test_the_home_page_has_the_locations():
    """One node for each, and no breadcrumbs."""
    assert kinds(graph.of_page(SITE, page(""))) == [
        "WebPage",
        "HealthAndBeautyBusiness",
        "HealthAndBeautyBusiness",
        "Organization",
        "WebSite",
    ]


def test_a_list_of_articles_has_no_locations():
    """It is about something else."""
    assert kinds(graph.of_page(SITE, page("topics/", kind="CollectionPage"))) == [
        "CollectionPage",
        "BreadcrumbList",
        "Organization",
        "WebSite",
    ]


def test_an_article_with_all_facts():
    """Every property, in schema.org's terms."""
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


def test_an_article_with_few_facts():
    """Without picture, update and review."""
    document = graph.of_article(BARE_SITE, page("articles/sleep/"), TEXT)

    assert not {"image", "dateModified", "keywords", "creditText"} & set(node(document, "Article"))
    assert node(document, "Article")["author"] == [{"@type": "Person", "name": "Nora Lind"}]
    assert "MedicalWebPage" not in kinds(document)


def test_a_reviewed_page_is_a_medical_web_page():
    """With the day of the review, and the reviewer if known."""
    by_nora = graph.of_page(SITE, page("about/"), Review(date(2026, 3, 14), "Nora Lind"))
    by_nobody = graph.of_page(SITE, page("about/"), Review(date(2026, 3, 14)))

    assert node(by_nora, "MedicalWebPage")["lastReviewed"] == "2026-03-14"
    assert node(by_nora, "MedicalWebPage")["reviewedBy"] == [
        {"@id": f"{BASE}/people/nora-lind/#person"}
    ]
    assert "reviewedBy" not in node(by_nobody, "MedicalWebPage")
    assert "Person" not in kinds(by_nobody)


def test_a_persons_page_is_a_profile_page():
    """With the locations where they work."""
    document = graph.of_person(SITE, page("people/nora-lind/"), NORA)

    assert node(document, "ProfilePage")["mainEntity"] == {
        "@id": f"{BASE}/people/nora-lind/#person"
    }
    assert node(document, "HealthAndBeautyBusiness")["name"] == "Harbour Clinic, The Quay"


def test_a_locations_page_is_about_that_location():
    """And about no other."""
    document = graph.of_location(SITE, page("clinics/quay/"), QUAY)

    assert node(document, "WebPage")["mainEntity"] == {"@id": f"{BASE}/clinics/quay/#place"}
    assert node(document, "HealthAndBeautyBusiness")["name"] == "Harbour Clinic, The Quay"


HOSTILE = "</script><script>alert(1)</script><!--<script> & ]]> \u2028\u2029 'x' \"y\" \\"


def test_the_script_is_escaped():
    """No character can end the script or start markup."""
    assert script({"name": "a</b>&\u2028\u2029ø"}) == (
        '<script type="application/ld+json">'
        '{"name":"a\\u003c/b\\u003e\\u0026\\u2028\\u2029ø"}'
        "</script>"
    )


def test_a_parser_reads_back_hostile_text():
    """It finds one script element with the original text."""
    page = html5lib.parse(
        f"<!doctype html>{script({'name': HOSTILE})}", namespaceHTMLElements=False
    )
    (found,) = page.iter("script")

    assert json.loads(found.text) == {"name": HOSTILE}


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_any_text_is_read_back(words):
    """Whatever an editor wrote."""
    block = script({"name": words})
    inside = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")

    assert not set(inside) & set("<>&\u2028\u2029")
    assert json.loads(inside) == {"name": words}
