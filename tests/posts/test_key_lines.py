"""Pelican's own `Key: value` lines are parsed, and split from the body."""

import pytest

from plugins.core.yaml_lines import YamlError
from plugins.posts import key_lines
from plugins.posts.source import split


def fields(text, **options):
    return split(text, **options).fields


def test_pelicans_keys_are_read():
    """Up to the first empty line, with the line of each."""
    source = split("\nTitle: A post\nDate: 2026-03-14\nSave_as: a.html\n\nWords\n")

    assert source.fields == {"title": "A post", "date": "2026-03-14", "save_as": "a.html"}
    assert source.lines == {(): 2, ("title",): 2, ("date",): 3, ("save_as",): 4}
    assert (source.body, source.body_line) == ("\nWords\n", 5)


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("Title:A post", "A post"),
        ("Title:   A post   ", "A post"),
        ("Title:", None),
        ("   Title: A post", "A post"),
        ("Title: Running: the basics", "Running: the basics"),
        ("Title: We are #1", "We are #1"),
        ('Title: "A post"', "A post"),
        ("Title: 'A post'", "A post"),
        ('Title: "A" and "B"', '"A" and "B"'),
        ("Title: 5 o'clock", "5 o'clock"),
        ('Title: ""', None),
    ],
)
def test_a_value_is_what_follows_the_colon(row, value):
    """Without straight quotes around the whole of it."""
    assert fields(f"{row}\n\nWords") == {"title": value}


@pytest.mark.parametrize("indent", ["    ", "\t", "        "])
def test_a_value_may_span_indented_lines(indent):
    """Line breaks are kept, so that a list of tags may have one item a line."""
    text = f"Title: A\nTags: one\n{indent}two\n{indent}three\n\nWords"

    assert fields(text) == {"title": "A", "tags": "one\ntwo\nthree"}


def test_indented_text_is_not_a_key():
    """A post that begins with code has no front matter."""
    with pytest.raises(YamlError, match="There is no front matter"):
        split("    code: here\n")


def test_an_empty_line_separates_keys_and_text():
    """Another line directly below a key is refused, so that no sentence becomes a key."""
    with pytest.raises(YamlError, match="`Key: value`") as caught:
        split("Title: A\nWords begin here.\n")

    assert caught.value.line == 2


def test_a_lenient_read_begins_the_text_there():
    """As Pelican does."""
    source = split("Title: A\nWords begin here.\n", lenient=True)

    assert (source.body, source.body_line) == ("Words begin here.\n", 2)


def test_a_duplicate_key_is_refused():
    """The message has the line of the first one."""
    with pytest.raises(YamlError, match=r"“Title” .* line 1") as caught:
        split("Title: A\nTags: b\nTitle: C\n\nWords")

    assert caught.value.line == 3


def test_a_lenient_read_keeps_the_first():
    """As Pelican does, with a warning."""
    source = split("Title: A\nTitle: C\n    D\n\nWords", lenient=True)

    assert source.fields == {"title": "A"}
    assert [error.line for error in source.tolerated] == [2]


def test_the_row_after_the_keys_is_known():
    """Rows are counted from 0."""
    keys = key_lines.read(["", "Title: A", "    B", "Words"], 1, lenient=False)

    assert (keys.fields, keys.end) == ({"Title": "A\nB"}, 3)
