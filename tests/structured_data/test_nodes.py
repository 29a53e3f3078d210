"""The schema.org nodes by value: known facts are included, unknown ones left out."""

from plugins.structured_data import nodes
from plugins.structured_data.nodes import Breadcrumb
from tests.structured_data.samples import (
    BARE_SITE,
    BASE,
    HILL,
    NORA,
    OTTO,
    PEOPLE,
    QUAY,
    SITE,
    page,
)

ORGANIZATION = {"@id": f"{BASE}/#organization"}


def test_the_clinic():
    """One organization, however many locations it has."""
    assert nodes.organization(SITE) == {
        "@type": "Organization",
        "@id": f"{BASE}/#organization",
        "name": "Harbour Clinic",
        "url": f"{BASE}/",
        "telephone": "01632 960000",
        "email": "hello@harbour.example.org",
        "sameAs": "https://www.instagram.com/example_harbour/",
    }


def test_a_clinic_with_only_a_name():
    """It has no empty telephone number."""
    assert set(nodes.organization(BARE_SITE)) == {"@type", "@id", "name", "url"}


def test_the_site():
    """Published by the clinic."""
    assert nodes.website(SITE) == {
        "@type": "WebSite",
        "@id": f"{BASE}/#website",
        "name": "Harbour Clinic",
        "url": f"{BASE}/",
        "inLanguage": "en-gb",
        "publisher": ORGANIZATION,
    }


def test_a_location_with_all_facts():
    """A business of the type in the site's settings."""
    assert nodes.place(SITE, QUAY) == {
        "@type": "HealthAndBeautyBusiness",
        "@id": f"{BASE}/clinics/quay/#place",
        "name": "Harbour Clinic, The Quay",
        "description": "By the water.",
        "url": f"{BASE}/clinics/quay/",
        "telephone": "01632 960101",
        "email": "quay@harbour.example.org",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "The Old Rope Store, 1 Gull Walk",
            "addressLocality": "Harbour",
            "postalCode": "ZZ99 1AA",
        },
        "openingHours": ["Mo-Fr 09:00-18:00"],
        "hasMap": "https://maps.example.org/quay",
        "parentOrganization": ORGANIZATION,
    }


def test_a_location_with_only_a_name():
    """It has no empty address."""
    assert nodes.place(SITE, HILL) == {
        "@type": "HealthAndBeautyBusiness",
        "@id": f"{BASE}/clinics/hill/#place",
        "name": "Harbour Clinic, The Hill",
        "url": f"{BASE}/clinics/hill/",
        "parentOrganization": ORGANIZATION,
    }


def test_a_person_on_their_own_page():
    """With credentials and work locations."""
    assert nodes.person(SITE, NORA, whole=True) == {
        "@type": "Person",
        "@id": f"{BASE}/people/nora-lind/#person",
        "name": "Nora Lind",
        "url": f"{BASE}/people/nora-lind/",
        "jobTitle": "Massage therapist",
        "worksFor": ORGANIZATION,
        "description": "Nora listens first.",
        "image": f"{BASE}/images/nora-1.jpg",
        "telephone": "01632 960202",
        "email": "nora@harbour.example.org",
        "hasCredential": [
            {"@type": "EducationalOccupationalCredential", "name": "Diploma in Examples"}
        ],
        "workLocation": [{"@id": f"{BASE}/clinics/quay/#place"}],
    }


def test_a_person_with_only_a_name():
    """The node is the same on their page as in a byline."""
    assert nodes.person(SITE, OTTO, whole=True) == nodes.person(SITE, OTTO, whole=False)


def test_a_name_can_be_the_clinics_a_persons_or_a_guests():
    """Each has another node."""
    assert nodes.named(SITE, PEOPLE, "Harbour Clinic") == nodes.organization(SITE)
    assert nodes.named(SITE, PEOPLE, "Nora Lind") == nodes.person(SITE, NORA, whole=False)
    assert nodes.named(SITE, PEOPLE, "A Guest") == {"@type": "Person", "name": "A Guest"}
    assert nodes.named(SITE, (), "Nora Lind") == {"@type": "Person", "name": "Nora Lind"}


def test_breadcrumbs():
    """Home, the parents, and the page itself."""
    crumbs = nodes.breadcrumbs(SITE, page("a/b/", "B", parents=(Breadcrumb("A", "a/"),)))

    assert [
        (step["position"], step["name"], step["item"]) for step in crumbs["itemListElement"]
    ] == [(1, "Home", f"{BASE}/"), (2, "A", f"{BASE}/a/"), (3, "B", f"{BASE}/a/b/")]
