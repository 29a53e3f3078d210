"""A new post is generated from the model of front matter."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.editorial.new_post import OFFERED, page_scaffold, scaffold, slug_for, tidy_title
from plugins.posts import post
from plugins.posts.model import FrontMatter

TODAY = date(2026, 11, 23)


def read(text):
    found, findings = post.read(text.encode(), "content/articles/a.md", lenient=False)
    assert findings == []
    return found


def test_a_new_post_is_a_draft_of_today():
    """All other keys are empty."""
    assert read(scaffold("Why we warm up", TODAY)).front == FrontMatter(
        title="Why we warm up", date=datetime.fromisoformat("2026-11-23"), status="draft"
    )


@pytest.mark.parametrize(
    "title",
    [
        'The "best" stretch',
        "A \\ B \\n C",
        "We are #1 # yes: 日本語",
        "The “best” way at 5 o’clock",
        "- [a, {b}] & *c* !d %e @f",
        "What? " * 50,
        "---",
        "2021",
        "null",
    ],
)
def test_any_title_is_read_back(title):
    """Whatever characters it has."""
    assert read(scaffold(tidy_title(title), TODAY)).front.title == tidy_title(title).strip()


def sign():
    return st.characters(codec="utf-8", exclude_characters="“”„«»‘’") | st.sampled_from(
        " \n\t\"'\\"
    )


@given(st.text(sign(), min_size=1).filter(slug_for))
def test_every_title_with_a_slug_is_read_back(typed):
    """As it was typed, without extra spaces."""
    title = tidy_title(typed)

    found = read(scaffold(title, TODAY))

    assert found.front.title.split() == title.strip("\u200b\u2060\ufeff").split()


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("  Why \n we\twarm up ", "Why we warm up"),
        ("A\x07B\x00C", "ABC"),
        ("A\udc80B", "AB"),
        ("👩‍🔬", "👩‍🔬"),
        ("10\xa0km", "10 km"),
    ],
)
def test_a_title_is_one_clean_line(typed, title):
    """Without line breaks and control characters."""
    assert tidy_title(typed) == title


def test_each_key_is_below_its_description():
    """From the model, with its example and its nested keys."""
    text = scaffold("A", TODAY)

    assert ", for example: Running\ncategory:\n" in text
    assert "\nimage:\n  # src: Name of the picture's file" in text
    assert "\n  src:\n  alt:\n" in text
    assert "\n  - title:\n    publisher:\n    url:\n    year:\n    read:\n---\n" in text
    assert [key for key in post.known_keys() if f"\n{key}:" in text] == [
        "title", "date", *sorted(OFFERED[:2], key=list(post.known_keys()).index), *OFFERED[2:5],
        "status", OFFERED[5],
    ]  # fmt: skip


def test_no_example_names_a_person():
    """Those of the model's examples do not work at the clinic."""
    text = scaffold("A", TODAY)

    assert "\n# Who wrote it: names from people.yaml, or the clinic's own name\nauthor:\n" in text


def test_values_can_be_filled_in():
    """As an editor does."""
    text = scaffold("A", TODAY)
    for key, value in {
        "description": "Two words.", "author": "Nora Lind", "category": "Running",
        "topics": "[Rest, Sleep]", "  src": "a.png", "  alt": "A desk", "  - title": "Sleep",
        "    year": "2023",
    }.items():  # fmt: skip
        text = text.replace(f"\n{key}:\n", f"\n{key}: {value}\n", 1)

    front = read(text).front

    assert (front.description, front.authors, front.category) == (
        "Two words.",
        ["Nora Lind"],
        "Running",
    )
    assert front.topics == ["Rest", "Sleep"]
    assert (front.image.src, front.image.alt) == ("a.png", "A desk")
    assert [(source.title, source.year) for source in front.references] == [("Sleep", 2023)]


def test_the_text_has_the_medical_help_section():
    """Instructions to the author are hidden from readers."""
    body = read(scaffold("A", TODAY)).body

    assert "## When to get medical help\n" in body
    shown = [line for line in body.split("\n") if line and "<!--" not in line and "-->" not in line]
    assert all(line.startswith("## ") for line in shown)


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Why we warm up", "why-we-warm-up"), ("5 o’clock: it's time!", "5-oclock-its-time"),
     ("!?…", ""), ("日本語", ""), ("word " * 60, "word-" * 15 + "word")],
)  # fmt: skip
def test_a_slug_has_at_most_eighty_characters(title, slug):
    """It never ends with a hyphen."""
    assert slug_for(title) == slug
    assert len(slug_for(title)) <= 80


@pytest.mark.parametrize(
    "names",
    [["Running"], ["Knees & hips", "A: b"], ["no", "2021"], ["It's, or is it"], ["#1", "a\\b"]],
)
def test_answers_are_read_back(names):
    """In quotes where YAML needs them."""
    text = scaffold("A", TODAY, {"topics": names, "category": names[:1], "author": []})

    found = read(text).front
    assert (found.topics, found.category, found.authors) == (names, names[0], [])


def test_a_new_page_has_no_date():
    """It is a draft all the same."""
    assert read(page_scaffold("Prices")).front == FrontMatter(title="Prices", status="draft")
