"""What pages say of how to reach the clinic, and that they say it when nothing is known."""

import pytest
from bs4 import BeautifulSoup
from jinja2 import Environment

from plugins.site.views.kinds import view_of
from plugins.site.writing import page_queue
from tests.clinic.samples import directory
from tests.site.views.samples import FakeArticle, FakePage, clinic_build, variables

BARE = "name: Harbour Clinic\nlocations: [{slug: quay, name: The Quay}]\n"
CARE = "care_line: Ring 112.\n"
NOT_YET = "are not on this website yet"


@pytest.fixture
def shown(tmp_path):
    """Renders a page of a clinic with these facts."""

    def show(template, facts):
        build = clinic_build(tmp_path)
        build.directory = directory(facts, "")
        place = build.directory.clinic.locations[0]
        given = {
            "article.html": {"article": FakeArticle(locations=(place,))},
            "accessibility.html": {"page": FakePage()},
            "contact.html": {"page": FakePage()},
            "clinic.html": {"location": place, "people_here": (), "articles": []},
        }.get(template, {})
        queue = page_queue(build, variables(), lambda *_: None, Environment(autoescape=True))
        view = view_of(queue.sites["en-gb"], template, template, given)
        return BeautifulSoup(queue.writer.renderer.render(view).data, "html.parser")

    return show


@pytest.mark.parametrize(
    "template",
    ["accessibility.html", "article.html", "clinic.html", "clinics.html", "contact.html"],
)
def test_a_clinic_that_nobody_can_reach_says_so_once(shown, template):
    """And says where to find help; nothing asks readers to come."""
    page = shown(template, BARE + CARE)
    words = page.main.get_text(" ", strip=True)

    assert words.count(NOT_YET) == words.count("Ring 112.") == 1
    assert "in person" not in words
    assert page.select("a[href$='/articles/']")
    assert not page.select(".site-header__action, main a[href^='tel:'], main a[href^='mailto:']")


@pytest.mark.parametrize(
    "template",
    ["accessibility.html", "article.html", "clinic.html", "clinics.html", "contact.html"],
)
@pytest.mark.parametrize(
    ("fact", "link"),
    [
        ("phone: 01632 960101\n", "tel:01632960101"),
        ("email: a@b.example.org\n", "mailto:a@b.example.org"),
        ("whatsapp: +44 7700 900303\n", "https://wa.me/447700900303"),
        ("booking_url: https://b.example.org/\n", "https://b.example.org/"),
    ],
)
def test_one_way_of_contact_is_shown_where_a_patient_looks(shown, template, fact, link):
    """Whichever it is."""
    page = shown(template, BARE + fact)

    assert NOT_YET not in page.get_text(" ")
    assert link in [anchor["href"] for anchor in page.main.select("a")]


def test_readers_are_asked_to_come_where_there_is_an_address(shown):
    """A telephone alone is for calling."""
    phone = "phone: 01632 960101\n"
    address = BARE.replace("The Quay}", "The Quay, address: [1 The Quay]}")

    assert "Ask us." in shown("article.html", BARE + phone).get_text(" ")
    assert "Ask us in person." in shown("article.html", address).get_text(" ")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ("booking_url: https://b.example.org/\nphone: 01632 960101\n", "Book"),
        ("booking_url: https://b.example.org/\nbooking_label: Choose a time\n", "Choose a time"),
        ("phone: 01632 960101\n", "Call us"),
    ],
)
def test_the_header_has_the_first_thing_to_do(shown, facts, words):
    """Booking if there is a link for it, else calling."""
    action = shown("clinics.html", BARE + facts).select_one(".site-header__action")

    assert action.get_text() == words


def test_contact_begins_with_addresses(shown):
    """Of each place that has one."""
    facts = (
        "name: Harbour Clinic\nlocations:\n"
        "  - {slug: quay, name: The Quay, address: [1 The Quay]}\n"
        "  - {slug: hill, name: The Hill}\n"
    )
    page = shown("contact.html", facts)

    assert [place.get_text() for place in page.main.select("h2")] == ["The Quay"]
    assert page.main.address.get_text(strip=True) == "1 The Quay"
