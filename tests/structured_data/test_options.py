"""The settings of what search engines are told."""

import pytest

from plugins.structured_data.options import LOCATION_TYPES, StructuredDataOptions


def test_the_default_claims_least():
    """A place is a business with a door; what else it is, its site must say."""
    assert StructuredDataOptions.read({"SITENAME": "A"}) == (
        StructuredDataOptions(location_type="LocalBusiness"),
        [],
    )


@pytest.mark.parametrize("kind", LOCATION_TYPES)
def test_each_kind_may_be_set(kind):
    """From beauty to medicine."""
    assert StructuredDataOptions.read({"STRUCTURED_DATA_LOCATION_TYPE": kind}) == (
        StructuredDataOptions(location_type=kind),
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
    options, (finding,) = StructuredDataOptions.read({"STRUCTURED_DATA_LOCATION_TYPE": value})

    assert options == StructuredDataOptions()
    assert finding.message == (f"The setting STRUCTURED_DATA_LOCATION_TYPE cannot be {value!r}.")
    assert finding.hint == hint


def test_a_misspelt_setting_is_said():
    """With the name that was meant."""
    _, (finding,) = StructuredDataOptions.read({"STRUCTURED_DATA_LOCATON_TYPE": "LocalBusiness"})

    assert finding.hint == "Did you mean “STRUCTURED_DATA_LOCATION_TYPE”?"
