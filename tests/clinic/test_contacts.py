"""The ways to reach the clinic and its people, as far as the files alone can be wrong."""

import pytest

from plugins.clinic.contacts import check_contacts, check_reachable
from plugins.core.data_file import DataFile
from tests.clinic.samples import CLINIC_PATH, PEOPLE_PATH, clinic_file, people_file

EVERYWHERE = """\
name: A
phone: {number}
locations:
  - {{slug: a, name: A}}
  - slug: b
    name: B
    phone: {number}
"""
PERSON = "- {{name: A, slug: a}}\n- name: B\n  slug: b\n  phone: {number}\n"


def reported(clinic, people="", country="GB", severity="error"):
    found = check_contacts(clinic_file(clinic), people_file(people), country, severity)
    return [(each.path, each.line, each.severity, each.rule) for each in found]


@pytest.mark.parametrize(
    ("number", "severity", "rule"),
    [
        ("0161 23", "error", "clinic/impossible-phone"),
        ("0222 222 2222", "warning", "clinic/unused-phone"),
    ],
)
def test_a_number_is_checked_wherever_it_stands(number, severity, rule):
    """At its line; of the clinic, its places and its people."""
    found = reported(EVERYWHERE.format(number=number), PERSON.format(number=number))

    assert found == [
        (CLINIC_PATH, 2, severity, rule),
        (CLINIC_PATH, 7, severity, rule),
        (PEOPLE_PATH, 4, severity, rule),
    ]


def test_the_country_decides():
    """Eight digits are a whole number in Norway."""
    text = "name: A\nphone: 22 22 55 55\n"

    assert reported(text, country="NO") == []
    assert [rule for *_, rule in reported(text, country="GB")] == ["clinic/impossible-phone"]


def test_files_that_cannot_be_read_have_no_numbers():
    """They have their own errors."""
    unread = DataFile(CLINIC_PATH, None), DataFile(PEOPLE_PATH, None)

    assert list(check_contacts(*unread, "GB", "error")) == []


HOURS = """\
name: A
locations:
  - slug: a
    name: A
    postcode: {postcode}
    hours:
      - {{days: Monday, times: 9am to 5pm}}
      - days: {days}
        times: {times}
"""


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({}, []),
        ({"postcode": "EH1 1Y"}, [(5, "clinic/postcode")]),
        ({"days": "Tuedsay"}, [(8, "clinic/hours")]),
        ({"times": "9am to 26:00"}, [(9, "clinic/hours")]),
        ({"times": "9am to 5am"}, [(9, "clinic/hours")]),
        ({"times": "9am to 5am", "days": "Frday"}, [(8, "clinic/hours"), (9, "clinic/hours")]),
    ],
)
@pytest.mark.parametrize("severity", ["error", "warning"])
def test_a_place_has_a_postcode_and_hours_that_can_be(wrong, expected, severity):
    """At their lines; in a lenient build these are warnings."""
    right = {"postcode": "EH1 1YZ", "days": "Friday", "times": "9am to 1pm"}

    found = reported(HOURS.format(**right | wrong), severity=severity)

    assert found == [(CLINIC_PATH, line, severity, rule) for line, rule in expected]


PLACE = "name: A\nlocations: [{{slug: b, name: B, {}}}]\n"
NOWHERE = 'name: A\nphone: ""\n' + PLACE.format("directions: Up")[8:]


def unreachable(clinic, people="", why_not=None, severity="error"):
    found = check_reachable(clinic_file(clinic), people_file(people), why_not, severity)
    return [(each.path, each.line, each.severity, each.rule) for each in found]


@pytest.mark.parametrize(
    ("clinic", "people"),
    [
        ("name: A\nphone: 020 7946 0017\n", ""),
        ("name: A\nemail: a@b.example.org\n", ""),
        ("name: A\nwhatsapp: 07700 900017\n", ""),
        ("name: A\nbooking_url: https://b.example.org/\n", ""),
        (PLACE.format("email: a@b.example.org"), ""),
        (PLACE.format("address: [Street 1]"), ""),
        (PLACE.format("postcode: AB1 2CD"), ""),
        ("name: A\n", "- {name: C, slug: c, phone: 020 7946 0017}\n"),
    ],
)
def test_one_way_to_reach_the_clinic_is_enough(clinic, people):
    """It may be that of a place or of a person."""
    assert unreachable(clinic, people) == []


@pytest.mark.parametrize(
    ("clinic", "people", "line"),
    [("name: A\n", "", 0), (NOWHERE, "- {name: C, slug: c}\n", 2)],
)
def test_a_clinic_that_nobody_can_reach_is_one_finding(clinic, people, line):
    """At the line where a number belongs; a website and an account are no such way."""
    assert unreachable(clinic, people) == [(CLINIC_PATH, line, "error", "clinic/unreachable")]
    assert unreachable(clinic, people, severity="warning")[0][2] == "warning"


@pytest.mark.parametrize("why_not", ["", "  ", None, True, ["later"]])
def test_a_reason_has_words(why_not):
    """Otherwise the setting could be set without a thought."""
    assert unreachable(NOWHERE, why_not=why_not)[0][2] == "error"


def test_a_reason_makes_a_warning_of_it():
    """It is repeated each time, so that it is not forgotten."""
    (found,) = check_reachable(clinic_file(NOWHERE), people_file(""), "We move in May.", "error")

    assert found.severity == "warning"
    assert "We move in May." in found.hint


def test_a_file_that_cannot_be_read_may_have_a_way():
    """It has its own error."""
    unread = DataFile(CLINIC_PATH, None), DataFile(PEOPLE_PATH, None)

    assert check_reachable(unread[0], people_file(""), None, "error") == []
    assert check_reachable(clinic_file(NOWHERE), unread[1], None, "error") == []
