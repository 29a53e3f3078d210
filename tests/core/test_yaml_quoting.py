"""Hints put a value into quotes that YAML reads back; correct values have no hint."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.yaml_errors import YamlRow, parse_row, quote, value_problem

PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "))


@given(PRINTABLE.filter(lambda text: text == text.strip()))
def test_a_quoted_value_is_read_back(value):
    """Whatever characters the value has."""
    assert yaml.safe_load(f"title: {quote(value[:200])}") == {"title": value[:200]}


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("it's: x", '"it\'s: x"'),
        ('the "best"', "'the \"best\"'"),
        ("a\\b", "'a\\b'"),
        ('it\'s the "best"', "'it''s the \"best\"'"),
        ("a" * 5000, f'"{"a" * 200}…"'),
    ],
)
def test_quotes_suit_the_value(value, quoted):
    """Double quotes if possible, else single ones; a long value is cut."""
    assert quote(value) == quoted


@pytest.mark.parametrize(
    ("row", "key", "value"),
    [
        ("title: What helps", "title", "What helps"),
        ("title:", "title", ""),
        ("  alt:   A desk  ", "alt", "A desk"),
        ("  - Running: basics", "Running", "basics"),
        ("- Running", "", "Running"),
        ("review every: 3 years", "review every", "3 years"),
    ],
)
def test_a_row_has_a_key_and_a_value(row, key, value):
    """Indentation and hyphens belong to neither."""
    assert parse_row(row) == YamlRow(key, value)


@pytest.mark.parametrize("row", ["", "draft", "title:What", "# a note", "'title': x", "[a]: b"])
def test_other_rows_have_none(row):
    """A row without a plain key has no value to report."""
    assert parse_row(row) is None


@pytest.mark.parametrize(
    "value",
    ["", "What helps", '"a: b"', "'it''s'", "[a, b]", "{a: b}  # note", "|", ">-", "|2  # note",
     '"a" # note', "-5", "5 o'clock", "http://a.org", '[":", "]"]', "?", "a:b", "50% off"],
)  # fmt: skip
def test_a_correct_value_has_no_problem(value):
    """What YAML reads as it is written."""
    assert value_problem(YamlRow("title", value)) is None


@given(PRINTABLE.filter(str.strip))
def test_any_value_has_no_problem_or_one_with_a_hint(value):
    """Nothing is raised."""
    found = value_problem(YamlRow("title", value.strip()))

    assert found is None or all(found)
