"""A picture has alternative text, and a source has a title."""

from datetime import date

import pytest

from plugins.core.models import Image
from plugins.posts.model import Reference
from tests.posts.post_texts import (
    TITLE,
    assert_findings,
    error_in_row,
    errors_in,
    field_value,
    front,
    post_bytes,
)


@pytest.mark.parametrize(
    "row",
    [
        "image:\n  src: desk.png\n  alt: A desk",
        "image:\n    src: desk.png\n    alt: A desk",
        "image: {src: desk.png, alt: A desk}",
        "Image: {src: “desk.png”, alt: 'A desk'}",
    ],
)
def test_a_picture_has_a_file_and_alternative_text(row):
    """Below the key or between braces."""
    assert front(TITLE, *row.split("\n")).image == Image(src="desk.png", alt="A desk")


@pytest.mark.parametrize("row", ["image:", "image: {}", "image:\n  src:\n  alt:"])
def test_keys_without_values_are_not_a_picture(row):
    """As a new post has them."""
    assert front(TITLE, *row.split("\n")).image is None


@pytest.mark.parametrize(
    ("row", "line", "message", "hint"),
    [
        ("image: desk.png", 3, "image:", "`image: {src: desk.png, alt: "),
        ("image:\n  src: desk.png", 3, "“alt”", "`alt: A desk by a window`"),
        ("image:\n  src: desk.png\n  alt:", 5, "“alt”", "`alt: A desk by a window`"),
        ("image:\n  src: desk.png\n  alt: “ ”", 5, "image, alt:", "`alt: A desk by a window`"),
        ("image:\n  alt: A desk", 3, "“src”", "`src: desk.png`"),
        ("image: [desk.png]", 3, "image:", "`src: desk.png`, `alt: A desk by a window`"),
        ("image:\n  src: desk.png\n  alt: A desk\n  title: B", 6, "“title”", "alt, focus, src"),
        ("image:\n  src: desk.png\n  Alt: A desk\n  alt: B", 5, "“Alt”", "“alt”"),
        ("image: {src: a.png, alt: A desk, a window}", 3, "“a window”", "straight quotes"),
        ("image:\n  src: desk.png\n  alt: [A desk]", 5, "image, alt:", "`alt: A desk`"),
    ],
)
def test_an_incomplete_picture_is_refused(row, line, message, hint):
    """At the line to correct."""
    assert_findings(errors_in(post_bytes(TITLE, *row.split("\n"))), (line, message, hint))


def test_a_file_between_braces_is_not_lost():
    """YAML reads it as a key without a value, which is reported as unknown."""
    messages = [message for _, message, _ in errors_in(post_bytes(TITLE, "image: {desk.png}"))]

    assert any("“desk.png”" in message for message in messages)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("references: Acupuncture, 2nd edition", [Reference(title="Acupuncture, 2nd edition")]),
        ("references:\n  - Sleep\n  - “Rest”", [Reference(title="Sleep"), Reference(title="Rest")]),
        ("references:\n  title: Acupuncture", [Reference(title="Acupuncture")]),
        (
            "references:\n- title: A\n  publisher: NHS\n  url: https://www.nhs.uk/a\n  year: 2023",
            [Reference(title="A", publisher="NHS", url="https://www.nhs.uk/a", year=2023)],
        ),
        (
            "references: https://www.nhs.uk/a",
            [Reference(title="https://www.nhs.uk/a", url="https://www.nhs.uk/a")],
        ),
        ("references:", []),
        ("references:\n  -", []),
        ("references:\n  - title:\n    publisher:\n    url:\n    year:", []),
    ],
)  # fmt: skip
def test_sources_may_be_written_in_many_ways(row, expected):
    """As a list or a single one, as a title, as an address, and empty."""
    assert front(TITLE, *row.split("\n")).references == expected


@pytest.mark.parametrize(
    ("inner", "line", "message", "hint"),
    [
        ("  - publisher: NHS", 4, "“title”", "`title: Acupuncture`"),
        ("  - title: A\n    url: www.nhs.uk/a", 5, "references 1, url:", "`https://www.nhs.uk/a`"),
        ("  - title: A\n    url: javascript:x(document.cookie)", 5, "references 1, url:", "https:"),
        ("  - title: A\n    url: http://localhost/a", 5, "references 1, url:", "https:"),
        ("  - title: A\n  - title: B\n    year: last year", 6, "references 2, year:", "2023"),
        ("  - title: A\n    year: 23", 5, "references 1, year: “23”", "2023"),
        ("  - title: A\n    year: [2023]", 5, "references 1, year:", "2023"),
        ("  - title: A\n    editor: B", 5, "“editor”", "publisher, read, title, url, year"),
        ("  - [A]", 4, "references 1:", "`title: Acupuncture`, `publisher: NHS`"),
    ],
)
def test_an_invalid_source_is_refused(inner, line, message, hint):
    """At its own line; sources are counted from 1."""
    found = errors_in(post_bytes(TITLE, "references:", *inner.split("\n")))

    assert_findings(found, (line, message, hint))


def test_a_year_may_be_quoted():
    """As any other value."""
    assert field_value("references: [{title: A, year: '2023'}]", "references")[0].year == 2023


def test_an_invalid_source_below_an_empty_one_has_its_own_line():
    """A new post begins with an empty one."""
    rows = ["references:", "  - title:", "    url:", "  - title: A", "    url: nowhere"]

    assert_findings(errors_in(post_bytes(TITLE, *rows)), (7, "references 2, url: “nowhere”", ""))


@pytest.mark.parametrize(
    ("written", "place"),
    [("2", 2), ("02", 2), ('"3"', 3), ("“4”", 4), ("0", 0), ("120", 120), ("", None)],
)
def test_a_place_in_a_series_is_a_whole_number(written, place):
    """With quotation marks or without; it may stay empty."""
    assert front(TITLE, "series: Knees", f"series_index: {written}").series_index == place


@pytest.mark.parametrize("written", ["two", "1.5", "-1", "2 of 3", "1000", "yes", "[1]", "²"])
def test_other_places_in_a_series_are_refused(written):
    """At their line."""
    assert_findings(
        errors_in(post_bytes(TITLE, "series: Knees", f"series_index: {written}")),
        (4, "place in an order", "such as 2"),
    )


def test_an_order_is_such_a_place():
    """It needs no series."""
    assert front(TITLE, "order: 2").order == 2
    assert_findings(errors_in(post_bytes(TITLE, "order: first")), (3, "place in an order", "2"))


@pytest.mark.parametrize("rows", [("series_index: 2",), ("series_index: 2", "series:")])
def test_a_place_needs_a_series(rows):
    """The message is at the place's line."""
    assert_findings(
        errors_in(post_bytes(TITLE, *rows)), (3, "no `series`", "delete `series_index`")
    )


@pytest.mark.parametrize(
    ("rows", "notes"),
    [
        ("review_notes: Is it right?", ["Is it right?"]),
        ("review_notes: ['Is it right?', And this]", ["Is it right?", "And this"]),
        ("review_notes:\n  - Is it right?\n  -\n  - 'And: this?'", ["Is it right?", "And: this?"]),
        ("review_notes:\n  - Ola: is it right?\n  - And this?", ["Ola: is it right?", "And this?"]),
        ("review_notes:\n  Ola: is it right?\n  Nora: yes", ["Ola: is it right?", "Nora: yes"]),
        ("review_notes: |\n  Is it\n    right?\n\n  Yes.", ["Is it\nright?\n\nYes."]),
        ("review_notes: >\n  Is it\n  right?", ["Is it right?"]),
        ("review_notes:", []),
        ("review_notes: ''", []),
    ],
)
def test_notes_for_a_review_are_written_in_any_way(rows, notes):
    """One or several, with their lines; a name before a note is no key."""
    assert front(TITLE, *rows.split("\n")).review_notes == notes


def test_a_note_is_not_a_table():
    """Nor a list of its own."""
    message, hint = error_in_row("review_notes: {Ola: {page: 2}}")

    assert "plain text" in message
    assert "`- `" in hint


@pytest.mark.parametrize("status", ["draft", "ready", "Ready"])
def test_a_day_may_be_planned_for_what_is_not_public(status):
    """As a date, which publishes nothing."""
    found = front(TITLE, f"status: {status}", "planned: 2027-03-14")

    assert (found.planned, found.date) == (date(2027, 3, 14), None)


@pytest.mark.parametrize(
    "row", ["planned: March 2027", "planned: next week", "planned: 2027-02-30"]
)
def test_a_planned_day_is_a_day(row):
    """As precise as a date is."""
    _message, hint = error_in_row(row)

    assert "planned" in hint or "has 28 days" in hint
