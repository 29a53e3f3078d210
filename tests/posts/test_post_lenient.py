"""A lenient build reads any folder of Pelican posts; what a strict build refuses is a warning."""

import pytest

from plugins.posts import post
from plugins.posts.source import PostSource
from tests.posts.post_texts import (
    PATH,
    TITLE,
    assert_findings,
    error_in_row,
    field_value,
    front,
    post_bytes,
    warnings_in,
)


def test_unknown_keys_are_ignored_with_a_warning():
    """Each at its own line."""
    found = warnings_in(post_bytes(TITLE, "license: CC", "Titel: B"))

    assert_findings(found, (3, "“license”", "docs/writing.md"), (4, "“titel”", "“title”"))


@pytest.mark.parametrize(
    "row", ["image: desk.png", "image: {src: desk.png}", "image: {src: desk.png, alt: ''}"]
)
def test_a_picture_without_words_gets_the_title(row):
    """And a warning with what to write."""
    assert_findings(warnings_in(post_bytes(TITLE, row)), (3, "picture", "`image: {src: desk.png, "))


def test_all_of_pelicans_keys_are_read():
    """Under Pelican's names, in any letter case."""
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


def test_a_second_name_is_ignored_with_a_warning():
    """Pelican posts often have both tags and keywords."""
    found = warnings_in(post_bytes(TITLE, "tags: A", "keywords: B"))

    assert_findings(found, (4, "“keywords”", "Keep one"))


def test_a_key_written_twice_counts_once():
    """The first, in Pelican's own lines."""
    found = warnings_in(b"Title: A\nTags: b\nTags: c\n\nWords")

    assert_findings(found, (3, "“Tags” is written twice (first on line 2)", "Keep one"))


def test_keys_between_fences_need_not_be_yaml():
    """Pelican's own reader does not parse them as YAML."""
    found = warnings_in(post_bytes("Title: Running: the basics", "Tags: a, b"))

    assert_findings(found, (2, "“Title” has a colon", '`Title: "Running: the basics"`'))


def test_an_earlier_change_is_accepted():
    """Imported posts may have any dates."""
    assert field_value("modified: 2001-01-01", "modified", lenient=True)


@pytest.mark.parametrize(
    "row", ["date: soon", "slug: ../up", "save_as: _headers", "status: gone", "lang: ../x"]
)
def test_harmful_values_are_still_errors(row):
    """An invalid date, a path outside the site, an unknown status."""
    assert error_in_row(row, lenient=True)


def test_a_part_of_a_page_is_no_post():
    """HTML without a title cannot be listed, and the name of its file is none for readers."""
    source = PostSource({"date": "2026-03-14"}, {(): 1}, "<p>Words</p>", 1)

    found, findings = post.validate(source, "posts/footer.html", lenient=True)

    assert [(each.line, each.severity, each.rule) for each in findings] == [
        (1, "error", "front-matter/missing-key")
    ]
    assert found.front.title == "Untitled"


@pytest.mark.parametrize(
    "aliases", ["[/old/, /../up/]", "[/old/, robots.txt]", "[/old/, https://a.example/b]"]
)
def test_an_old_address_that_cannot_lead_here_is_ignored(aliases):
    """The others still do."""
    found, findings = post.read(post_bytes(TITLE, f"aliases: {aliases}"), PATH, lenient=True)

    assert found.front.aliases == ["/old/"]
    assert [(each.line, each.severity) for each in findings] == [(3, "warning")]


def test_an_invalid_value_is_ignored_with_a_warning():
    """In a list only the invalid item; the post is still built."""
    found, findings = post.read(
        post_bytes(TITLE, "topics: [Sleep, '!!!', Rest]", "review_every: often"), PATH, lenient=True
    )

    assert (found.front.topics, found.front.review_every) == (["Sleep", "Rest"], None)
    assert [(finding.line, finding.severity) for finding in findings] == [
        (3, "warning"),
        (4, "warning"),
    ]


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

    date = post.dated(found.front, stem).date

    assert (date and date.date().isoformat()) == day
