"""Pelican and the templates get plain values; Pelican's own only if the editor wrote them."""

from datetime import datetime

import pytest

from plugins.posts.attributes import (
    ReferenceEntry,
    attributes,
    excerpt,
    other_language,
)
from plugins.posts.model import FrontMatter
from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import read_post
from plugins.posts.review import ReviewState
from plugins.responsive_images.picture import Picture
from tests.posts.post_texts import PATH, TITLE, post_bytes

PICTURE = Picture("images/a.png", 4, 3, "A")


def read(*rows, body="The body.\n"):
    found = read_post(
        post_bytes(TITLE, *rows, body=body), AnySiteContext(), path=PATH, lenient=False
    )
    assert found.findings == found.body_findings == ()
    return found


def given(*rows, mark="", body="The body.\n"):
    found = read(*rows, body=body)
    return attributes(
        found.front, found, picture=PICTURE, mark=mark, site_lang="en-GB", review=ReviewState()
    )


def test_a_plain_post_has_plain_values():
    """Values that were not written are empty, so that templates need no guard."""
    assert given() == {
        "title": "A post",
        "authors": [],
        "tags": [],
        "summary": "The body.",
        "excerpt": "The body.",
        "description": "",
        "standfirst": "",
        "updated": None,
        "picture": PICTURE,
        "headings": (),
        "first_part": "",
        "reading_minutes": 1,
        "plain_text": "The body.",
        "linked": (),
        "dead_feeds": 0,
        "credit": "",
        "search_words": [],
        "clinics": [],
        "related": [],
        "related_exclude": [],
        "reviewed": None,
        "reviewed_by": "",
        "next_review": None,
        "review_state": "",
        "citations": {},
        "references": (),
        "aliases": [],
        "alias_lines": (),
        "preview_mark": "",
        "source_file": PATH,
        "field_lines": {"title": 2},
    }


@pytest.mark.parametrize(
    ("row", "body", "shown"),
    [
        ("description: What ten minutes can do.", "Begin slowly.", "What ten minutes can do."),
        ("description: Begin slowly.", "**Begin** slowly. Then run.", ""),
        ("description: Begin slowly, and…", "Begin slowly, and then run.", ""),
        ("summary: Of an old site.", "Begin slowly.", ""),
        ("slug: a-post", "Begin slowly.", ""),
    ],
)
def test_a_description_is_the_standfirst(row, body, shown):
    """No sentence is shown twice, and an excerpt is none."""
    assert given(row, body=body)["standfirst"] == shown


def test_pelicans_own_values_are_there_if_they_were_written():
    """Under Pelican's names."""
    values = given(
        "slug: a-post", "date: 2026-03-14", "modified: 2026-03-15", "category: Running",
        "tags: A, B", "author: Nora Lind", "lang: NB", "template: page", "url: a/",
        "save_as: a/index.html", "translation: yes", mark="Draft",
    )  # fmt: skip

    assert {name: values[name] for name in (
        "slug", "date", "modified", "updated", "category", "tags", "authors", "lang", "template",
        "url", "save_as", "translation", "preview_mark",
    )} == {
        "slug": "a-post", "date": datetime.fromisoformat("2026-03-14"),
        "modified": datetime.fromisoformat("2026-03-15"),
        "updated": datetime.fromisoformat("2026-03-15"), "category": "Running", "tags": ["A", "B"],
        "authors": ["Nora Lind"], "lang": "nb", "template": "page", "url": "a/",
        "save_as": "a/index.html", "translation": "true", "preview_mark": "Draft",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "url", "file"),
    [
        (["url: post/knees"], "post/knees/", "post/knees/index.html"),
        (["url: knees.html"], "knees.html", "knees.html"),
        (["url: knees", "save_as: knees.html"], "knees", "knees.html"),
        (["save_as: knees/index.html"], "knees/", "knees/index.html"),
    ],
)
def test_an_address_is_that_of_its_file(rows, url, file):
    """A folder's ends with a slash, so that links need no redirect."""
    values = given(*rows)

    assert (values["url"], values["save_as"]) == (url, file)


def test_references_are_plain_values():
    """Templates need no guard for what an editor left out, but the year."""
    given_references = given(
        "references:", "  - Sleep", "  - {title: Rest, publisher: NHS, year: 2023}",
        "  - https://www.nhs.uk/", body="Three[^1] numbers[^2] cite them[^3].\n",
    )["references"]  # fmt: skip

    assert given_references == (
        ReferenceEntry("Sleep"),
        ReferenceEntry("Rest", "NHS", year=2023),
        ReferenceEntry("https://www.nhs.uk/", url="https://www.nhs.uk/"),
    )


def test_lines_are_named_by_field():
    """Whichever alias the editor wrote."""
    assert given("tags: A", "author: B")["field_lines"] == {"title": 2, "topics": 3, "authors": 4}


@pytest.mark.parametrize(
    ("description", "summary", "expected"),
    [
        ("One.", "Two.", "One."),
        ("", "Two.", "Two."),
        ("", "", "The body."),
        ("<b>One</b> &amp; <script>x</script>two", "", "One & two"),
        ("<br>", "Two.", "Two."),
    ],
)
def test_an_excerpt_is_plain_text(description, summary, expected):
    """The description, else the summary, else the body, without markup."""
    front = FrontMatter(title="A", description=description, summary=summary)

    assert excerpt(front, read()) == expected


def test_a_feed_gets_its_summary_as_html():
    """Plain text is escaped where HTML is expected."""
    values = given("description: 5 < 6 & more")

    assert values["excerpt"] == "5 < 6 & more"
    assert values["summary"] == "5 &lt; 6 &amp; more"


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (None, None),
        ("en", None),
        ("en-GB", None),
        ("EN-gb", None),
        ("en-US", "en-us"),
        ("nb", "nb"),
        ("e", "e"),
    ],
)
def test_a_post_in_the_sites_language_has_no_language_of_its_own(lang, expected):
    """So that `lang: en` does not move it to an address of its own."""
    assert other_language(lang, "en-GB") == expected
