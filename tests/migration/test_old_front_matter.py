"""Front matter of Jekyll and Hugo: YAML, TOML and JSON, and the body as it is in the file."""

import pytest

from plugins.core.yaml_lines import YamlError
from plugins.migration.foreign_keys import HUGO, JEKYLL, known_fields
from plugins.migration.old_dates import in_zone, moment_of, of_name
from plugins.migration.old_front_matter import has_front_matter, is_true, split, words


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"---\ntitle: A\ntags: [b, c]\n---\nWords.\r\n", 5),
        (b'+++\ntitle = "A"\ntags = ["b", "c"]\n+++\nWords.\r\n', 5),
        (b'{"Title": "A", "tags": ["b", "c"]}\nWords.\r\n', 2),
        (b"\xef\xbb\xbf---\r\ntitle: A\r\ntags: [b, c]\r\n---\r\nWords.\r\n", 5),
    ],
)
def test_the_same_keys_in_each_format(raw, line):
    """In lower case; the body keeps its line ends."""
    assert split(raw) == ({"title": "A", "tags": ["b", "c"]}, "Words.\r\n", line)


def test_values_are_text():
    """As in our own front matter, whatever type TOML has."""
    raw = b'+++\ndate = 2020-01-02T10:00:00Z\ndraft = true\nweight = 3\n[cover]\nimage = "a"\n+++\n'

    assert split(raw)[0] == {
        "date": "2020-01-02 10:00:00+00:00", "draft": "true", "weight": "3",
        "cover": {"image": "a"},
    }  # fmt: skip


@pytest.mark.parametrize(
    "raw",
    [
        b"---\ntitle: [\n---\nA", b"+++\ntitle =\n+++\nA", b'{"title": \nA', b"---\ntitle: A\n",
        b"---\ntitle: A\ntitle: B\n---\n", b"\xff\xfe\n", b"---\n\0\n---\n",
        b"{" + b'"a":[' * 5000, b"---\na: &a [1]\nb: *a\nc: [*a, *a]\n---\n",
    ],
)  # fmt: skip
def test_broken_front_matter_is_an_error(raw):
    """So that a person looks at the post."""
    with pytest.raises(YamlError):
        split(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"--- # c\ndraft: true\n---\nA", b"+++ # c\ndraft = true\n+++\nA",
        b"+++\ndraft = true\nA", b"+++yaml\ndraft = true\n+++\nA",
        b"---yaml\ndraft: true\n---\nA", b"+++\ndraft = true\n +++\nA",
        b"---\ndate: 2020-01-02\n ---\n---\nA", b"\n\n---\ndate: 2020-01-02\n ---\n---\nA",
        b"<!--\n---\ndraft: true\n---\n-->A", b"title: A\ndraft: true\n\nA",
        b"#+title: A\n#+draft: true\nA", b";;;\nA\n;;;\n", b"\n -- \nA\n---\n",
    ],
)  # fmt: skip
def test_front_matter_that_is_not_recognised_is_an_error(raw):
    """It may say that the post is a draft, so it never becomes text."""
    with pytest.raises(YamlError):
        split(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"---\ndraft: true\nDraft: false\n---\nA", b"+++\ndraft = true\nDraft = false\n+++\nA",
        b'{"draft": true, "Draft": false}\nA', b'{"draft": true, "draft": false}\nA',
    ],
)  # fmt: skip
def test_a_key_in_both_cases_is_an_error(raw):
    """Which of the two counts is not known."""
    with pytest.raises(YamlError, match="draft” is written twice"):
        split(raw)


def test_rules_below_the_front_matter_are_text():
    """Such as a line across the page, with or without spaces before it."""
    for rule in (b"---", b" ---"):
        assert split(b"\n---\ntitle: A\n---\nB\n\n" + rule + b"\n")[0] == {"title": "A"}
    assert split(b"A line.\n\n---\n\nB.\n")[0] == {}


def test_a_file_without_front_matter_is_a_body():
    """Jekyll copies such a file."""
    assert split(b"Words.\n") == ({}, "Words.\n", 1)
    assert not has_front_matter(b"Words.\n---\n")
    assert has_front_matter(b"\xef\xbb\xbf---\r\n---\r\n")


def test_keys_are_known_by_the_names_of_the_generator():
    """Those that only a clinician can mean here are not taken."""
    written = {
        "title": "A", "lastmod": "2020-01-02", "layout": "post", "rating": "5", "reviewed": "yes",
        "reviewed_by": "Dr. B", "empty": "",
    }  # fmt: skip

    assert known_fields(written, HUGO) == (
        {"title": "A", "modified": "2020-01-02"},
        {"rating": "5", "reviewed": "yes", "reviewed_by": "Dr. B"},
    )
    assert known_fields({"last_modified_at": "2020-01-02"}, JEKYLL)[0] == {"modified": "2020-01-02"}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2020-01-02", "2020-01-02 00:00 "),
        ("2020-01-02 23:30:00 -0500", "2020-01-03 05:30 +0100"),
        ("2020-01-02T10:00:00Z", "2020-01-02 11:00 +0100"), ("2 January 2020", None), ("", None),
    ],
)  # fmt: skip
def test_a_moment_is_that_of_the_sites_clocks(written, shown):
    """Its day is part of addresses."""
    moment = moment_of(written)

    assert (f"{in_zone(moment, 'Europe/Oslo'):%Y-%m-%d %H:%M %z}" if moment else None) == shown


def test_a_name_of_a_file_may_begin_with_a_day():
    """Jekyll's always does."""
    assert of_name("2020-1-02-knees") == ("2020-1-02", "knees")
    assert of_name("knees") == ("", "knees")


def test_lists_and_truth_have_many_forms():
    """One name is a list of one."""
    assert [words(value) for value in ("a", ["a", ""], None, "")] == [["a"], ["a"], [], []]
    assert [is_true(value) for value in ("true", "Yes", "false", "", None)] == [
        True, True, False, False, False,
    ]  # fmt: skip
