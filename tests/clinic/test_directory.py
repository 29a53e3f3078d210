"""The clinic, its locations and its people as templates show them."""

from dataclasses import fields, is_dataclass, replace

import pytest
from pydantic import TypeAdapter

from plugins.clinic.directory import Byline, Directory, Hours, Operator, Treatment, build
from plugins.clinic.facts import read_clinic, read_people
from plugins.responsive_images.picture import ImageCandidate, Picture, PictureSource
from tests.building import ROOT
from tests.clinic.samples import CLINIC, PEOPLE, URLS, clinic_file, directory, people_file, shown

BARE_CLINIC = "name: Harbour Clinic\nlocations:\n  - {slug: quay, name: The Quay}\n"
BARE_PEOPLE = "- {name: Ann Lee, slug: ann-lee}\n"


def values(thing):
    """Every value that a template could print."""
    if is_dataclass(thing):
        for field in fields(thing):
            yield from values(getattr(thing, field.name))
    elif isinstance(thing, tuple):
        for item in thing:
            yield from values(item)
    else:
        yield thing


def slugs(things):
    return [thing.slug for thing in things]


def test_a_clinic_with_all_facts():
    """Each fact has its attribute."""
    clinic = directory().clinic

    quay, hill = clinic.locations
    assert (clinic.name, clinic.kind, clinic.phone) == (
        "Harbour Clinic", "Physiotherapy", "+44 20 7946 0000"
    )  # fmt: skip
    assert clinic.menu == ("articles", "about")
    assert clinic.treatments == (Treatment("Massage", "Hands-on work.", "/treatments/#massage"),)
    assert (quay.url, quay.postcode, quay.directions) == (
        "clinics/quay/", "HA1 1AA", "Up the stairs."
    )  # fmt: skip
    assert quay.address == ("1 The Quay", "Harbour")
    assert quay.hours == (Hours("Monday to Friday", "9am to 6pm"),)
    assert quay.picture == Picture("images/quay.png", 20, 10, "A quay")
    assert hill.picture is None


def test_numbers_are_linked_and_postcodes_printed_for_their_country():
    """Of the clinic, its places and its people."""
    place = "{slug: b, name: B, postcode: m11ae}"
    found = build(
        clinic_file(f"name: A\nphone: 0161 496 0017\nlocations: [{place}]").facts,
        people_file("- {name: C, slug: c, phone: 0161 496 0018}").facts,
        urls=URLS, show=shown, country="GB",
    )  # fmt: skip

    assert found.clinic.phone_link == "tel:+441614960017"
    assert found.people[0].phone_link == "tel:+441614960018"
    (place,) = found.clinic.locations
    assert (place.postcode, place.phone_link) == ("M1 1AE", "")


def test_who_runs_the_website():
    """What is not known is empty."""
    found = directory("name: A\noperator: {name: Ada Berg, address: [1 Quay, Town]}\n")

    assert found.clinic.operator == Operator("Ada Berg", ("1 Quay", "Town"))
    assert directory().clinic.operator == Operator()


def test_people_have_their_locations_and_locations_their_people():
    """In the order of the files."""
    found = directory()

    nora, ann = found.people
    assert (nora.url, nora.photo.alt) == ("people/nora-lind/", "Nora Lind")
    assert slugs(nora.locations) == ["quay", "hill"]
    assert nora.credentials == ("BSc Physiotherapy",)
    assert ann.locations == ()
    both = directory(people=f"{PEOPLE}  clinics: [hill]\n")
    assert [slugs(both.people_at(place)) for place in both.clinic.locations] == [
        ["nora-lind"], ["nora-lind", "ann-lee"]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("clinic", "people"), [(BARE_CLINIC, BARE_PEOPLE), ("name: Harbour Clinic", "")]
)
def test_unknown_facts_are_empty(clinic, people):
    """Only pictures, which are never printed, are None."""
    found = directory(clinic, people)
    places = found.clinic.locations
    pictures = [picture for place in places for picture in (place.map_picture, place.picture)]
    pictures += [found.clinic.mark, found.clinic.hero, *(person.photo for person in found.people)]

    both = values((found.clinic, found.people))
    shown_values = [value for value in both if not isinstance(value, bool)]

    assert pictures == [None] * len(pictures)
    assert [value for value in shown_values if value is None] == pictures
    assert "None" not in shown_values
    assert all(isinstance(value, str) for value in shown_values if value is not None)


def test_each_picture_is_published_with_its_keys():
    """So that an error has its file and line."""
    asked = []

    def show(image, where):
        asked.append((image.src, where))

    directory(show=show)

    assert sorted(asked) == [
        ("bay.png", ("hero",)), ("nora.jpg", ("people", 0, "photo")),
        ("quay.png", ("locations", 0, "picture")), ("sail.svg", ("mark",)),
    ]  # fmt: skip


def test_a_picture_that_cannot_be_published_is_none():
    """The page is written without it."""
    found = directory(show=lambda _image, _where: None)

    assert found.clinic.hero is found.clinic.locations[0].picture is None
    assert found.people[0].photo is None


def test_bylines():
    """The clinic has no page, a person has one, and other names are unknown."""
    found = directory()

    assert found.byline("Harbour Clinic") == Byline("Harbour Clinic")
    nora = found.byline("Nora Lind")
    assert (nora.name, nora.url, nora.role) == ("Nora Lind", "people/nora-lind/", "Physiotherapist")
    assert slugs(nora.locations) == ["quay", "hill"]
    assert found.byline("nora lind") is None
    assert found.byline("") is None


@pytest.mark.parametrize(
    ("credit", "named"),
    [
        ("Based on an article by Nora Lind, physiotherapist", ["nora-lind"]),
        ("With Ann Lee and Nora Lind.", ["nora-lind", "ann-lee"]),
        ("Nora Lind’s notes", ["nora-lind"]),
        ("By Ann Leeson", []),
        ("By Joann Lee", []),
        ("By Lind", []),
        ("", []),
    ],
)
def test_people_in_a_credit_line(credit, named):
    """Only whole names count."""
    assert slugs(directory().credited(credit)) == named


def test_special_characters_in_a_name_are_literal():
    """Names are no regular expressions."""
    found = directory(people="- {name: A. (Bo) C+, slug: abc}")

    assert slugs(found.credited("By A. (Bo) C+!")) == ["abc"]
    assert found.credited("By Ax (Bo) CC") == ()


@pytest.mark.parametrize(
    ("places", "authors", "visit"),
    [
        (["hill"], ["Nora Lind"], ["hill"]),
        (["hill", "quay"], [], ["quay", "hill"]),
        ([], ["Bo Ek"], ["hill"]),
        ([], ["Bo Ek", "Nora Lind"], ["quay", "hill"]),
        ([], ["Ann Lee"], ["quay", "hill"]),
        ([], ["Harbour Clinic"], ["quay", "hill"]),
        ([], [], ["quay", "hill"]),
        (["nowhere"], ["Bo Ek"], ["hill"]),
        (["nowhere", "quay"], [], ["quay"]),
    ],
)
def test_the_locations_to_show_on_a_post(places, authors, visit):
    """Its own, else its authors', else all, in the clinic's order."""
    people = (
        "- {name: Nora Lind, slug: a, clinics: [quay]}\n- {name: Bo Ek, slug: b, clinics: [hill]}\n"
        "- {name: Ann Lee, slug: c}\n"
    )

    assert slugs(directory(people=people).locations_for(places, authors)) == visit


def test_a_repeated_entry_is_shown_twice():
    """It is an error in the file, which has a finding."""
    clinic = "name: x\nlocations:\n  - {slug: a, name: a}\n  - {slug: a, name: a}\n"
    people = "- {name: A, slug: a, clinics: [a]}\n- {name: A, slug: a, clinics: [a]}\n"

    found = directory(clinic, people)

    assert slugs(found.locations_for(["a"], ["A"])) == ["a", "a"]
    assert slugs(found.people_at(found.clinic.locations[0])) == ["a", "a"]


def test_a_directory_can_be_written_as_json():
    """That of the sample site, with all facts, is read back as an equal value."""
    data = ROOT / "tests/sample_site/content/data"
    clinic = read_clinic((data / "clinic.yaml").read_bytes(), "").facts
    people = read_people((data / "people.yaml").read_bytes(), "").facts
    adapter = TypeAdapter(Directory)

    found = build(clinic, people, urls=URLS, show=in_several_widths)

    assert found.clinic.treatments
    assert any(place.picture and place.hours for place in found.clinic.locations)
    assert any(person.photo and person.locations for person in found.people)
    assert adapter.validate_json(adapter.dump_json(found)) == found


def in_several_widths(image, where):
    picture = shown(image, where)
    widths = (ImageCandidate(f"{picture.url}-10", 10), ImageCandidate(picture.url, 20))
    return replace(picture, sources=(PictureSource("image/png", widths),))


def test_a_directory_knows_whether_it_is_complete():
    """Unknown names may be in a file that could not be read."""
    facts = clinic_file().facts, people_file().facts

    assert build(*facts, urls=URLS, show=shown).complete
    assert not build(*facts, urls=URLS, show=shown, complete=False).complete


def test_the_label_of_the_booking_button_is_the_clinics():
    """Unless a place or a person has one of its own."""
    found = directory(
        "name: A\nbooking_label: Choose a time\nlocations:\n"
        "  - {slug: quay, name: Quay}\n  - {slug: hill, name: Hill, booking_label: Ask}\n"
    )

    assert [place.booking_label for place in found.clinic.locations] == ["Choose a time", "Ask"]
    assert [person.booking_label for person in found.people] == ["Choose a time"] * 2


def test_treatments_are_in_the_order_of_the_clinic():
    """For places and people; the names are those in clinic.yaml."""
    clinic = (
        "name: A\ntreatments: [{name: Walk, url: /w/}, {name: Rest, url: /r/}]\n"
        "locations: [{slug: quay, name: Quay, treatments: [Rest, Walk]}]\n"
    )
    found = directory(clinic, "- {name: Ann Lee, slug: ann-lee, treatments: [Rest]}\n")

    assert [each.name for each in found.clinic.locations[0].treatments] == ["Walk", "Rest"]
    assert [each.url for each in found.people[0].treatments] == ["/r/"]


@pytest.mark.parametrize(("text", "reachable"), [(CLINIC, True), (BARE_CLINIC, False)])
def test_templates_know_whether_anybody_can_reach_the_clinic(text, reachable):
    """By any way of contact, or an address."""
    assert directory(text, BARE_PEOPLE).clinic.reachable is reachable
