"""TOML front matter is read in a lenient build, with the line of each key."""

import pytest

from plugins.posts import post
from plugins.posts.source import split
from tests.posts.post_texts import PATH, errors_in

TEXT = """\
+++
title = "A post"
date = 2014-12-12T08:00:00Z
"tags" = ["Sleep", 'Rest']
draft = true
weight = 3

[extra]
quiet = false
+++

Words.
"""


def test_toml_becomes_the_same_values_as_yaml():
    """Text, lists and tables; the body begins below the closing line."""
    source = split(TEXT, lenient=True)

    assert source.fields == {
        "title": "A post", "date": "2014-12-12T08:00:00+00:00", "tags": ["Sleep", "Rest"],
        "draft": "true", "weight": "3", "extra": {"quiet": "false"},
    }  # fmt: skip
    assert (source.lines[("title",)], source.lines[("tags",)], source.lines[("extra",)]) == (
        2, 4, 8,
    )  # fmt: skip
    assert TEXT.split("\n")[source.body_line - 1] == source.body.split("\n")[0] == ""
    assert source.body.strip() == "Words."


def test_a_draft_in_toml_is_a_draft():
    """It is never public."""
    found, _findings = post.read(TEXT.encode(), PATH, lenient=True)

    assert (found.front.status, found.front.title) == ("draft", "A post")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('+++\ntitle = "A"\nslug = b c\n+++\nWords', 3),
        ('+++\ntitle = "A"\ntitle = "B"\n+++\nWords', 3),
        ('+++\ntitle = "A"\n\nWords', 1),
        ("+++\na = " + "[" * 5000 + "\n+++\nWords", 1),
    ],
)
def test_other_toml_is_an_error_at_its_line(text, line):
    """Wrong values, a key written twice, no end, and nesting that nobody writes."""
    ((found, message, _hint),) = errors_in(text.encode(), lenient=True)

    assert (found, "front matter" in message) == (line, True)


def test_a_strict_build_reads_no_toml():
    """Our own posts have one form."""
    ((line, message, _hint),) = errors_in(TEXT.encode())

    assert (line, "+++" in message) == (1, True)
