"""A lenient build takes any folder of Pelican posts, and warns where the house is stricter."""

import pytest

from plugins.front_matter import post
from tests.front_matter.post_texts import (
    PATH,
    TITLE,
    error_in_row,
    errors_in,
    field_value,
    front,
    post_bytes,
    warnings_in,
)


def test_unknown_keys_are_left_out_with_a_warning():
    """Each at its own line."""
    assert warnings_in(post_bytes(TITLE, "license: CC", "Titel: B")) == [
        (3, "“license” is not a key.", "Take it out, or see the table of keys in docs/writing.md."),
        (4, "“titel” is not a key.", "Did you mean “title”?"),
    ]


@pytest.mark.parametrize(
    "row", ["image: desk.png", "image: {src: desk.png}", "image: {src: desk.png, alt: ''}"]
)
def test_a_picture_without_words_gets_the_title(row):
    """And a warning with what to write."""
    assert warnings_in(post_bytes(TITLE, row)) == [
        (
            3,
            "The picture has no words for people who cannot see it.",
            'Write `image: {src: desk.png, alt: "What the picture shows"}`',
        )
    ]


def test_all_of_pelicans_keys_are_read():
    """Its reader's own names, in any letter case."""
    found = front(
        "Title: A post", "Date: 2012-03-02 14:30", "Modified: 2012-03-01", "Category: Yeah",
        "Tags: foo, bar", "Keywords:", "Authors: A; B", "Summary: Words.", "Lang: fr",
        "Translation: true", "Template: page", "Url: a/b/", "Save_as: a/b/index.html",
        "Status: Hidden", "Slug: A_Post", lenient=True,
    )  # fmt: skip

    assert found.model_dump(exclude_defaults=True, exclude={"date", "modified"}) == {
        "title": "A post", "category": "Yeah", "topics": ["foo", "bar"], "authors": ["A", "B"],
        "summary": "Words.", "lang": "fr", "translation": True, "template": "page", "url": "a/b/",
        "save_as": "a/b/index.html", "status": "hidden", "slug": "A_Post",
    }  # fmt: skip


def test_a_second_name_is_left_out_with_a_warning():
    """Pelican posts often have both tags and keywords."""
    assert warnings_in(post_bytes(TITLE, "tags: A", "keywords: B")) == [
        (
            4,
            "“keywords” is left out: another key that means the same is written too.",
            "Keep one of the two.",
        )
    ]


def test_a_key_written_twice_counts_once():
    """The first, in Pelican's own lines."""
    assert warnings_in(b"Title: A\nTags: b\nTags: c\n\nWords") == [
        (3, "“Tags” is written twice (first on line 2).", "Keep one of the two.")
    ]


def test_keys_between_fences_need_not_be_yaml():
    """Pelican's own reader does not parse them as YAML."""
    assert warnings_in(post_bytes("Title: Running: the basics", "Tags: a, b")) == [
        (
            2,
            "The value of “Title” has a colon in it.",
            'Put the value in straight quotes: `Title: "Running: the basics"`',
        )
    ]


def test_an_earlier_change_is_taken():
    """Imported posts have all sorts of dates."""
    assert field_value("modified: 2001-01-01", "modified", lenient=True)


@pytest.mark.parametrize(
    "row", ["date: soon", "slug: ../up", "save_as: _headers", "status: gone", "lang: ../x"]
)
def test_what_would_harm_the_site_stays_an_error(row):
    """A made-up date, a path outside, a word that decides who sees the post."""
    assert error_in_row(row, lenient=True)


def test_a_post_needs_a_title():
    """There is nothing to show it by."""
    assert [
        message for _line, message, _hint in errors_in(b"Date: 2026-03-14\n\nWords", lenient=True)
    ] == ["“title” is missing."]


def test_a_bad_value_is_left_out_with_a_warning():
    """Of a list only the bad item; the post is built all the same."""
    found, findings = post.read(
        post_bytes(TITLE, "topics: [Sleep, '!!!', Rest]", "review_every: often"), PATH, lenient=True
    )

    assert (found.front.topics, found.front.review_every) == (["Sleep", "Rest"], None)
    assert [(finding.line, finding.severity) for finding in findings] == [
        (3, "warning"),
        (4, "warning"),
    ]


@pytest.mark.parametrize("name", ["index.html", "404.html"])
def test_a_lenient_build_may_have_its_own_home_page(name):
    """Pelican's users know that way; the house's own build refuses it."""
    assert field_value(f"save_as: {name}", "save_as", lenient=True) == name
    assert error_in_row(f"save_as: {name}")


@pytest.mark.parametrize(
    ("rows", "stem", "day"),
    [
        ((), "2021-09-28-needles", "2021-09-28"),
        ((), "2021-09-28", "2021-09-28"),
        (("date: 2026-03-14",), "2021-09-28-needles", "2026-03-14"),
        ((), "2021-02-30-needles", None),
        ((), "needles-2021-09-28", None),
    ],
)
def test_a_files_name_may_begin_with_its_day(rows, stem, day):
    """Pelican's habit; a date in the post goes before it."""
    found, _findings = post.read(post_bytes(TITLE, *rows), PATH, lenient=True)

    date = post.dated(found, stem).front.date

    assert (date and date.date().isoformat()) == day
