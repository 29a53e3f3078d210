"""Telephone numbers: which of them can be dialled, and their links."""

import subprocess
import sys

import pytest

from plugins.clinic.phones import country_of, link, link_problem, problem, whatsapp_link
from tests.building import ROOT

# From Ofcom's list of numbers for drama: these belong to nobody.
DRAMA = [
    "0113 496 0712", "0115 496 0001", "0118 496 0999", "0121 496 0345", "0161 496 0345",
    "0191 498 0345", "020 7946 0555", "028 9649 6555", "029 2018 0555", "01632 960555",
    "03069 990555", "07700 900555", "0808 157 0555", "0909 879 0555",
]  # fmt: skip


@pytest.mark.parametrize("number", DRAMA)
def test_numbers_of_drama_are_accepted(number):
    """With and without the country code: examples and tests need them."""
    assert problem(number, "GB") is None
    assert problem(f"+44 (0){number[1:]}", "NO") is None


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("020 8871 5000", "GB"), ("(0131) 225 2383", "GB"), ("07911 123456", "GB"),
        ("0044 161 234 5000", "GB"), ("0800 1111", "GB"), ("+353 1 234 5678", "GB"),
        ("22 22 55 55", "NO"), ("(202) 555-0143", "US"), ("1-202-555-0143", "US"),
        ("030 123456", "DE"), ("(02) 9374 4000", "AU"), ("+44 20 8871 5000", ""),
    ],
)  # fmt: skip
def test_other_numbers_that_are_in_use(number, country):
    """As they are written at home, or with a country code."""
    assert problem(number, country) is None


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("0161 23", "GB"), ("7654321", "GB"), ("234 5000", "GB"), ("0161 2345 0006 78", "GB"),
        ("0161 234 50001", "GB"), ("2088715000", "GB"), ("+44 161 23", "GB"), ("999 999", "GB"),
        ("+999 161 2345000", "GB"), ("22 22 55", "NO"), ("555-0143", "US"), ("30 123456", "DE"),
    ],
)  # fmt: skip
def test_what_nobody_can_dial_is_an_error(number, country):
    """Digits too many or too few, no area code, or no 0 where numbers begin with it."""
    found = problem(number, country)

    assert (found.severity, found.rule) == ("error", "clinic/impossible-phone")
    assert f"“{number}”" in found.message


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("020 5946 0303", "GB"), ("0456 456 7890", "GB"), ("0222 222 2222", "GB"),
        ("01632 970555", "GB"), ("+44 20 5946 0303", "NO"), ("11 22 33 44", "NO"),
    ],
)  # fmt: skip
def test_what_nobody_has_is_a_warning(number, country):
    """It has the right length, and might be in use by the time that somebody reads this."""
    found = problem(number, country)

    assert (found.severity, found.rule) == ("warning", "clinic/unused-phone")


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("111", "GB"), ("999", "GB"), ("116123", "GB"), ("113", "NO"), ("911", "US"),
        ("01632 960555", "GB"), ("+44 1632 960555", ""), ("01632", ""), ("01632", "XX"),
    ],
)  # fmt: skip
def test_what_a_post_may_dial(number, country):
    """Short numbers too; without a country only numbers with its code can be checked."""
    assert link_problem(number, country) is None


@pytest.mark.parametrize(
    ("number", "country", "severity"),
    [
        ("01632", "GB", "error"), ("1234", "GB", "error"), ("0999", "GB", "error"),
        ("+44 111", "GB", "error"), ("+44 20", "", "error"), ("111", "NO", "error"),
        ("020 5946 0303", "GB", "warning"),
    ],
)  # fmt: skip
def test_what_a_post_cannot_dial(number, country, severity):
    """By the same rules as the numbers of the clinic."""
    assert link_problem(number, country).severity == severity


@pytest.mark.parametrize("country", ["", "XX"])
def test_a_number_of_an_unknown_country_cannot_be_checked(country):
    """Unless it begins with a country code."""
    found = problem("0161 23", country)

    assert (found.severity, found.rule) == ("warning", "clinic/phone-country")
    assert link("0161 23", country) == "tel:016123"


@pytest.mark.parametrize(
    ("number", "country", "expected"),
    [
        ("01632 960555", "GB", "tel:+441632960555"),
        ("+44 (0)1632 960555", "GB", "tel:+441632960555"),
        ("(01632) 960-555", "GB", "tel:+441632960555"),
        ("0044 1632 960555", "GB", "tel:+441632960555"),
        ("+44 1632 960555", "", "tel:+441632960555"),
        ("01 23 45 67 89", "FR", "tel:+33123456789"),
        ("22 22 55 55", "NO", "tel:+4722225555"),
        ("06 1234 5678", "IT", "tel:+390612345678"),
        ("", "GB", ""),
    ],
)
def test_a_link_dials_from_every_country(number, country, expected):
    """Without what is dialled only at home; an Italian number keeps its 0."""
    assert link(number, country) == expected


@pytest.mark.parametrize(
    ("lang", "country"),
    [
        ("en-GB", "GB"), ("nb_NO", "NO"), ("zh-Hant-TW", "TW"), ("en-gb-oxendict", "GB"),
        ("en", ""), ("de-1996", ""), ("sr-Latn", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_country_of_a_language(lang, country):
    """A language alone has none, as several countries speak it."""
    assert country_of(lang) == country


def test_without_a_number_the_library_is_not_imported():
    """It takes a tenth of a second."""
    code = (
        "import sys; from pathlib import Path; from plugins.clinic import files, directory;"
        "read = files.read(Path('a'), Path('b'), 'A', lang='en-GB', lenient=True);"
        "directory.build(read.clinic.facts, [], urls={}, show=None, country=read.country);"
        "sys.exit('phonenumbers' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_link_of_whatsapp_has_the_country_code_and_digits_alone():
    """As its own help asks for."""
    assert whatsapp_link("07700 900303", "GB") == "https://wa.me/447700900303"
    assert whatsapp_link("+47 22 22 55 55", "GB") == "https://wa.me/4722225555"
    assert whatsapp_link("", "GB") == ""
