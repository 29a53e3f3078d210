"""The models of the clinic's files, and what is reported of the files."""

import pytest
from pydantic import ValidationError

from plugins.clinic.facts import (
    ClinicFacts,
    LocationFacts,
    PersonFacts,
    TreatmentFacts,
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
def test_telephone_numbers(phone):
    """Digits, spaces, brackets and hyphens, with or without country code."""
    assert ClinicFacts(name="x", phone=phone).phone == phone


@pytest.mark.parametrize(
    "phone",
    [
        "ring us", "020 7946 0000 ext 5", "12345", "020.7946.0000", "x020 79460", "tel:02079460000",
        "\u0660\u0662\u0660 \u0667\u0669\u0664\u0666", "020 7946 0000-", "0" * 40,
        "020 7946 0000 or 0001",
    ],
)  # fmt: skip
def test_other_telephone_numbers_are_refused(phone):
    """A tel: link needs exactly one number."""
    assert refused(ClinicFacts, name="x", phone=phone) == f"“{phone}” is not a telephone number."


@pytest.mark.parametrize("email", ["a@b.co", "hello+site@mail.example.org", "o'neil@example.org"])
def test_email_addresses(email):
    """One name and one host with a dot."""
    assert PersonFacts(name="x", slug="x", email=email).email == email


@pytest.mark.parametrize(
    "email",
    [
        "hello", "hello@example", "@example.org", "a@b@example.org", "a b@example.org", "a@.org",
        "a@example.", "a@example..org", "a..b@example.org", ".a@example.org", "a.@example.org",
        "a@-example.org", "a@example.o", "mailto:a@example.org", "a@example.org?subject=x",
        "<a@example.org>", "a@example.org, b@example.org",
    ],
)  # fmt: skip
def test_other_email_addresses_are_refused(email):
    """A mailto: link must do nothing else."""
    assert refused(PersonFacts, name="x", slug="x", email=email) == (
        f"“{email}” is not an e-mail address."
    )


def test_who_runs_the_website():
    """A name, the lines of an address and an e-mail address, each of which may be unknown."""
    text = "name: x\noperator:\n  name: Ada Berg\n  address: |\n    1 Quay\n    Town\n  email: ''\n"

    operator = clinic_file(text).facts.operator

    assert (operator.name, operator.address, operator.email) == ("Ada Berg", ["1 Quay", "Town"], "")
    assert ClinicFacts(name="x").operator == ClinicFacts(name="x", operator=None).operator


@pytest.mark.parametrize(
    ("written", "country"), [("GB", "GB"), ("no", "NO"), (" ie ", "IE"), ("uk", "GB"), ("", "")]
)
def test_a_country_has_two_letters(written, country):
    """In either case; people write UK for GB."""
    assert ClinicFacts(name="x", country=written).country == country


@pytest.mark.parametrize("written", ["Britain", "GBR", "G", "44", "G1", "ÅÄ"])
def test_other_countries_are_refused(written):
    """A name could be any of several."""
    assert f"“{written}”" in refused(ClinicFacts, name="x", country=written)


@pytest.mark.parametrize("name", ["booking_url", "map_url"])
def test_web_addresses_need_a_scheme(name):
    """Without https:// the link would be relative."""
    assert getattr(LocationFacts(slug="x", name="x", **{name: "https://x.example.org/a"}), name)
    assert "is not a web address" in refused(
        LocationFacts, slug="x", name="x", **{name: "example.org"}
    )


@pytest.mark.parametrize("url", ["/treatments/", "/treatments/#massage", "/a?b=c"])
def test_urls_of_treatments(url):
    """Paths within the site."""
    assert TreatmentFacts(name="x", url=url).url == url


@pytest.mark.parametrize(
    "url",
    ["treatments/", "//x.example", "/\\x.example", "https://x.example/", "javascript:x", "/a b"],
)
def test_other_urls_of_treatments_are_refused(url):
    """Other sites and scripts."""
    assert refused(TreatmentFacts, name="x", url=url) == f"“{url}” is not an address of this site."


def test_only_the_name_is_required():
    """All other facts are empty by default."""
    facts = ClinicFacts(name="Harbour Clinic")

    assert facts.phone == facts.email == facts.headline == ""
    assert facts.treatments == facts.locations == facts.menu == []


@pytest.mark.parametrize("empty", ["", None, [], {}])
def test_an_empty_value_counts_as_missing(empty):
    """For facts of every type."""
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
    """From a list or a text block, without empty lines."""
    assert LocationFacts(slug="x", name="x", address=written).address == lines


def reported(data_file):
    return [(finding.line, finding.rule) for finding in data_file.findings]


def test_files_with_all_facts():
    """Every key has a field in the models."""
    clinic, people = clinic_file(), people_file()

    assert (clinic.path, clinic.findings, people.path, people.findings) == (
        CLINIC_PATH, (), PEOPLE_PATH, ()
    )  # fmt: skip
    assert clinic.facts.locations[0].address == ["1 The Quay", "Harbour"]
    assert clinic.facts.locations[0].hours[0].days == "Monday to Friday"
    assert [person.name for person in people.facts] == ["Nora Lind", "Ann Lee"]


def test_the_smallest_files():
    """A clinic needs a name; people.yaml may be empty."""
    assert clinic_file("name: x").facts.name == "x"
    assert people_file("").facts == []
    assert people_file("# nobody yet\n").facts == []


def test_every_value_has_a_line():
    """A missing value has the line of what would contain it."""
    clinic, people = clinic_file(), people_file()

    assert clinic.line_of("phone") == 6
    assert clinic.line_of("locations", 1, "slug") == 35
    assert clinic.line_of("locations", 0, "picture", "src") == 34
    assert clinic.line_of("locations", 1, "picture") == 35
    assert people.line_of("people", 1, "slug") == 12
    assert people.line_of("elsewhere") == 0
    assert DataFile("x", None).line_of("name") == 0


@pytest.mark.parametrize(
    ("text", "line", "rule", "words"),
    [
        ("name: x\nphon: 1", 2, "clinic/unknown-key", "phon phone"),
        ("phone: 020 7946 0000", 1, "clinic/missing-key", "name"),
        ("name: x\nphone: ring", 2, "clinic/bad-value", "phone ring +44"),
        ("name: x\n\nemail: x", 3, "clinic/bad-value", "email x hello@example.org"),
        ("name: x\nlocations:\n  - slug: a\n    name: b\n    hour: c", 5, "clinic/unknown-key",
         "hour hours"),
        ("name: x\nlocations:\n  - slug: a\n    name: b\n    picture: {src: c}", 5,
         "clinic/missing-key", "alt"),
        ("name: x\ntreatments:\n  - {name: a, url: b}", 3, "clinic/bad-value",
         "treatments url b /treatments/#massage"),
        ("name: x\nlocations:\n  - slug: a\n    name: b\n    address: {c: d}", 5,
         "clinic/bad-value", "address"),
        ("name: x\nlocations:\n  - slug: a\n    name: b\n    hours: Mon to Fri, 9 to 5", 5,
         "clinic/bad-value", "hours Mon days times 9am hyphen"),
        ("name: x\nlocations:\n  - slug: a\n    name: b\n    hours: {Mon: 9-5}", 5,
         "clinic/bad-value", "hours days times 9am hyphen"),
        ("name: x\nlocations:\n  - slug: a\n    name: b\n    hours:\n      - Friday 9 to 5", 6,
         "clinic/bad-value", "hours Friday days times 9am"),
        ("name: x\nlocations:\n  - slug: a\n    name: b\n    hours:\n      - days: Friday", 6,
         "clinic/missing-key", "times 9am"),
        ("name: x\nemail: info at x.example.org", 2, "clinic/bad-value", "`info@x.example.org`"),
        ("name: x\noperator:\n  email: ada", 3, "clinic/bad-value", "ada hello@example.org"),
        ("name: x\noperator:\n  phone: 1", 3, "clinic/unknown-key", "phone name address email"),
        ("name: x\nemail: mailto:a@x.example.org.", 2, "clinic/bad-value", "`a@x.example.org`"),
        ("name: [", 1, "clinic/unreadable", ""),
        ("- name: x", 1, "clinic/unreadable", "name"),
        ("", 1, "clinic/missing-key", "name"),
    ],
)  # fmt: skip
def test_errors_in_clinic_yaml(text, line, rule, words):
    """Each has a line and a hint; no facts are returned."""
    data_file = clinic_file(text)

    assert data_file.facts is None
    (finding,) = data_file.findings
    assert (finding.path, finding.line, finding.severity) == (CLINIC_PATH, line, "error")
    assert finding.rule == rule
    assert finding.hint
    assert [word for word in words.split() if word not in f"{finding.message} {finding.hint}"] == []


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
def test_errors_in_people_yaml(text, line, rule):
    """Lines are counted from the top of the file."""
    data_file = people_file(text)

    assert data_file.facts is None
    assert [(finding.path, finding.line, finding.rule) for finding in data_file.findings] == [
        (PEOPLE_PATH, line, rule)
    ]
    assert all(finding.hint for finding in data_file.findings)


def test_people_yaml_must_be_a_list():
    """The hint shows how a list begins."""
    (finding,) = people_file("name: x").findings

    assert finding.rule == "clinic/unreadable"
    assert "`- name: Name of the person`" in finding.hint


def test_all_errors_are_reported_at_once():
    """So that one run is enough."""
    text = "name: x\nphone: ring\nemail: x\nlocation: []\n"

    assert sorted(reported(clinic_file(text))) == [
        (2, "clinic/bad-value"),
        (3, "clinic/bad-value"),
        (4, "clinic/unknown-key"),
    ]


def test_another_encoding_is_a_finding():
    """With the name of the file."""
    (finding,) = read_people(b"- name: \xff\xfe", PEOPLE_PATH).findings

    assert (finding.path, finding.rule) == (PEOPLE_PATH, "clinic/unreadable")


def test_direction_marks_are_paired_within_a_line():
    """Each line of an address is shown by itself."""
    place = "- slug: b\n  name: B\n  address: |\n    \u202b1 Quay\n    Town\u202c\n"
    text = f"name: A\nlocations:\n{place}"

    data_file = read_clinic(text.encode(), CLINIC_PATH)

    assert data_file.facts.locations[0].address == ["1 Quay", "Town"]
