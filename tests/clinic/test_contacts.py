"""The ways to reach the clinic and its people, as far as the files alone can be wrong."""

import pytest

from plugins.clinic.contacts import check_contacts
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


def reported(clinic, people="", country="GB"):
    found = check_contacts(clinic_file(clinic), people_file(people), country)
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

    assert list(check_contacts(*unread, "GB")) == []
