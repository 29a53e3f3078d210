"""The nodes, by value: what is known is told, what is not is left out."""

from plugins.structured_data import nodes
from tests.structured_data.samples import BARE_SITE, BASE, HILL, NORA, OTTO, QUAY, SITE, page

ORGANIZATION = {"@id": f"{BASE}/#organization"}


def test_the_clinic():
    """One organization, however many places it has."""
    assert nodes.organization(SITE) == {
        "@type": "Organization",
        "@id": f"{BASE}/#organization",
        "name": "Harbour Clinic",
        "url": f"{BASE}/",
        "telephone": "01632 960000",
        "email": "hello@harbour.example.org",
        "sameAs": "https://www.instagram.com/example_harbour/",
    }


def test_a_clinic_of_which_only_the_name_is_known():
    """No empty telephone number."""
    assert set(nodes.organization(BARE_SITE)) == {"@type", "@id", "name", "url"}


def test_the_site():
    """It belongs to the clinic."""
    assert nodes.website(SITE) == {
        "@type": "WebSite",
        "@id": f"{BASE}/#website",
        "name": "Harbour Clinic",
        "url": f"{BASE}/",
        "inLanguage": "en-gb",
        "publisher": ORGANIZATION,
    }


def test_a_place_of_which_everything_is_known():
    """A business of its own, of the type that the site's settings give."""
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


def test_a_place_of_which_only_the_name_is_known():
    """No address without a line in it."""
    assert nodes.place(SITE, HILL) == {
        "@type": "HealthAndBeautyBusiness",
        "@id": f"{BASE}/clinics/hill/#place",
        "name": "Harbour Clinic, The Hill",
        "url": f"{BASE}/clinics/hill/",
        "parentOrganization": ORGANIZATION,
    }


def test_a_person_on_their_own_page():
    """With what they have learnt, and where they work."""
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


def test_a_person_of_whom_only_the_name_is_known():
    """The same on their own page as beside an article."""
    assert nodes.person(SITE, OTTO, whole=True) == nodes.person(SITE, OTTO, whole=False)


def test_a_name_may_be_anybodys():
    """The clinic's, somebody's of it, or a guest's."""
    assert nodes.named(SITE, "Harbour Clinic") == nodes.organization(SITE)
    assert nodes.named(SITE, "Nora Lind") == nodes.person(SITE, NORA, whole=False)
    assert nodes.named(SITE, "A Guest") == {"@type": "Person", "name": "A Guest"}


def test_the_way_back():
    """Home, the parents, and the page itself."""
    crumbs = nodes.breadcrumbs(SITE, page("a/b/", "B", parents=(("A", "a/"),)))

    assert [
        (step["position"], step["name"], step["item"]) for step in crumbs["itemListElement"]
    ] == [(1, "Home", f"{BASE}/"), (2, "A", f"{BASE}/a/"), (3, "B", f"{BASE}/a/b/")]
