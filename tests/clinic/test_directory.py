"""The clinic, its places and its people, joined up for templates."""

from dataclasses import fields, is_dataclass

import pytest
from pydantic import BaseModel

from plugins.clinic.directory import Byline, Location, Person, build
from plugins.responsive_images.picture import Picture
from tests.clinic.samples import URLS, clinic_file, directory, people_file, shown

BARE_CLINIC = "name: Harbour Clinic\nlocations:\n  - {slug: quay, name: The Quay}\n"
BARE_PEOPLE = "- {name: Ann Lee, slug: ann-lee}\n"


def values(thing, seen):
    """Every value that a template may print, from a clinic or a person down."""
    if id(thing) in seen:
        return
    seen.add(id(thing))
    if is_dataclass(thing):
        for field in fields(thing):
            yield from values(getattr(thing, field.name), seen)
    elif isinstance(thing, BaseModel):
        for _name, value in thing:
            yield from values(value, seen)
    elif isinstance(thing, list | tuple):
        for item in thing:
            yield from values(item, seen)
    else:
        yield thing


def slugs(things):
    return [thing.slug for thing in things]


def test_a_full_clinic():
    """Every fact is where a template looks for it."""
    clinic = directory().clinic

    quay, hill = clinic.locations
    assert (clinic.name, clinic.kind, clinic.phone) == (
        "Harbour Clinic", "Physiotherapy", "+44 20 7946 0000"
    )  # fmt: skip
    assert clinic.menu == ["articles", "about"]
    assert clinic.treatments[0].url == "/treatments/#massage"
    assert (quay.url, quay.postcode, quay.directions) == (
        "clinics/quay/", "HA1 1AA", "Up the stairs."
    )  # fmt: skip
    assert quay.address == ["1 The Quay", "Harbour"]
    assert [(hours.days, hours.times) for hours in quay.hours] == [
        ("Monday to Friday", "9am to 6pm")
    ]
    assert quay.picture == Picture("images/quay.png", 20, 10, "A quay")
    assert hill.picture is None


def test_people_and_places_know_each_other():
    """Both ways, in the order of the files."""
    found = directory()

    nora, ann = found.people
    assert (nora.url, nora.photo.alt) == ("people/nora-lind/", "Nora Lind")
    assert slugs(nora.locations) == ["quay", "hill"]
    assert [slugs(place.people) for place in found.clinic.locations] == [
        ["nora-lind"], ["nora-lind"]
    ]  # fmt: skip
    assert ann.locations == ann.articles == ann.credited == []


@pytest.mark.parametrize(
    ("clinic", "people"), [(BARE_CLINIC, BARE_PEOPLE), ("name: Harbour Clinic", "")]
)
def test_what_is_not_known_is_empty(clinic, people):
    """No template can print None: only pictures are None, which nobody prints."""
    found = directory(clinic, people)
    pictures = [place.picture for place in found.clinic.locations]
    pictures += [person.photo for person in found.people]

    told = list(values([found.clinic, found.people], set()))

    assert pictures == [None] * len(pictures)
    assert [value for value in told if value is None] == [None] * (1 if pictures else 0)
    assert "None" not in told
    assert all(isinstance(value, str) for value in told if value is not None)


def test_each_picture_is_asked_for_with_where_it_stands():
    """Whoever cannot publish it can say in which file and line it is named."""
    asked = []

    def show(image, where):
        asked.append((image.src, where))

    directory(show=show)

    assert asked == [
        ("quay.png", ("locations", 0, "picture")), ("nora.jpg", ("people", 0, "photo"))
    ]  # fmt: skip


def test_a_picture_that_cannot_be_shown_is_none():
    """The page goes without it."""
    found = directory(show=lambda _image, _where: None)

    assert found.clinic.locations[0].picture is None
    assert found.people[0].photo is None


def test_bylines():
    """The clinic has no page of its own, a person has, anybody else is nobody."""
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
def test_people_in_a_credit(credit, named):
    """Whole names only."""
    assert slugs(directory().credited(credit)) == named


def test_a_name_is_taken_as_it_is_written():
    """Points and brackets in a name mean themselves."""
    found = directory(people="- {name: A. (Bo) C+, slug: abc}")

    assert slugs(found.credited("By A. (Bo) C+!")) == ["abc"]
    assert found.credited("By Ax (Bo) CC") == []


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
def test_where_a_reader_may_go(places, authors, visit):
    """The post's own places, else its authors', else all, in the clinic's order."""
    people = (
        "- {name: Nora Lind, slug: a, clinics: [quay]}\n- {name: Bo Ek, slug: b, clinics: [hill]}\n"
        "- {name: Ann Lee, slug: c}\n"
    )

    assert slugs(directory(people=people).to_visit(places, authors)) == visit


def test_places_and_people_are_compared_by_identity():
    """They know each other, so that two alike ones (an error in the file) must not be compared."""
    clinic = "name: x\nlocations:\n  - {slug: a, name: a}\n  - {slug: a, name: a}\n"
    people = "- {name: A, slug: a, clinics: [a]}\n- {name: A, slug: a, clinics: [a]}\n"

    found = directory(clinic, people)

    assert len(found.to_visit(["a"], ["A"])) == 2
    assert Location("a", "a", "a") != Location("a", "a", "a")
    assert Person("a", "a", "a") != Person("a", "a", "a")


def test_a_directory_says_whether_it_is_whole():
    """Names that are not in it may be in a file that cannot be read."""
    facts = clinic_file().facts, people_file().facts

    assert build(*facts, urls=URLS, show=shown).complete
    assert not build(*facts, urls=URLS, show=shown, complete=False).complete
