"""Pelican's own `Key: value` lines are read by the same model."""

import pytest

from plugins.core.yaml_lines import YamlError
from plugins.front_matter import key_lines
from plugins.front_matter.source import split


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
    """As it stands, but for straight quotes around the whole of it."""
    assert fields(f"{row}\n\nWords") == {"title": value}


@pytest.mark.parametrize("indent", ["    ", "\t", "        "])
def test_a_value_goes_on_over_indented_lines(indent):
    """Each line stays a line, so that a list of tags over lines is a list."""
    text = f"Title: A\nTags: one\n{indent}two\n{indent}three\n\nWords"

    assert fields(text) == {"title": "A", "tags": "one\ntwo\nthree"}


def test_indented_text_alone_is_no_key():
    """A post that begins with code has no front matter."""
    with pytest.raises(YamlError, match="There is no front matter"):
        split("    code: here\n")


def test_text_must_be_parted_from_the_keys():
    """A line that is neither is refused, so that no sentence becomes a key."""
    with pytest.raises(YamlError) as caught:
        split("Title: A\nWords begin here.\n")

    assert (caught.value.line, caught.value.message, caught.value.hint) == (
        2,
        "This line is neither a `Key: value` line nor separated from them.",
        "Leave an empty line between the keys and the text.",
    )


def test_a_lenient_reading_begins_the_text_there():
    """As Pelican does."""
    source = split("Title: A\nWords begin here.\n", lenient=True)

    assert (source.body, source.body_line) == ("Words begin here.\n", 2)


def test_a_key_written_twice_is_refused():
    """Both lines are named."""
    with pytest.raises(YamlError) as caught:
        split("Title: A\nTags: b\nTitle: C\n\nWords")

    assert (caught.value.line, caught.value.message) == (
        3,
        "“Title” is written twice (first on line 1).",
    )


def test_a_lenient_reading_keeps_the_first():
    """As Pelican does, with a remark."""
    source = split("Title: A\nTitle: C\n    D\n\nWords", lenient=True)

    assert source.fields == {"title": "A"}
    assert [(remark.line, remark.hint) for remark in source.tolerated] == [
        (2, "Keep one of the two.")
    ]


def test_the_row_after_the_keys_is_known():
    """Counted from 0, as the rows are."""
    keys = key_lines.read(["", "Title: A", "    B", "Words"], 1, lenient=False)

    assert (keys.fields, keys.end) == ({"Title": "A\nB"}, 3)
