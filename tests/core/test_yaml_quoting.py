"""A row of YAML that cannot stand as it was typed gets the row that can."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.yaml_errors import YamlRow, parse_row, quote, value_problem

PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "))


@given(PRINTABLE.filter(lambda text: text == text.strip()))
def test_a_quoted_value_is_read_as_it_was_meant(value):
    """Whatever the value has in it, the quotes that a hint puts around it hold."""
    assert yaml.safe_load(f"title: {quote(value[:200])}") == {"title": value[:200]}


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("plain: words", '"plain: words"'),
        ("it's", '"it\'s"'),
        ('the "best"', "'the \"best\"'"),
        ("a\\b", "'a\\b'"),
        ('it\'s the "best"', "'it''s the \"best\"'"),
    ],
)
def test_the_quotes_suit_the_value(value, quoted):
    """Double quotes where nothing in the value disturbs them, else single ones."""
    assert quote(value) == quoted


def test_a_long_value_is_not_repeated_whole():
    """A hint stays short enough to read."""
    assert quote("a" * 5000) == f'"{"a" * 200}…"'


@pytest.mark.parametrize(
    ("row", "key", "value"),
    [
        ("title: What helps", "title", "What helps"),
        ("title:", "title", ""),
        ("  alt:   A desk  ", "alt", "A desk"),
        ("- title: Acupuncture", "title", "Acupuncture"),
        ("  - Running: basics", "Running", "basics"),
        ("- Running", "", "Running"),
        ("review every: 3 years", "review every", "3 years"),
    ],
)
def test_a_row_is_taken_apart(row, key, value):
    """Indentation and hyphens are no part of key and value."""
    assert parse_row(row) == YamlRow(key, value)


@pytest.mark.parametrize("row", ["", "draft", "title:What", "# a note", "'title': x", "[a]: b"])
def test_other_rows_are_left_alone(row):
    """A row without a plain key has no value to advise on."""
    assert parse_row(row) is None


@pytest.mark.parametrize(
    "value",
    ["", "What helps", '"a: b"', "'it''s'", "[a, b]", "{a: b}  # note", "|", ">-", "|2  # note",
     '"a" # note', "-5", "5 o'clock", "http://a.org", '[":", "]"]', "?", "a:b", "50% off"],
)  # fmt: skip
def test_a_good_value_needs_no_advice(value):
    """What YAML reads as it is typed is left alone."""
    assert value_problem(YamlRow("title", value)) is None


@given(PRINTABLE.filter(str.strip))
def test_advice_never_fails(value):
    """Any value is either left alone or told of with a hint."""
    given_advice = value_problem(YamlRow("title", value.strip()))

    assert given_advice is None or (given_advice.message and given_advice.hint)
