"""What the two files say of each other."""

import re

from plugins.clinic.checks import check, check_menu
from plugins.core.data_file import DataFile
from tests.clinic.samples import CLINIC_PATH, PEOPLE_PATH, clinic_file, people_file

TWICE = "name: x\nlocations:\n  - {slug: quay, name: a}\n  - {slug: hill, name: b}\n"


def told(findings):
    """Place, rule and the first quoted word of each finding."""
    return [
        (found.path, found.line, found.rule, re.findall("“(.*?)”", found.message)[0])
        for found in findings
    ]


def test_files_that_agree():
    """Nothing is said of the made-up clinic."""
    assert check(clinic_file(), people_file()) == []


def test_a_person_at_an_unknown_place():
    """The line is that of the person's places, and the nearest place is named."""
    people = people_file("- name: Ann Lee\n  slug: ann-lee\n  clinics: [quay, hil]\n")

    (finding,) = check(clinic_file(), people)

    assert told([finding]) == [(PEOPLE_PATH, 3, "clinic/unknown-place", "hil")]
    assert finding.hint == "Did you mean “hill”?"


def test_an_unknown_place_that_is_like_no_other():
    """All places are named, or that there are none."""
    people = people_file("- {name: Ann Lee, slug: ann-lee, clinics: [zzz]}")

    assert check(clinic_file(), people)[0].hint == "Known are: quay, hill."
    assert check(clinic_file("name: x"), people)[0].hint == "Known are: none."


def test_people_with_one_name_or_one_address():
    """The later one is at fault, in the file where it stands."""
    people = people_file("- {name: A, slug: a}\n- {name: A, slug: b}\n- {name: C, slug: a}\n")

    assert told(check(clinic_file(), people)) == [
        (PEOPLE_PATH, 3, "clinic/double", "a"),
        (PEOPLE_PATH, 2, "clinic/double", "A"),
    ]


def test_places_with_one_address():
    """It is clinic.yaml that has them, and not people.yaml."""
    clinic = clinic_file(f"{TWICE}  - {{slug: quay, name: c}}\n  - {{slug: quay, name: d}}\n")

    assert told(check(clinic, people_file(""))) == [
        (CLINIC_PATH, 5, "clinic/double", "quay"),
        (CLINIC_PATH, 6, "clinic/double", "quay"),
    ]


def test_people_and_places_may_share_a_slug():
    """Their addresses begin differently."""
    people = people_file("- {name: A, slug: quay}")

    assert check(clinic_file(), people) == []


def test_a_file_that_cannot_be_read_is_not_held_against_the_other():
    """Its own error is enough."""
    unread = DataFile(CLINIC_PATH, None)

    assert check(unread, people_file()) == []
    assert check(clinic_file(), DataFile(PEOPLE_PATH, None)) == []
    assert check_menu(unread, [], []) == []


def test_a_menu_names_lists_and_pages():
    """A page that is a draft or cannot be read has been told of elsewhere."""
    clinic = clinic_file("name: x\nmenu:\n  - articles\n  - abuot\n  - draft\n")

    (finding,) = check_menu(clinic, ["articles", "about"], ["draft"])

    assert told([finding]) == [(CLINIC_PATH, 4, "clinic/unknown-page", "abuot")]
    assert finding.hint == "Did you mean “about”?"
