"""The fields below the title of a post in reStructuredText."""

import pytest

from plugins.migration import rst_fields

TEXT = "Title\n=====\n\n:date: 2020-01-02\n:Save-As: a.html\n:summary: One\n   two.\n\nWords.\n"


def test_fields_are_read():
    """In lower case, and a value of several rows as one."""
    assert rst_fields.read(TEXT) == {
        "date": "2020-01-02", "save_as": "a.html", "summary": "One two.",
    }  # fmt: skip


def test_fields_are_changed_in_their_places():
    """Others stay as they are written; new ones come last."""
    changes = {"date": "2021-01-02", "save_as": None, "slug": "a"}

    assert rst_fields.changed(TEXT, changes) == (
        "Title\n=====\n\n:date: 2021-01-02\n:summary: One\n   two.\n:slug: a\n\nWords.\n"
    )


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("Title\n=====\n\nWords.\n", "Title\n=====\n\n:slug: a\n\nWords.\n"),
        ("=====\nTitle\n=====\nWords.\n", "=====\nTitle\n=====\n\n:slug: a\n\nWords.\n"),
        (
            "-----\nTitle\n-----\n:date: 1\n\nWords.",
            "-----\nTitle\n-----\n:date: 1\n:slug: a\n\nWords.",
        ),
        (":date: 1\n\nTitle\n=====\n", ":date: 1\n:slug: a\n\nTitle\n=====\n"),
        ("Title\r\n=====\r\n\r\n:date: 1\r\n", "Title\r\n=====\r\n\r\n:date: 1\r\n:slug: a\r\n"),
    ],
)
def test_fields_are_added_below_any_title(text, changed):
    """With signs above it or not, with fields or not, and with other line ends."""
    assert rst_fields.changed(text, {"slug": "a"}) == changed
