"""A post without a title gets one from its first heading or its file's name, if lenient."""

import pytest

from plugins.posts import post
from plugins.posts.found_titles import with_title
from plugins.posts.source import PostSource
from tests.posts.post_texts import PATH, errors_in


def title(text, path="posts/2026-03-14-why_we-warm-up.md"):
    """The title of a post with this text, and its body."""
    found, findings = post.read(text.encode(), path, lenient=True)
    assert all(each.severity == "warning" for each in findings)
    return found.front.title, found.body


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("# Knees & *hips* #", "Knees & hips"),
        ("## Knees", "Knees"),
        ("Knees\n=====", "Knees"),
        ("Knees\n---", "Knees"),
        ("# [Knees](/knees/)", "Knees"),
    ],
)
def test_the_first_heading_is_the_title(heading, words):
    """It is taken out of the text, whose lines keep their numbers."""
    empty = "\n" * heading.count("\n")

    assert title(f"---\ndate: 2026-03-14\n---\n{heading}\n\nRest.") == (words, f"{empty}\n\nRest.")


@pytest.mark.parametrize("text", ["Rest.\n\n# Knees", "### Knees\n\nRest.", "#Knees\n\nRest."])
def test_else_it_is_the_name_of_the_file(text):
    """Without its day; a heading further down is none of the post."""
    assert title(text) == ("Why we warm up", text)


def test_a_title_that_was_found_is_reported():
    """The editor should write one."""
    _found, (finding,) = post.read(b"---\ndate: 2026-03-14\n---\nRest.", PATH, lenient=True)

    assert (finding.line, finding.severity, finding.rule) == (
        2, "warning", "front-matter/missing-key",
    )  # fmt: skip


def test_a_written_title_is_kept():
    """And so is the heading."""
    assert title("Title: Ours\n\n# Theirs") == ("Ours", "\n# Theirs")


def test_a_file_named_index_is_named_by_its_folder():
    """Its slug too, since all of them have the same name."""
    source, _findings = with_title(PostSource({}, {}, "Rest.", 1), "posts/warm-up/_index.md")

    assert source.fields == {"title": "Warm up", "slug": "warm-up"}


def test_a_heading_in_other_markup_is_not_looked_for():
    """Docutils finds the title of a post in reStructuredText."""
    source, _findings = with_title(PostSource({}, {}, "# Not\n\nRest.", 1), "posts/warm-up.rst")

    assert (source.fields["title"], source.body) == ("Warm up", "# Not\n\nRest.")


@pytest.mark.parametrize(
    "text",
    ["–––\ntitle: A\ndraft: true\n–––\nWords", "{\n\"draft\": true\n}\nWords",
     "Words first\n\ndraft: true\n\nMore", ";;;\n\"title\": \"A\"\n;;;\nWords",
     "**Status**: draft\n\nWords", "<!--\n.. title: A\n-->\nWords", ""],
)  # fmt: skip
def test_front_matter_that_cannot_be_read_does_not_become_text(text):
    """It may say that the post is a draft."""
    assert errors_in(text.encode(), lenient=True)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Title: A\n\nStatus: draft\n\nWords", 3),
        ("Title: A\nTags:\n- x\ndraft: true\n\nWords", 4),
        ("Title: A\n...: b\nstatus: hidden\nWords", 3),
    ],
)
def test_a_status_that_would_be_text_is_an_error(text, line):
    """Pelican would publish the post, with that line in its text."""
    ((found, _message, hint),) = errors_in(text.encode(), lenient=True)

    assert (found, "keys above it" in hint) == (line, True)


def test_a_strict_build_finds_no_title():
    """What an editor forgot is an error."""
    assert errors_in(b"---\ndate: 2026-03-14\n---\n# Knees\n\nRest.")
    assert errors_in(b"# Knees\n\nRest.")
    assert PATH.endswith(".md")
