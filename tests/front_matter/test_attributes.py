"""Pelican and the templates get plain values, and only those that the editor wrote."""

from dataclasses import dataclass, field
from datetime import datetime

import pytest

from plugins.front_matter import post
from plugins.front_matter.attributes import attributes, excerpt, other_language
from plugins.front_matter.model import FrontMatter
from plugins.responsive_images.picture import Picture
from tests.front_matter.typing_desk import PATH, TITLE, typed

PICTURE = Picture("images/a.png", 4, 3, "A")


@dataclass
class FakeBody:
    """What is read of a finished body."""

    text: str = "The body."
    excerpt: str = "The body."
    headings: tuple = ()
    reading_minutes: int = 2
    citations: dict = field(default_factory=dict)
    dead_feeds: int = 0


def given(*rows, mark=""):
    found, findings = post.read(typed(TITLE, *rows), PATH, lenient=False)
    assert findings == []
    return attributes(
        found, FakeBody(), picture=PICTURE, mark=mark, path=PATH, site_lang="en-GB", due=None
    )


def test_a_plain_post_has_plain_values():
    """Empty where nothing was written, so that templates need no guard."""
    assert given() == {
        "title": "A post",
        "authors": [],
        "tags": [],
        "summary": "The body.",
        "excerpt": "The body.",
        "description": "",
        "updated": None,
        "picture": PICTURE,
        "headings": (),
        "reading_minutes": 2,
        "plain_text": "The body.",
        "dead_feeds": 0,
        "credit": "",
        "clinics": [],
        "series": "",
        "related": [],
        "related_exclude": [],
        "reviewed": None,
        "reviewed_by": "",
        "next_review": None,
        "citations": {},
        "references": [],
        "aliases": [],
        "preview_mark": "",
        "source_file": PATH,
        "field_lines": {"title": 2},
    }


def test_pelicans_own_values_are_there_when_they_were_written():
    """Under the names that Pelican reads."""
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


def test_the_line_of_a_field_is_known_by_the_models_name():
    """Whatever the editor called it."""
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
    """The description, else the summary, else the body, without a trace of markup."""
    front = FrontMatter(title="A", description=description, summary=summary)

    assert excerpt(front, FakeBody()) == expected


def test_a_feed_gets_its_summary_as_html():
    """What is plain text on a card is escaped where HTML is expected."""
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
