"""The HEADERS_* settings."""

import pytest

from plugins.hosting.options import HeaderOptions


def test_the_defaults_are_safe():
    """Nothing is promised that the address of the site does not say."""
    assert HeaderOptions.read({}) == (
        HeaderOptions(embedder_policy="require-corp", transport_security=None),
        [],
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HEADERS_EMBEDDER_POLICY", "credentialless"),
        ("HEADERS_TRANSPORT_SECURITY", ""),
        ("HEADERS_TRANSPORT_SECURITY", "max-age=31536000; includeSubDomains; preload"),
    ],
)
def test_an_owner_may_say_otherwise(name, value):
    """By the value that the header then has."""
    options, findings = HeaderOptions.read({name: value})

    assert getattr(options, name.removeprefix("HEADERS_").lower()) == value
    assert findings == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HEADERS_EMBEDDER_POLICY", "unsafe"),
        ("HEADERS_TRANSPORT_SECURITY", True),
        ("HEADERS_TRANSPORT_SECURITY", "a year"),
        ("HEADERS_TRANSPORT_SECURITY", "max-age=٣٠٠"),
        ("HEADERS_TRANSPORT_SECURITY", "max-age=300; includeSubDomains; preload"),
    ],
)
def test_an_impossible_value_is_an_error(name, value):
    """The default stays."""
    options, findings = HeaderOptions.read({name: value})

    assert options == HeaderOptions()
    assert [each.rule for each in findings] == ["headers/impossible-setting"]
    assert findings[0].hint
