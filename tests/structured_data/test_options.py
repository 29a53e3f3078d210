"""The settings of what search engines are told."""

import pytest

from plugins.structured_data.options import LOCATION_TYPES, Options


def test_the_default_claims_least():
    """A place is a business with a door; what else it is, its site must say."""
    assert Options.read({"SITENAME": "A"}) == (Options(location_type="LocalBusiness"), [])


@pytest.mark.parametrize("kind", LOCATION_TYPES)
def test_each_kind_may_be_set(kind):
    """From beauty to medicine."""
    assert Options.read({"STRUCTURED_DATA_LOCATION_TYPE": kind}) == (
        Options(location_type=kind),
        [],
    )


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("Physiotherapie", "Did you mean “Physiotherapy”?"),
        (None, f"Write one of {', '.join(LOCATION_TYPES)}."),
    ],
)
def test_another_kind_is_refused(value, hint):
    """The default is kept, so that the rest of the build tells what else is wrong."""
    options, (finding,) = Options.read({"STRUCTURED_DATA_LOCATION_TYPE": value})

    assert options == Options()
    assert finding.message == (f"The setting STRUCTURED_DATA_LOCATION_TYPE cannot be {value!r}.")
    assert finding.hint == hint


def test_a_misspelt_setting_is_said():
    """With the name that was meant."""
    _, (finding,) = Options.read({"STRUCTURED_DATA_LOCATON_TYPE": "LocalBusiness"})

    assert finding.hint == "Did you mean “STRUCTURED_DATA_LOCATION_TYPE”?"
