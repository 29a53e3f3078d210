"""The two files checked against each other and the site."""

import re

from plugins.clinic.checks import check, check_home, check_menu
from plugins.core.data_file import DataFile
from tests.clinic.samples import CLINIC_PATH, PEOPLE_PATH, clinic_file, people_file

TWICE = "name: x\nlocations:\n  - {slug: quay, name: a}\n  - {slug: hill, name: b}\n"


def reported(findings):
    """Place, rule and the first quoted word of each finding."""
    return [
        (found.path, found.line, found.rule, re.findall("“(.*?)”", found.message)[0])
        for found in findings
    ]


def test_files_that_agree():
    """The made-up clinic has no findings."""
    assert check(clinic_file(), people_file()) == []


def test_a_person_at_an_unknown_location():
    """At the line of the person's `clinics`, with the nearest slug."""
    people = people_file("- name: Ann Lee\n  slug: ann-lee\n  clinics: [quay, hil]\n")

    (finding,) = check(clinic_file(), people)

    assert reported([finding]) == [(PEOPLE_PATH, 3, "clinic/unknown-place", "hil")]
    assert finding.hint == "Did you mean “hill”?"


def test_an_unknown_location_without_a_near_one():
    """The hint lists all, or says that there are none."""
    people = people_file("- {name: Ann Lee, slug: ann-lee, clinics: [zzz]}")

    assert check(clinic_file(), people)[0].hint == "The known ones are: quay, hill."
    assert check(clinic_file("name: x"), people)[0].hint == "The known ones are: none."


def test_what_nobody_offers():
    """A person or a place that offers a treatment that the clinic does not have."""
    clinic = clinic_file(
        "name: x\ntreatments: [{name: Massage, url: /m/}]\n"
        "locations:\n  - {slug: quay, name: a, treatments: [Massage, Needles]}\n"
    )
    people = people_file("- name: Ann Lee\n  slug: ann-lee\n  treatments: [Masage]\n")

    found = check(clinic, people)

    assert reported(found) == [
        (CLINIC_PATH, 4, "clinic/unknown-treatment", "Needles"),
        (PEOPLE_PATH, 3, "clinic/unknown-treatment", "Masage"),
    ]
    assert found[1].hint == "Did you mean “Massage”?"


def test_a_repeated_name_or_slug_of_people():
    """The later one is reported."""
    people = people_file("- {name: A, slug: a}\n- {name: A, slug: b}\n- {name: C, slug: a}\n")

    assert reported(check(clinic_file(), people)) == [
        (PEOPLE_PATH, 3, "clinic/double", "a"),
        (PEOPLE_PATH, 2, "clinic/double", "A"),
    ]


def test_a_repeated_slug_of_locations():
    """It is reported in clinic.yaml."""
    clinic = clinic_file(f"{TWICE}  - {{slug: quay, name: c}}\n  - {{slug: quay, name: d}}\n")

    assert reported(check(clinic, people_file(""))) == [
        (CLINIC_PATH, 5, "clinic/double", "quay"),
        (CLINIC_PATH, 6, "clinic/double", "quay"),
    ]


def test_people_and_locations_may_share_a_slug():
    """Their URLs differ."""
    people = people_file("- {name: A, slug: quay}")

    assert check(clinic_file(), people) == []


def test_an_unreadable_file_causes_no_findings_in_the_other():
    """It has its own error."""
    unread = DataFile(CLINIC_PATH, None)

    assert check(unread, people_file()) == []
    assert check(clinic_file(), DataFile(PEOPLE_PATH, None)) == []
    assert check_menu(unread, [], []) == []


def test_a_menu_may_have_lists_and_pages():
    """Withheld posts are reported elsewhere."""
    clinic = clinic_file("name: x\nmenu:\n  - articles\n  - abuot\n  - draft\n")

    (finding,) = check_menu(clinic, ["articles", "about"], ["draft"])

    assert reported([finding]) == [(CLINIC_PATH, 4, "clinic/unknown-page", "abuot")]
    assert finding.hint == "Did you mean “about”?"


def test_the_home_page_leads_to_articles():
    """Withheld ones are left out there, and reported elsewhere."""
    sore = "where_it_hurts:\n  - part: Knee\n    article: kneess\n  - {part: Hip, article: draft}\n"
    clinic = clinic_file(f"name: x\n{sore}start_here:\n  - knees\n  - knes\n")

    found = check_home(clinic, ["knees", "hips"], ["draft"], "warning")

    assert reported(found) == [
        (CLINIC_PATH, 4, "clinic/unknown-article", "kneess"),
        (CLINIC_PATH, 8, "clinic/unknown-article", "knes"),
    ]
    assert {each.severity for each in found} == {"warning"}
    assert {each.hint for each in found} == {"Did you mean “knees”?"}
    assert check_home(DataFile(CLINIC_PATH, None), [], [], "error") == []
