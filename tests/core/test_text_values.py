"""Words, names and lists are read however they are typed, or refused with what to type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.text_values import listed, unique_items, unquote
from tests.front_matter.post_texts import (
    TITLE,
    error_in_row,
    errors_in,
    field_value,
    front,
    post_bytes,
)


@pytest.mark.parametrize(
    ("row", "title"),
    [
        ("title: “What is it?”", "What is it?"),
        ("title: ”What is it?”", "What is it?"),
        ("title: „What is it?“", "What is it?"),
        ("title: «What is it?»", "What is it?"),
        ("title: ‘What is it?’", "What is it?"),
        ('title: "What is it?"', "What is it?"),
        ("title: 'What is it?'", "What is it?"),
        ("title: 5 o’clock", "5 o’clock"),
        ("title: ‘Tis the season’s end", "‘Tis the season’s end"),
        ("title: The “best” way", "The “best” way"),
        ("title: “Stop” and “go”", "“Stop” and “go”"),
        ("title: Om ”vila” i dag", "Om ”vila” i dag"),
        ("title: Das „Eis“ hilft", "Das „Eis“ hilft"),
        ("title: A 12” roller", "A 12” roller"),
        ("title: A roller of 12”", "A roller of 12”"),
        ("title: \u200bWhat\u2060", "What"),
        ('title: "  What  is\tit?  "', "What is it?"),
        ("title: >-\n  What\n  is it?", "What is it?"),
        ("title: 10\xa0km", "10\xa0km"),
    ],
)
def test_a_title_is_read_without_the_quotes_around_it(row, title):
    """Smart quotes around a value stand for straight ones; those within it are the editor's."""
    assert front(*row.split("\n")).title == title


@pytest.mark.parametrize(
    "row",
    ["title: “What is it?", "title: What is it?”", 'title: “What is it?"', "title: „What is it?"],
)
def test_a_smart_quote_alone_is_refused(row):
    """It would stand in the headline."""
    assert errors_in(post_bytes(row)) == [
        (2, "title: A smart quote has no partner.", 'Write `"What is it?"`, in straight quotes.')
    ]


@pytest.mark.parametrize("row", ["title: “”", 'title: " "', "title: ‘ ’"])
def test_a_title_of_nothing_is_refused(row):
    """Quotes around nothing are no words."""
    assert errors_in(post_bytes(row)) == [
        (2, "title: There are no words in it.", "Write for example `title: What is dry needling?`")
    ]


@pytest.mark.parametrize(
    "row",
    [
        "topics: Running, Sleep",
        "topics: Running; Sleep",
        "topics: Running,Sleep,",
        "topics: [Running, Sleep]",
        "topics: [“Running”, 'Sleep']",
        "topics:\n  - Running\n  - Sleep",
        "topics:\n- Running\n- Sleep\n-",
        "topics: “Running”, “Sleep”",
        "topics: “Running, Sleep”",
        'topics: "[Running, Sleep]"',
        "topics: Running, Sleep, running, Sleep",
        "topics: |\n  Running\n  Sleep",
        "tags: Running, Sleep",
        "Keywords: [Running, Sleep]",
    ],
)
def test_a_list_may_be_typed_in_every_way(row):
    """Commas, semicolons, YAML's lists and lines; what is written twice counts once."""
    assert front(TITLE, *row.split("\n")).topics == ["Running", "Sleep"]


def test_semicolons_part_names_with_commas():
    """Pelican's own rule: with a semicolon, a comma is part of a name."""
    assert field_value("authors: Lind, Nora; Berg, Ola", "authors") == ["Lind, Nora", "Berg, Ola"]


def test_the_first_spelling_is_kept():
    """Two spellings of one topic would have the same page."""
    assert field_value("topics: [dry needling, Dry Needling]", "topics") == ["dry needling"]


@pytest.mark.parametrize("row", ["topics:", "topics: []", "topics: ','", "topics: [~, '']"])
def test_an_empty_list_is_none(row):
    """Nothing typed is nothing meant."""
    assert field_value(row, "topics") == []


@pytest.mark.parametrize(
    ("row", "message", "hint"),
    [
        ("category: '!!!'", "category: “!!!” has no letter or digit in it.", "Write a word."),
        ("topics: [Running, 🏃]", "topics 2: “🏃” has no letter or digit in it.", "Write a word."),
        (
            f"category: {'a' * 101}",
            f"category: “{'a' * 40}…” is longer than 100 characters.",
            "Write a shorter name; several are parted by commas.",
        ),
        (
            "topics: {Running: basics}",
            "topics: A value with a colon in it is read as a key and its value.",
            'Put the value in straight quotes: `"Running: basics"`',
        ),
        (
            "topics: [Running, Sleep: the basics]",
            "topics 2: A value with a colon in it is read as a key and its value.",
            'Put the value in straight quotes: `"Sleep: the basics"`',
        ),
        (
            "category: [Running]",
            "category: This is a list, where one value is expected.",
            "Write `category: Running`",
        ),
    ],
)
def test_a_name_must_be_able_to_have_a_page(row, message, hint):
    """Topics and categories become addresses."""
    assert error_in_row(row) == (message, hint)


def test_the_longest_name_is_taken():
    """The limit itself is not refused."""
    assert field_value(f"category: {'a' * 100}", "category") == "a" * 100


@pytest.mark.parametrize(
    ("row", "status"),
    [("status: Draft", "draft"), ("status: HIDDEN", "hidden"), ("status: “skip”", "skip"),
     ("status:", "published"), ("slug: a", "published")],
)  # fmt: skip
def test_a_status_may_be_typed_in_any_letter_case(row, status):
    """And a post without one is published."""
    assert field_value(row, "status") == status


@pytest.mark.parametrize(
    ("row", "message", "hint"),
    [
        ("status: drafft", "status: “drafft” is not known.", "Did you mean “draft”?"),
        ("status: publish", "status: “publish” is not known.", "Did you mean “published”?"),
        ("status: live", "status: “live” is not known.",
         "Write `published`, `draft`, `hidden` or `skip`."),
        ("status: [draft]", "status: One word is expected here.",
         "Write `published`, `draft`, `hidden` or `skip`."),
        ("status: {draft: yes}", "status: One word is expected here.",
         "Write `published`, `draft`, `hidden` or `skip`."),
        ("translation: maybe", "translation: “maybe” is not known.",
         "Write `true`, `yes`, `on`, `false`, `no` or `off`."),
    ],
)  # fmt: skip
def test_another_word_is_refused(row, message, hint):
    """With the nearest, or all that there are."""
    assert error_in_row(row) == (message, hint)


@pytest.mark.parametrize(
    ("typed_word", "meant"),
    [("true", True), ("Yes", True), ("ON", True), ("no", False), ("“False”", False)],
)
def test_yes_and_no_have_many_words(typed_word, meant):
    """`no` is a language elsewhere, and here it is no."""
    assert field_value(f"translation: {typed_word}", "translation") is meant


@given(st.lists(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1)))
def test_a_list_keeps_its_items_in_order(items):
    """Read from commas or from a list, it is the same list, each item once."""
    expected = []
    for item in items:
        if item.casefold() not in [other.casefold() for other in expected]:
            expected.append(item)

    assert unique_items(listed(", ".join(items))) == unique_items(listed(items)) == expected


@given(st.text().filter(lambda text: not set(text) & set("“”„")))
def test_reading_a_value_twice_changes_nothing(text):
    """What was read once stays as it is."""
    once = unquote(text)

    assert once == unquote(once) or once.startswith(("«", "‘"))


@pytest.mark.parametrize("other", [None, 3, ["a"], {"a": "b"}])
def test_other_things_are_left_to_the_model(other):
    """Only text has quotes."""
    assert unquote(other) == other


@pytest.mark.parametrize("key", ["topics", "authors", "related", "aliases"])
def test_a_bad_item_is_told_at_its_own_line(key):
    """Empty and repeated items above it do not shift it."""
    good = "/a/" if key == "aliases" else "a"

    found = errors_in(post_bytes(TITLE, f"{key}:", f"  - {good}", "  -", f"  - {good}", "  - '?!'"))

    assert [(line, message.split(":")[0]) for line, message, _hint in found] == [(7, f"{key} 4")]
