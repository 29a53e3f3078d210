"""A post is read completely, or its findings have the file, the line and what to write."""

import re
from datetime import datetime

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.models import Image
from plugins.posts import post
from plugins.posts.model import FrontMatter, Reference
from tests.posts.post_texts import (
    PATH,
    TITLE,
    assert_findings,
    error_in_row,
    errors_in,
    field_value,
    front,
    post_bytes,
)

WHOLE = """\
---
title: What is dry needling?
slug: dry-needling
date: 2026-11-23
modified: 2026-11-24
description: How thin needles are used.
author: Nora Lind
credit: Based on a talk
category: Treatments
topics: [Dry needling, Muscle pain]
search_words: [trigger point]
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


def test_a_post_with_every_key_is_read():
    """With the value of every field."""
    found, findings = post.read(WHOLE.encode(), PATH, lenient=False)

    assert findings == []
    assert found.front.model_dump(exclude_defaults=True) == {
        "title": "What is dry needling?",
        "slug": "dry-needling",
        "date": datetime.fromisoformat("2026-11-23"),
        "modified": datetime.fromisoformat("2026-11-24"),
        "description": "How thin needles are used.",
        "authors": ["Nora Lind"],
        "credit": "Based on a talk",
        "category": "Treatments",
        "topics": ["Dry needling", "Muscle pain"],
        "search_words": ["trigger point"],
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
    assert found.body_line == 31


def test_the_place_of_words_in_the_body():
    """The first line that has them, else the first line of the body, and the column if known."""
    found, _findings = post.read(WHOLE.encode(), PATH, lenient=False)

    assert found.place_of("more words") == (33, 5)
    assert found.place_of("no such words") == (31, 0)
    assert found.place_of("") == (31, 0)
    assert found.place_of("ords", "more words") == (33, 5)
    assert found.place_of("more words", "no such words") == (33, 5)
    assert found.place_of("MORE Words") == (33, 5)


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ("aliases:\n  - /one/\n  - /two/\n", (4, 5)),
        ("aliases: [/one/,\n  /two/]\n", (3, 4)),
        ("aliases: /one/\n", ()),
        ("aliases:\n  - /one/\n  - /one/\n", ()),
        ("", ()),
    ],
)
def test_an_old_address_in_a_list_has_a_line_of_its_own(rows, lines):
    """None is known if two are the same; their key has one then."""
    found, _ = post.read(f"---\ntitle: A\n{rows}---\nText\n".encode(), "a.md", lenient=False)

    assert found.alias_lines() == lines


def test_an_error_names_the_file():
    """As an editor would type it, with the line, a stable rule and a hint."""
    _post, (finding,) = post.read(post_bytes("title: Running: basics"), PATH, lenient=False)

    assert (finding.path, finding.line) == (PATH, 2)
    assert (finding.severity, finding.rule) == ("error", "front-matter/unreadable")
    assert '`title: "Running: basics"`' in finding.hint


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("tittle: B", 1), ("topics: [Sleep, '!!!']", 17),
        ("image:\n  source: a.png\n  src: b.png\n  alt: A", 3),
        ("title: Running: basics", 8), ("title: [A]", 1), ("description: a \u202eb", 1),
        ("Save-As: ../x", 1),
    ],
)  # fmt: skip
def test_an_error_has_a_column(row, column):
    """Of the key, the item of a list, or the sign that cannot be read."""
    _post, findings = post.read(post_bytes(row), PATH, lenient=False)

    assert [each.column for each in findings if each.rule != "front-matter/missing-key"] == [column]


@pytest.mark.parametrize(
    ("row", "key", "hint"),
    [
        ("tittle: B", "tittle", "Did you mean “title”?"),
        ("Autor: B", "autor", "Did you mean “author”?"),
        ("tag: B", "tag", "Did you mean “tags”?"),
        ("desciption:", "desciption", "Did you mean “description”?"),
        ("draft: true", "draft", "`status: draft`"),
        ("permalink: /a/", "permalink", "`slug: "),
        ("picture: a.png", "picture", "docs/writing.md"),
        ("related-exlude: [a]", "related_exlude", "Did you mean “related_exclude”?"),
    ],
)
def test_an_unknown_key_is_refused(row, key, hint):
    """The hint has the most similar key; a key without a value is refused, too."""
    message, found = error_in_row(row)

    assert f"“{key}”" in message
    assert hint in found


def test_a_title_must_be_there():
    """It is reported at the first line of the keys."""
    found = errors_in(post_bytes("date: 2026-03-14"))

    assert_findings(found, (2, "“title” is missing", "`title: What is dry needling?`"))


@pytest.mark.parametrize("row", ["title:", "title: ~", 'title: ""'])
def test_a_title_without_words_is_missing(row):
    """A key without a value counts as absent."""
    assert_findings(errors_in(post_bytes(row)), (2, "“title” is missing", ""))


@pytest.mark.parametrize(
    ("rows", "line", "message"),
    [
        (("author: A", "authors: B"), 3, "“author” means the same as “authors”"),
        (("tags: A", "topics: B"), 3, "“tags” means the same as “topics”"),
        (("tags: A", "keywords: B"), 4, "“keywords” means the same as “tags”"),
    ],
)  # fmt: skip
def test_a_field_has_one_name(rows, line, message):
    """Two names with two values contradict each other."""
    assert_findings(errors_in(post_bytes(TITLE, *rows)), (line, message, "Keep one"))


def test_an_empty_second_name_is_ignored():
    """A new post may have one."""
    assert front(TITLE, "author: A", "authors:").authors == ["A"]


@pytest.mark.parametrize(
    ("key", "name"), [("reviewed_by", "reviewed"), ("reviewed", "reviewed_by")]
)
def test_a_review_has_a_date_and_a_name(key, name):
    """A date without a name, or a name without a date, is an error at its line."""
    message, hint = error_in_row(f"{key}: {'Nora Lind' if key == 'reviewed_by' else '2026-03-14'}")

    assert f"`{key}`" in message
    assert f"`{name}`" in hint


def test_an_invalid_review_is_reported_once():
    """Only the invalid date, not the name without a date."""
    found = errors_in(post_bytes(TITLE, "reviewed: soon", "reviewed_by: Nora Lind"))

    assert_findings(found, (3, "reviewed: “soon”", ""))


def test_a_change_comes_after_the_publication():
    """It is reported at the line of the change."""
    found = errors_in(post_bytes(TITLE, "modified: 2025-01-01", "date: 2026-03-14"))

    assert_findings(found, (3, "modified: 2025-01-01", "`date` and `modified`"))


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
    """With any times and zones."""
    assert front(TITLE, f"date: {date}", f"modified: {modified}").modified


def test_everything_is_reported_at_once():
    """One run reports all that is wrong with the keys of a post."""
    rows = ["titel: A", "date: 2026-02-30", "status: drafft", "slug: A B", "image: a.png",
            "author: A", "authors: B", "reviewed: 2026-03-14"]  # fmt: skip

    assert [line for line, *_ in sorted(errors_in(post_bytes(*rows)))] == [2, 2, 3, 4, 5, 6, 7, 9]


def test_the_rest_of_a_bad_post_is_checked_too():
    """So that a second run reports nothing new; the build fails anyway."""
    found, findings = post.read(
        post_bytes("title: [A]", "date: soon", "status: draft", "slug: A B"), PATH, lenient=False
    )

    assert sorted(finding.line for finding in findings) == [2, 3, 5]
    assert found.front.model_dump(exclude_defaults=True) == {
        "title": "Untitled", "date": datetime.fromisoformat("2000-01-01"), "status": "draft",
    }  # fmt: skip


def test_any_shape_of_value_is_read_or_refused():
    """Nothing is raised, and every message is in everyday English, with a line and a hint."""
    shapes = ["[a, [b], {c: d}]", "{a: {b: c}}", "{a: b, c: d}", "[~]", "[[]]", "{}", "'\\'",
              "'?'", "“", "-1"]  # fmt: skip
    jargon = r"Input should|valid \w+|Value should|dict|string|instance|You wrote"

    for key in post.known_keys():
        for shape in shapes:
            found, findings = post.read(post_bytes(TITLE, f"{key}: {shape}"), PATH, lenient=False)
            assert found or findings
            for finding in findings:
                assert finding.line in {2, 3}, (key, shape)
                assert finding.hint, (key, shape)
                assert not re.search(jargon, f"{finding.message} {finding.hint}"), (key, shape)


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
    """Any valid front matter, in any form in which YAML may be written, is read to equal values."""
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
    """Nothing is raised; without a post there is an error, and each finding has a line."""
    found, findings = post.read(data, PATH, lenient=lenient)

    last = len(re.split(rb"\r\n|\r|\n", data))
    assert isinstance(found, post.Post) or any(f.severity == "error" for f in findings)
    assert all(1 <= finding.line <= last for finding in findings)
    assert all(finding.message and finding.hint for finding in findings)


@given(SIGNS)
def test_a_lenient_read_accepts_what_a_strict_one_does(text):
    """With the same result."""
    strict, findings = post.read(text.encode(), PATH, lenient=False)
    lenient, _findings = post.read(text.encode(), PATH, lenient=True)

    if not findings:
        assert lenient == strict


def test_the_model_is_immutable():
    """Its values cannot change between the steps of a build."""
    with pytest.raises(ValueError, match="frozen"):
        front(TITLE).title = "B"


def test_a_post_with_a_title_has_the_defaults():
    """As docs/writing.md says."""
    assert front(TITLE) == FrontMatter(title="A post")
    assert field_value("slug: a", "status") == "published"
