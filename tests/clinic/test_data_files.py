"""clinic.yaml and people.yaml read, with the lines of what is wrong."""

import pytest

from plugins.clinic.data_files import read_clinic, read_people
from plugins.core.data_file import DataFile
from tests.clinic.samples import CLINIC_PATH, PEOPLE_PATH, clinic_file, people_file


def told(data_file):
    return [(finding.line, finding.rule, finding.message) for finding in data_file.findings]


def test_full_files_are_read():
    """Every field has its place in the models."""
    clinic, people = clinic_file(), people_file()

    assert (clinic.path, clinic.findings, people.path, people.findings) == (
        CLINIC_PATH, (), PEOPLE_PATH, ()
    )  # fmt: skip
    assert clinic.facts.locations[0].address == ["1 The Quay", "Harbour"]
    assert clinic.facts.locations[0].hours[0].days == "Monday to Friday"
    assert [person.name for person in people.facts] == ["Nora Lind", "Ann Lee"]


def test_smallest_files():
    """A name is a clinic, and an empty file is a clinic without named people."""
    assert clinic_file("name: x").facts.name == "x"
    assert people_file("").facts == []
    assert people_file("# nobody yet\n").facts == []


def test_every_part_has_a_line():
    """Of a part that is not written, the line of what would hold it."""
    clinic, people = clinic_file(), people_file()

    assert clinic.line_of("phone") == 6
    assert clinic.line_of("locations", 1, "slug") == 33
    assert clinic.line_of("locations", 0, "picture", "src") == 32
    assert clinic.line_of("locations", 1, "picture") == 33
    assert people.line_of("people", 1, "slug") == 12
    assert people.line_of("elsewhere") == 0
    assert DataFile("x", None).line_of("name") == 0


@pytest.mark.parametrize(
    ("text", "line", "rule", "message", "hint"),
    [
        ("name: x\nphon: 1", 2, "clinic/unknown-key", "“phon” is not a key.",
         "Did you mean “phone”?"),
        ("phone: 020 7946 0000", 1, "clinic/missing-key", "“name” is missing.", None),
        ("name: x\nphone: ring", 2, "clinic/bad-value",
         "phone: “ring” is not a telephone number.", "Write it like +44 20 7946 0000."),
        ("name: x\n\nemail: x", 3, "clinic/bad-value", "email: “x” is not an e-mail address.",
         "Write it like hello@example.org."),
        ("name: x\nlocations:\n  - slug: a\n    name: b\n    hour: c", 5, "clinic/unknown-key",
         "“hour” is not a key.", "Did you mean “hours”?"),
        ("name: x\nlocations:\n  - slug: a\n    name: b\n    picture: {src: c}", 5,
         "clinic/missing-key", None, None),
        ("name: x\ntreatments:\n  - {name: a, url: b}", 3, "clinic/bad-value",
         "treatments 1, url: “b” is not an address of this site.",
         "Write it like /treatments/#massage."),
        ("name: x\nlocations:\n  - slug: a\n    name: b\n    address: {c: d}", 5,
         "clinic/bad-value", None, None),
        ("name: [", 1, "clinic/unreadable", None, None),
        ("- name: x", 1, "clinic/unreadable", "This file is not a set of keys.",
         "Begin it with `name: Name of the clinic`."),
        ("words", 1, "clinic/unreadable", "This file is not a set of keys.",
         "Begin it with `name: Name of the clinic`."),
        ("", 1, "clinic/missing-key", "“name” is missing.", None),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_clinics_file(text, line, rule, message, hint):
    """Each mistake has a line and a hint; without a clinic nothing of the file is used."""
    data_file = clinic_file(text)

    assert data_file.facts is None
    (finding,) = data_file.findings
    assert (finding.path, finding.line, finding.severity) == (CLINIC_PATH, line, "error")
    assert finding.rule == rule
    assert message in (None, finding.message)
    assert finding.hint if hint is None else finding.hint == hint


@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        ("- name: x\n  slug: x\n  rôle: y", 3, "clinic/unknown-key"),
        ("- name: x", 1, "clinic/missing-key"),
        ("- name: x\n  slug: x\n- name: y\n  slug: Y y", 4, "clinic/bad-value"),
        ("name: x\nslug: x", 1, "clinic/unreadable"),
        ("- name: x\n\tslug: x", 2, "clinic/unreadable"),
    ],
)
def test_what_is_wrong_in_the_peoples_file(text, line, rule):
    """Lines are counted from the top of the file, for each person."""
    data_file = people_file(text)

    assert data_file.facts is None
    assert [(finding.path, finding.line, finding.rule) for finding in data_file.findings] == [
        (PEOPLE_PATH, line, rule)
    ]
    assert all(finding.hint for finding in data_file.findings)


def test_a_peoples_file_of_another_shape():
    """The hint shows how a list begins."""
    (finding,) = people_file("name: x").findings

    assert finding.message == "This file is not a list."
    assert finding.hint == "Begin it with `- name: Name of the person`."


def test_all_mistakes_are_told_at_once():
    """One run is enough to mend a file."""
    text = "name: x\nphone: ring\nemail: x\nlocation: []\n"

    assert sorted(told(clinic_file(text))) == [
        (2, "clinic/bad-value", "phone: “ring” is not a telephone number."),
        (3, "clinic/bad-value", "email: “x” is not an e-mail address."),
        (4, "clinic/unknown-key", "“location” is not a key."),
    ]


def test_bytes_that_are_no_text_are_a_finding():
    """A file in another encoding is refused with the file's name."""
    (finding,) = read_people(b"- name: \xff\xfe", PEOPLE_PATH).findings

    assert (finding.path, finding.rule) == (PEOPLE_PATH, "clinic/unreadable")


def test_the_lines_of_an_address_part_no_pair():
    """Each line is shown by itself, so that a pair around several is none."""
    place = "- slug: b\n  name: B\n  address: |\n    \u202b1 Quay\n    Town\u202c\n"
    text = f"name: A\nlocations:\n{place}"

    data_file = read_clinic(text.encode(), CLINIC_PATH)

    assert data_file.facts.locations[0].address == ["1 Quay", "Town"]
