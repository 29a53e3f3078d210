"""A picture has words, and a source has a title."""

import pytest

from plugins.core.models import Image
from plugins.front_matter.model import Reference
from tests.front_matter.post_texts import TITLE, errors_in, field_value, front, post_bytes

NO_WORDS = "The picture has no words for people who cannot see it."


@pytest.mark.parametrize(
    "row",
    [
        "image:\n  src: desk.png\n  alt: A desk",
        "image:\n    src: desk.png\n    alt: A desk",
        "image: {src: desk.png, alt: A desk}",
        "Image: {src: “desk.png”, alt: 'A desk'}",
    ],
)
def test_a_picture_has_a_file_and_words(row):
    """Below the key or between braces."""
    assert front(TITLE, *row.split("\n")).image == Image(src="desk.png", alt="A desk")


@pytest.mark.parametrize("row", ["image:", "image: {}", "image:\n  src:\n  alt:"])
def test_keys_without_values_are_no_picture(row):
    """As a new post has them."""
    assert front(TITLE, *row.split("\n")).image is None


@pytest.mark.parametrize(
    ("row", "line", "message", "hint"),
    [
        ("image: desk.png", 3, f"image: {NO_WORDS}",
         'Write `image: {src: desk.png, alt: "What the picture shows"}`'),
        ("image:\n  src: desk.png", 3, "“image, alt” is missing.",
         "Write for example `alt: A desk by a window`"),
        ("image:\n  src: desk.png\n  alt:", 5, "“image, alt” is missing.",
         "Write for example `alt: A desk by a window`"),
        ("image:\n  src: desk.png\n  alt: ''", 5, "“image, alt” is missing.",
         "Write for example `alt: A desk by a window`"),
        ("image:\n  src: desk.png\n  alt: “ ”", 5, "image, alt: There are no words in it.",
         "Write for example `alt: A desk by a window`"),
        ("image:\n  alt: A desk", 3, "“image, src” is missing.",
         "Write for example `src: desk.png`"),
        ("image: [desk.png]", 3, "image: This needs keys of its own below it.",
         "Write below it `src: desk.png`, `alt: A desk by a window`."),
        ("image:\n  src: desk.png\n  alt: A desk\n  title: B", 6, "“title” is not a key.",
         "The keys are: alt, src."),
        ("image:\n  src: desk.png\n  Alt: A desk\n  alt: B", 5, "“Alt” is not a key.",
         "Did you mean “alt”?"),
        ("image: {src: desk.png, alt: A desk, a window}", 3,
         "“a window” stands alone, because the comma before it ends the value.",
         'Put the whole value, with its commas, in straight quotes: "...".'),
        ("image:\n  src: desk.png\n  alt: [A desk]", 5,
         "image, alt: This is a list, where one value is expected.", "Write `alt: A desk`"),
    ],
)  # fmt: skip
def test_a_picture_that_is_not_whole_is_refused(row, line, message, hint):
    """At the line where it is mended."""
    assert errors_in(post_bytes(TITLE, *row.split("\n"))) == [(line, message, hint)]


def test_a_file_between_braces_is_not_lost():
    """YAML reads it as a key without a value; it is told of all the same."""
    assert (3, "“desk.png” is not a key.", "The keys are: alt, src.") in errors_in(
        post_bytes(TITLE, "image: {desk.png}")
    )


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
    """A list or one alone, a title alone, an address alone, and none."""
    assert front(TITLE, *row.split("\n")).references == expected


@pytest.mark.parametrize(
    ("inner", "line", "message", "hint"),
    [
        ("  - publisher: NHS", 4, "“references 1, title” is missing.",
         "Write for example `title: Acupuncture`"),
        ("  - title: A\n    url: www.nhs.uk/a", 5,
         "references 1, url: “www.nhs.uk/a” is not a web address.", "Write `https://www.nhs.uk/a`"),
        ("  - title: A\n    url: javascript:alert(document.cookie)", 5,
         "references 1, url: “javascript:alert(document.cookie)” is not a web address.",
         "Write it in full, such as `https://www.nhs.uk/`"),
        ("  - title: A\n    url: http://localhost/a", 5,
         "references 1, url: “http://localhost/a” is not a web address.",
         "Write it in full, such as `https://www.nhs.uk/`"),
        ("  - title: A\n  - title: B\n    year: last year", 6,
         "references 2, year: “last year” is not a year.", "Write four digits, such as 2023."),
        ("  - title: A\n    year: 23", 5, "references 1, year: “23” is not a year.",
         "Write four digits, such as 2023."),
        ("  - title: A\n    year: [2023]", 5, "references 1, year: This is not a year.",
         "Write four digits, such as 2023."),
        ("  - title: A\n    editor: B", 5, "“editor” is not a key.",
         "The keys are: publisher, title, url, year."),
        ("  - [A]", 4, "references 1: This needs keys of its own below it.",
         ("Write below it `title: Acupuncture`, `publisher: NHS`, "
          "`url: https://www.nhs.uk/`, `year: 2023`.")),
    ],
)  # fmt: skip
def test_a_source_that_cannot_be_read_is_refused(inner, line, message, hint):
    """Counted from one, at its own line."""
    assert errors_in(post_bytes(TITLE, "references:", *inner.split("\n"))) == [
        (line, message, hint)
    ]


def test_a_year_may_be_quoted():
    """As an editor's other values."""
    assert field_value("references: [{title: A, year: '2023'}]", "references")[0].year == 2023


def test_a_bad_source_below_an_empty_one_is_told_at_its_own_line():
    """A new post begins with an empty one."""
    rows = ["references:", "  - title:", "    url:", "  - title: A", "    url: nowhere"]

    assert [(line, message) for line, message, _hint in errors_in(post_bytes(TITLE, *rows))] == [
        (7, "references 2, url: “nowhere” is not a web address.")
    ]
