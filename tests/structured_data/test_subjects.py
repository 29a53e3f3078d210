"""What each kind of page is about, and the graph that follows from it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pydantic import TypeAdapter

from plugins.structured_data.graph import page_graph
from plugins.structured_data.subjects import (
    GraphArticle,
    PageSubject,
    Review,
    article_subject,
    location_subject,
    page_subject,
    person_subject,
)
from tests.structured_data.samples import BARE_SITE, BASE, HILL, NORA, PEOPLE, QUAY, SITE, page
from tests.structured_data.vocabulary import faults

TEXT = GraphArticle(
    "articles/sleep/", "Sleep", "What it says.", "en-gb", ["Nora Lind"],
    datetime(2026, 3, 14, tzinfo=UTC),
)  # fmt: skip
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
NOWHERE = replace(SITE, base="")


def kinds(document):
    return [node["@type"] for node in document["@graph"]]


def node(document, kind):
    (found,) = [node for node in document["@graph"] if node["@type"] == kind]
    return found


DAY = date(2026, 3, 14)
SUBJECTS = [
    (SITE, "", page_subject(SITE, PEOPLE)),
    (SITE, "topics/", page_subject(SITE, PEOPLE, kind="CollectionPage")),
    (SITE, "about/", page_subject(SITE, PEOPLE, Review(DAY, "Nora Lind"))),
    (BARE_SITE, "about/", page_subject(BARE_SITE, (), Review(DAY))),
    (SITE, "clinics/hill/", location_subject(SITE, HILL)),
    (SITE, "people/nora-lind/", person_subject(SITE, NORA)),
    (SITE, TEXT.path, article_subject(SITE, PEOPLE, FULL, Review(DAY, "A Guest"))),
    (BARE_SITE, TEXT.path, article_subject(BARE_SITE, (), TEXT)),
    (NOWHERE, TEXT.path, article_subject(NOWHERE, PEOPLE, FULL)),
]


@pytest.mark.parametrize(("site", "path", "subject"), SUBJECTS)
def test_every_graph_conforms_to_schema_org(site, path, subject):
    """Also if hardly anything is known."""
    assert list(faults(page_graph(site, subject, page(path)))) == []


@pytest.mark.parametrize(("_site", "_path", "subject"), SUBJECTS)
def test_every_subject_can_be_written_as_json(_site, _path, subject):
    """It is read back as an equal value."""
    adapter = TypeAdapter(PageSubject)

    assert adapter.validate_json(adapter.dump_json(subject)) == subject


def test_the_home_page_has_the_locations():
    """One node for each, and no breadcrumbs."""
    assert kinds(page_graph(SITE, page_subject(SITE, PEOPLE), page(""))) == [
        "WebPage",
        "HealthAndBeautyBusiness",
        "HealthAndBeautyBusiness",
        "Organization",
        "WebSite",
    ]


def test_a_list_of_articles_has_no_locations():
    """It is about something else."""
    subject = page_subject(SITE, PEOPLE, kind="CollectionPage")

    assert kinds(page_graph(SITE, subject, page("topics/"))) == [
        "CollectionPage",
        "BreadcrumbList",
        "Organization",
        "WebSite",
    ]


def test_an_article_with_all_facts():
    """Every property, in schema.org's terms."""
    document = page_graph(SITE, article_subject(SITE, PEOPLE, FULL), page(FULL.path, "Sleep"))

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
    document = page_graph(BARE_SITE, article_subject(BARE_SITE, (), TEXT), page(TEXT.path))

    assert not {"image", "dateModified", "keywords", "creditText"} & set(node(document, "Article"))
    assert node(document, "Article")["author"] == [{"@type": "Person", "name": "Nora Lind"}]
    assert "MedicalWebPage" not in kinds(document)


def test_a_reviewed_page_is_a_medical_web_page():
    """With the day of the review, and the reviewer if known."""
    by_nora, by_nobody = (
        page_graph(SITE, page_subject(SITE, PEOPLE, review), page("about/"))
        for review in (Review(DAY, "Nora Lind"), Review(DAY))
    )

    assert node(by_nora, "MedicalWebPage")["lastReviewed"] == "2026-03-14"
    assert node(by_nora, "MedicalWebPage")["reviewedBy"] == [
        {"@id": f"{BASE}/people/nora-lind/#person"}
    ]
    assert "reviewedBy" not in node(by_nobody, "MedicalWebPage")
    assert "Person" not in kinds(by_nobody)


def test_the_author_of_an_article_may_be_its_reviewer():
    """A guest has no node: the page itself names them."""
    by_author, by_guest = (
        page_graph(SITE, article_subject(SITE, PEOPLE, TEXT, review), page(TEXT.path))
        for review in (Review(DAY, "Nora Lind"), Review(DAY, "A Guest"))
    )

    assert kinds(by_author) == kinds(by_guest) == [
        "MedicalWebPage", "BreadcrumbList", "Article", "Person", "Organization", "WebSite"
    ]  # fmt: skip
    assert node(by_guest, "Person")["name"] == "Nora Lind"
    assert node(by_guest, "MedicalWebPage")["reviewedBy"] == [
        {"@type": "Person", "name": "A Guest"}
    ]


def test_a_persons_page_is_a_profile_page():
    """With the locations where they work."""
    document = page_graph(SITE, person_subject(SITE, NORA), page("people/nora-lind/"))

    assert node(document, "ProfilePage")["mainEntity"] == {
        "@id": f"{BASE}/people/nora-lind/#person"
    }
    assert node(document, "HealthAndBeautyBusiness")["name"] == "Harbour Clinic, The Quay"


def test_a_locations_page_is_about_that_location():
    """And about no other."""
    document = page_graph(SITE, location_subject(SITE, QUAY), page("clinics/quay/"))

    assert node(document, "WebPage")["mainEntity"] == {"@id": f"{BASE}/clinics/quay/#place"}
    assert node(document, "HealthAndBeautyBusiness")["name"] == "Harbour Clinic, The Quay"
