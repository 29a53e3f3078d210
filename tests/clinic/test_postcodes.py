"""British postcodes."""

import pytest

from plugins.clinic.postcodes import is_wrong, meant, tidy


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("EH1 1YZ", "EH1 1YZ"), ("eh11yz", "EH1 1YZ"), ("EC1A1BB", "EC1A 1BB"),
        ("m1 1ae", "M1 1AE"), ("W1A  0AX", "W1A 0AX"), ("LS1-4AP", "LS1 4AP"),
        ("GIR 0AA", "GIR 0AA"),
        ("FIQQ 1ZZ", "FIQQ 1ZZ"), ("", ""),
    ],
)  # fmt: skip
def test_a_postcode_is_printed_as_on_letters(written, printed):
    """In capitals, with a space before the last three signs."""
    assert not is_wrong(written, "GB")
    assert tidy(written, "GB") == printed


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("EH1 IYZ", "EH1 1YZ"), ("EH1 OYZ", "EH1 0YZ"), ("EHI 1YZ", "EH1 1YZ"),
        ("N1O 2AB", "N10 2AB"), ("0X1 2AB", "OX1 2AB"), ("EH1", ""), ("1YZ EH1", ""),
        ("EH1 1Y", ""), ("28001", ""),
        ("D02 AF30", ""), ("EH1 1VC", ""), ("Edinburgh", ""), ("EH1 1YZ Edinburgh", ""),
    ],
)  # fmt: skip
def test_what_is_no_postcode_stays_as_it_is(written, right):
    """The letters O and I are often typed for digits, and the reverse."""
    assert is_wrong(written, "GB")
    assert tidy(written, "GB") == written
    assert meant(written) == right


@pytest.mark.parametrize("country", ["IE", "NO", ""])
def test_postcodes_of_other_countries_are_not_checked(country):
    """They have other forms."""
    assert not is_wrong("d02 af30", country)
    assert tidy("d02 af30", country) == "d02 af30"
