"""JSON with more than one meaning, or of extreme size, is refused."""

import pytest

from plugins.photo_feed import strict_json


def test_good_json_is_read():
    """The same key may be in two objects."""
    assert strict_json.read('{"a": [{"b": 1}, {"b": null}], "b": -1.5e3}') == {
        "a": [{"b": 1}, {"b": None}],
        "b": -1500.0,
    }


@pytest.mark.parametrize(
    "text",
    ["", "{", '{"a": 1, "a": 1}', "NaN", "[-Infinity]", "9" * 5000, "[" * 50_000 + "]" * 50_000,
     "[" + "[]," * 100_000 + "[]]"],
    ids=["empty", "cut", "duplicate key", "NaN", "infinity", "digits", "depth", "lists"],
)  # fmt: skip
def test_anything_else_is_a_value_error(text):
    """One exception for the callers to catch."""
    with pytest.raises(ValueError):  # noqa: PT011  # the message is the reader's own
        strict_json.read(text)


def test_a_duplicate_key_is_named():
    """With the object that it is in."""
    with pytest.raises(strict_json.DuplicateKeyError) as raised:
        strict_json.read('[{"a": 1, "b": 2, "a": 3}]')

    assert (raised.value.key, raised.value.found) == ("a", {"a": 3, "b": 2})
