"""What may be written about a clinic."""

import pytest
from pydantic import ValidationError

from plugins.clinic.facts import ClinicFacts, PersonFacts, Place, Treatment


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
    assert getattr(Place(slug="x", name="x", **{name: "https://x.example.org/a"}), name)
    assert "is not a web address" in refused(Place, slug="x", name="x", **{name: "example.org"})


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
    place = Place(
        slug="x", name="x", phone=empty, booking_url=empty, address=empty, hours=empty,
        picture=empty,
    )  # fmt: skip

    assert place == Place(slug="x", name="x")


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
    assert Place(slug="x", name="x", address=written).address == lines
