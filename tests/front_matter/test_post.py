"""A post is read whole, or its editor is told the file, the line and what to type."""

import re
from datetime import datetime

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.findings import Finding
from plugins.core.models import Image
from plugins.front_matter import post
from plugins.front_matter.model import FrontMatter, Reference
from tests.front_matter.post_texts import (
    PATH,
    TITLE,
    error_in_row,
    errors_in,
    field_value,
    front,
    post_bytes,
)

WHOLE = """\
---
title: What is dry needling?
slug: what-is-dry-needling
date: 2026-11-23
modified: 2026-11-24
description: How thin needles are used.
author: Nora Lind
credit: Based on a talk
category: Treatments
topics: [Dry needling, Muscle pain]
image:
  src: needle.png
  alt: A needle
clinics: [high-street]
series: First visit
lang: nb
status: draft
related: [sleep]
related_exclude: [old-news]
reviewed: 2026-11-25
reviewed_by: Ola Berg
review_every: 3 years
references:
  - title: Acupuncture
    publisher: NHS
    url: https://www.nhs.uk/a
    year: 2023
aliases: [/2021/09/28/dry-needling/]
---
## Words

And more words.
"""


def test_a_whole_post_is_read():
    """Every field arrives as the value that was meant."""
    found, findings = post.read(WHOLE.encode(), PATH, lenient=False)

    assert findings == []
    assert found.front.model_dump(exclude_defaults=True) == {
        "title": "What is dry needling?",
        "slug": "what-is-dry-needling",
        "date": datetime.fromisoformat("2026-11-23"),
        "modified": datetime.fromisoformat("2026-11-24"),
        "description": "How thin needles are used.",
        "authors": ["Nora Lind"],
        "credit": "Based on a talk",
        "category": "Treatments",
        "topics": ["Dry needling", "Muscle pain"],
        "image": {"src": "needle.png", "alt": "A needle"},
        "clinics": ["high-street"],
        "series": "First visit",
        "lang": "nb",
        "status": "draft",
        "related": ["sleep"],
        "related_exclude": ["old-news"],
        "reviewed": datetime.fromisoformat("2026-11-25").date(),
        "reviewed_by": "Ola Berg",
        "review_every": 36,
        "references": [
            {
                "title": "Acupuncture",
                "publisher": "NHS",
                "url": "https://www.nhs.uk/a",
                "year": 2023,
            }
        ],
        "aliases": ["/2021/09/28/dry-needling/"],
    }
    assert found.body == "## Words\n\nAnd more words.\n"
    assert found.body_line == 30


def test_words_of_the_body_have_a_line():
    """The first line that has them; else the first of the body."""
    found, _findings = post.read(WHOLE.encode(), PATH, lenient=False)

    assert found.line_of("more words") == 32
    assert found.line_of("no such words") == 30
    assert found.line_of("") == 30
    assert found.line_of("ords", "more words") == 32
    assert found.line_of("more words", "no such words") == 32


def test_an_error_names_the_file():
    """As its editor would type it, with the line, a stable rule and a hint."""
    _post, findings = post.read(post_bytes("title: Running: basics"), PATH, lenient=False)

    assert findings == [
        Finding(
            PATH, 2, "error", "front-matter/unreadable", "The value of “title” has a colon in it.",
            'Put the value in straight quotes: `title: "Running: basics"`',
        )
    ]  # fmt: skip
    assert str(findings[0]) == (
        "content/articles/a-post.md:2: error: The value of “title” has a colon in it.\n"
        '    Put the value in straight quotes: `title: "Running: basics"`'
    )


@pytest.mark.parametrize(
    ("row", "key", "hint"),
    [
        ("tittle: B", "tittle", "Did you mean “title”?"),
        ("Autor: B", "autor", "Did you mean “author”?"),
        ("tag: B", "tag", "Did you mean “tags”?"),
        ("desciption:", "desciption", "Did you mean “description”?"),
        ("picture: a.png", "picture", "Take it out, or see the table of keys in docs/writing.md."),
        ("reviewd: 2026-03-14", "reviewd", "Did you mean “reviewed”?"),
        ("related-exlude: [a]", "related_exlude", "Did you mean “related_exclude”?"),
    ],
)
def test_an_unknown_key_is_refused(row, key, hint):
    """With the key that was meant, also where it has no value yet."""
    assert error_in_row(row) == (f"“{key}” is not a key.", hint)


def test_a_title_must_be_there():
    """The place to write it is where the keys begin."""
    assert errors_in(post_bytes("date: 2026-03-14")) == [
        (2, "“title” is missing.", "Write for example `title: What is dry needling?`")
    ]


@pytest.mark.parametrize("row", ["title:", "title: ~", 'title: ""'])
def test_a_title_without_words_is_missing(row):
    """A key without a value is a key not written."""
    assert [message for _line, message, _hint in errors_in(post_bytes(row))] == [
        "“title” is missing."
    ]


@pytest.mark.parametrize(
    ("rows", "line", "message"),
    [
        (("author: A", "authors: B"), 3, "“author” means the same as “authors”"),
        (("tags: A", "topics: B"), 3, "“tags” means the same as “topics”"),
        (("tags: A", "keywords: B"), 4, "“keywords” means the same as “tags”"),
    ],
)  # fmt: skip
def test_a_field_has_one_name(rows, line, message):
    """Two names with two values cannot both be meant."""
    assert errors_in(post_bytes(TITLE, *rows)) == [
        (line, f"{message}, which is written too.", "Keep one of the two.")
    ]


def test_an_empty_second_name_does_no_harm():
    """As a new post may have it."""
    assert front(TITLE, "author: A", "authors:").authors == ["A"]


@pytest.mark.parametrize(
    ("key", "name"), [("reviewed_by", "reviewed"), ("reviewed", "reviewed_by")]
)
def test_a_review_is_whole_or_none(key, name):
    """A day without a name, or a name without a day, says nothing; the line is that of the one."""
    row = f"{key}: {'Nora Lind' if key == 'reviewed_by' else '2026-03-14'}"

    assert error_in_row(row) == (
        f"reviewed_by: `{key}` is written without `{name}`.",
        f"Write `{name}` too, or neither until a clinician has reviewed the whole post.",
    )


def test_a_review_that_cannot_be_read_is_told_once():
    """The broken day alone; not that the name stands without it."""
    messages = errors_in(post_bytes(TITLE, "reviewed: soon", "reviewed_by: Nora Lind"))

    assert [(line, message) for line, message, _hint in messages] == [
        (3, "reviewed: “soon” is not a date.")
    ]


def test_a_change_comes_after_the_publication():
    """At the line of the change."""
    assert errors_in(post_bytes(TITLE, "modified: 2025-01-01", "date: 2026-03-14")) == [
        (
            3,
            "modified: 2025-01-01 is before the day of publication, 2026-03-14.",
            "Swap `date` and `modified`, or leave `modified` out.",
        )
    ]


@pytest.mark.parametrize(
    ("date", "modified"),
    [
        ("2026-03-14", "2026-03-14"),
        ("2026-03-14 09:00", "2026-03-14"),
        ("2026-03-14 09:00 +01:00", "2026-03-15"),
        ("2026-03-14", "2026-03-15 09:00Z"),
    ],
)
def test_a_change_may_be_on_the_same_day(date, modified):
    """Whatever the times and zones."""
    assert front(TITLE, f"date: {date}", f"modified: {modified}").modified


def test_everything_is_told_at_once():
    """One run, all that is wrong with the keys of a post."""
    rows = ["titel: A", "date: 2026-02-30", "status: drafft", "slug: A B", "image: a.png",
            "author: A", "authors: B", "reviewed: 2026-03-14"]  # fmt: skip

    assert [line for line, *_ in sorted(errors_in(post_bytes(*rows)))] == [2, 2, 3, 4, 5, 6, 7, 9]


def test_the_rest_of_a_bad_post_is_checked_too():
    """So that a second run has nothing more to tell; the build fails all the same."""
    found, findings = post.read(
        post_bytes("title: [A]", "date: soon", "status: draft", "slug: A B"), PATH, lenient=False
    )

    assert sorted(finding.line for finding in findings) == [2, 3, 5]
    assert found.front.model_dump(exclude_defaults=True) == {
        "title": "Untitled", "date": datetime.fromisoformat("2000-01-01"), "status": "draft",
    }  # fmt: skip


@pytest.mark.parametrize("key", sorted(post.known_keys()))
@pytest.mark.parametrize(
    "typed_value", ["[a, [b], {c: d}]", "{a: {b: c}}", "[~]", "{}", "'\\'", "“", "-1"]
)
def test_any_shape_of_value_is_read_or_refused(key, typed_value):
    """No value can make the program itself fail."""
    found, findings = post.read(post_bytes(TITLE, f"{key}: {typed_value}"), PATH, lenient=False)

    assert found or findings
    assert all(finding.line in {2, 3} and finding.hint for finding in findings)


def test_no_jargon_of_the_libraries_is_shown():
    """Whatever is wrong with any key, an editor reads plain words."""
    shapes = ["[a, [b], {c: d}]", "{a: {b: c}}", "{a: b, c: d}", "[~]", "'?'", "“", "[[]]"]

    words = " ".join(
        f"{finding.message} {finding.hint}"
        for key in post.known_keys()
        for shape in shapes
        for finding in post.read(post_bytes(TITLE, f"{key}: {shape}"), PATH, lenient=False)[1]
    )

    assert not re.findall(
        r"Input should|valid \w+|Value should|dict|string|instance|You wrote", words
    )


VISIBLE = st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="“”„«»‘’")
TEXTS = st.text(VISIBLE | st.just(" ")).map(lambda text: " ".join(text.split()))
NAMES = st.text(st.characters(codec="utf-8", categories=["L", "Nd"]), min_size=1, max_size=30)
SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
MOMENTS = st.datetimes(
    datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2100-01-01")
).map(lambda moment: moment.replace(microsecond=0))
UNIQUE = {"unique_by": str.casefold, "max_size": 4}
FRONT = st.fixed_dictionaries(
    {"title": TEXTS.filter(bool)},
    optional={
        "slug": SLUGS,
        "date": MOMENTS,
        "description": TEXTS,
        "authors": st.lists(NAMES, **UNIQUE),
        "credit": TEXTS,
        "category": NAMES,
        "topics": st.lists(NAMES, **UNIQUE),
        "image": st.fixed_dictionaries({"src": NAMES, "alt": TEXTS.filter(bool)}),
        "clinics": st.lists(SLUGS, **UNIQUE),
        "series": TEXTS,
        "lang": st.sampled_from(["no", "en-GB", "nb"]),
        "status": st.sampled_from(["published", "draft", "hidden"]),
        "related": st.lists(SLUGS, **UNIQUE),
        "references": st.lists(
            st.fixed_dictionaries(
                {"title": TEXTS.filter(bool)},
                optional={"publisher": TEXTS, "year": st.integers(1500, 2199)},
            ),
            max_size=3,
        ),
    },
)


@given(FRONT, st.booleans(), st.booleans())
def test_what_yaml_writes_is_read_back(fields, allow_unicode, flow):
    """Any good front matter, however a program writes it as YAML, is read to equal values."""
    plain = fields | ({"date": str(fields["date"])} if flow and "date" in fields else {})
    written = yaml.safe_dump(
        plain, allow_unicode=allow_unicode, default_flow_style=flow, sort_keys=False
    )

    found = front(*written.rstrip("\n").split("\n"))

    expected = dict(fields)
    if "image" in fields:
        expected["image"] = Image(**fields["image"])
    if "references" in fields:
        expected["references"] = [Reference(**source) for source in fields["references"]]
    assert {key: getattr(found, key) for key in expected} == expected


SIGNS = st.lists(
    st.sampled_from(
        ["---\n", "---", "\n", "title: A\n", "Title: B\n", "date: ", "2026-03-14", "tags: ", "[",
         "]", "image:\n", "  ", "src: a.png\n", "- ", ": ", "“", "”", "'", '"', "#", "&a ", "*a",
         "\t", "x", "references:\n", "reviewed: ", "author: ", "authors: ", "save_as: ", "../x",
         "\r\n", "\0", "|\n"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(st.binary() | st.text().map(str.encode) | SIGNS.map(str.encode), st.booleans())
def test_any_bytes_are_a_post_or_an_error(data, lenient):
    """Nothing is raised; without a post there is an error, and each has a line in the file."""
    found, findings = post.read(data, PATH, lenient=lenient)

    last = len(re.split(rb"\r\n|\r|\n", data))
    assert isinstance(found, post.Post) or any(f.severity == "error" for f in findings)
    assert all(1 <= finding.line <= last for finding in findings)
    assert all(finding.message and finding.hint for finding in findings)


@given(SIGNS)
def test_what_a_strict_reading_takes_a_lenient_one_takes_too(text):
    """A lenient build never knows less."""
    strict, findings = post.read(text.encode(), PATH, lenient=False)
    lenient, _findings = post.read(text.encode(), PATH, lenient=True)

    if not findings:
        assert lenient == strict


def test_the_model_cannot_be_changed():
    """What a stage was handed is what it was."""
    with pytest.raises(ValueError, match="frozen"):
        front(TITLE).title = "B"


def test_a_post_without_anything_else_is_plain():
    """The defaults are those of docs/writing.md."""
    assert front(TITLE) == FrontMatter(title="A post")
    assert field_value("slug: a", "status") == "published"
