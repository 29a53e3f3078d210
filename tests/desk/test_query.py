"""Sorting and filtering through the address."""

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.desk.query import COLUMNS, FILTERS, parse_query, select, value_of
from plugins.desk.rows import rows_of
from tests.desk.made_up import HOSTILE, NOW, full, warning

ROWS = rows_of(full(), [warning("warm"), warning("cool", severity="error")], NOW)


def slugs(text):
    return [row.post.slug for row in select(ROWS, parse_query(text))]


def test_without_a_query_the_newest_post_comes_first():
    """Those without a day come last, by title."""
    assert slugs("") == ["later", "rest", "cool", "draft", "warm", "about", "gone"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("status=draft", ["draft"]),
        ("status=scheduled", ["later"]),
        ("author=Ola+Berg", ["warm"]),
        (urlencode({"author": HOSTILE}), ["rest"]),
        ("category=Running", ["warm"]),
        ("kind=page", ["about"]),
        ("findings=error", ["cool"]),
        ("findings=warning", ["warm"]),
        ("findings=any", ["cool", "warm"]),
        ("review=overdue", ["warm"]),
        ("review=soon", ["cool"]),
        ("review=unreviewed", ["rest"]),
        ("links=orphan&status=published", []),
        ("q=WAR", ["warm"]),
        ("q=articles+cool", ["cool"]),
        ("status=nonsense", []),
        ("status=draft&review=overdue", []),
    ],
)
def test_filters_leave_out_what_does_not_match(text, found):
    """All of them together."""
    assert slugs(text) == found


@pytest.mark.parametrize("column", COLUMNS)
def test_each_column_sorts_both_ways(column):
    """Rows without a value stay last."""
    value = COLUMNS[column]
    up, down = (
        [value(row) for row in select(ROWS, parse_query(f"sort={sign}{column}"))]
        for sign in ("", "-")
    )
    known = [each for each in up if each is not None]

    assert known == sorted(known)
    assert [each for each in down if each is not None] == known[::-1]
    assert up[len(known) :] == down[len(known) :] == [None] * (len(up) - len(known))


def test_a_heading_keeps_the_filters_and_turns_the_order():
    """The first click sorts upwards."""
    query = parse_query("status=draft&q=a&sort=words")

    assert dict(parse_qsl(query.sorted_by("words")[1:])) == {
        "q": "a", "status": "draft", "sort": "-words",
    }  # fmt: skip
    assert dict(parse_qsl(query.sorted_by("due")[1:]))["sort"] == "due"
    assert parse_query(query.sorted_by("words")[1:]).sort == "-words"


@given(st.text())
def test_any_query_string_gives_some_of_the_rows(text):
    """None is an error, and no row comes twice."""
    found = slugs(text)

    assert len(found) == len({*found})
    assert {*found} <= {row.post.slug for row in ROWS}
    assert isinstance(value_of(text, "path"), str)


@given(st.dictionaries(st.sampled_from(["q", "sort", *FILTERS]), st.text(max_size=30)))
def test_a_query_survives_its_own_address(values):
    """What a heading links to asks for the same rows."""
    query = parse_query(urlencode(values))
    again = parse_query(query.sorted_by(query.column)[1:])

    assert (again.words, again.chosen, again.column) == (query.words, query.chosen, query.column)


def test_too_many_fields_count_as_none():
    """Such an address is nobody's."""
    text = "&".join(f"status={number}" for number in range(100))

    assert slugs(text) == slugs("")
    assert value_of(text, "status") == ""
