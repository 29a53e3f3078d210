"""What may be written about a clinic, and what is reported of its two files."""

import pytest
from pydantic import ValidationError

from plugins.clinic.facts import (
    ClinicFacts,
    LocationFacts,
    PersonFacts,
    Treatment,
    read_clinic,
    read_people,
)
from plugins.core.data_file import DataFile
from tests.clinic.samples import CLINIC_PATH, PEOPLE_PATH, clinic_file, people_file


def refused(model, **values):
    with pytest.raises(ValidationError) as caught:
        model(**values)
    (details,) = caught.value.errors()
    return details["ctx"]["message"]


@pytest.mark.parametrize(
    "phone",
    ["+44 20 7946 0000", "020 7946 0000", "+44 (0)20 7946 0000", "(020) 7946-0000", "02079460000"],
)
def test_telephone_numbers_as_people_write_them(phone):
    """Digits, spaces, brackets and hyphens, with or without the country."""
    assert ClinicFacts(name="x", phone=phone).phone == phone


@pytest.mark.parametrize(
    "phone",
    [
        "ring us", "020 7946 0000 ext 5", "12345", "020.7946.0000", "x020 79460", "tel:02079460000",
        "\u0660\u0662\u0660 \u0667\u0669\u0664\u0666", "020 7946 0000-", "0" * 40,
        "020 7946 0000 or 0001",
    ],
)  # fmt: skip
def test_what_is_no_telephone_number(phone):
    """A link to call it must work, so that nothing but one number is taken."""
    assert refused(ClinicFacts, name="x", phone=phone) == f"“{phone}” is not a telephone number."


@pytest.mark.parametrize("email", ["a@b.co", "hello+site@mail.example.org", "o'neil@example.org"])
def test_mail_addresses(email):
    """One name, one host with a dot in it."""
    assert PersonFacts(name="x", slug="x", email=email).email == email


@pytest.mark.parametrize(
    "email",
    [
        "hello", "hello@example", "@example.org", "a@b@example.org", "a b@example.org", "a@.org",
        "a@example.", "a@example..org", "mailto:a@example.org", "a@example.org?subject=x",
        "<a@example.org>", "a@example.org, b@example.org",
    ],
)  # fmt: skip
def test_what_is_no_mail_address(email):
    """A link to write to it must work and do nothing else."""
    assert refused(PersonFacts, name="x", slug="x", email=email) == (
        f"“{email}” is not an e-mail address."
    )


@pytest.mark.parametrize("name", ["booking_url", "map_url"])
def test_web_addresses_are_whole(name):
    """Something without https:// would lead into the site."""
    assert getattr(LocationFacts(slug="x", name="x", **{name: "https://x.example.org/a"}), name)
    assert "is not a web address" in refused(
        LocationFacts, slug="x", name="x", **{name: "example.org"}
    )


@pytest.mark.parametrize("url", ["/treatments/", "/treatments/#massage", "/a?b=c"])
def test_addresses_of_treatments(url):
    """They lie within the site."""
    assert Treatment(name="x", url=url).url == url


@pytest.mark.parametrize(
    "url",
    ["treatments/", "//x.example", "/\\x.example", "https://x.example/", "javascript:x", "/a b"],
)
def test_a_treatment_leads_nowhere_else(url):
    """Neither to another site nor to a script."""
    assert refused(Treatment, name="x", url=url) == f"“{url}” is not an address of this site."


def test_only_a_name_is_needed():
    """Everything that is not known is empty."""
    facts = ClinicFacts(name="Harbour Clinic")

    assert facts.phone == facts.email == facts.headline == ""
    assert facts.treatments == facts.locations == facts.menu == []


@pytest.mark.parametrize("empty", ["", None, [], {}])
def test_an_empty_value_is_one_that_is_not_known(empty):
    """A key that waits for its fact is no error, whatever kind of fact it is."""
    place = LocationFacts(
        slug="x", name="x", phone=empty, booking_url=empty, address=empty, hours=empty,
        picture=empty,
    )  # fmt: skip

    assert place == LocationFacts(slug="x", name="x")


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("1 The Quay\n\n  Harbour \n", ["1 The Quay", "Harbour"]),
        (["1 The Quay", "", "Harbour"], ["1 The Quay", "Harbour"]),
        (["1 The Quay", None], ["1 The Quay"]),
        ("1 The Quay, Harbour", ["1 The Quay, Harbour"]),
    ],
)
def test_an_address_is_its_lines(written, lines):
    """A list or a block of text; empty lines are not shown."""
    assert LocationFacts(slug="x", name="x", address=written).address == lines


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
