"""Text, names and lists are parsed, or refused with what to write instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.text_values import listed, unique_items, unquote
from tests.posts.post_texts import (
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
def test_a_title_is_parsed_without_the_quotes_around_it(row, title):
    """Smart quotes around a value are removed; those within it are kept."""
    assert front(*row.split("\n")).title == title


@pytest.mark.parametrize(
    "row",
    ["title: “What is it?", "title: What is it?”", 'title: “What is it?"', "title: „What is it?"],
)
def test_a_smart_quote_alone_is_refused(row):
    """It would be part of the headline."""
    ((line, message, hint),) = errors_in(post_bytes(row))

    assert (line, "curly quote" in message) == (2, True)
    assert '`"What is it?"`' in hint


@pytest.mark.parametrize("row", ["title: “”", 'title: " "', "title: ‘ ’"])
def test_a_title_of_nothing_is_refused(row):
    """Quotes around nothing are no text."""
    ((line, _message, hint),) = errors_in(post_bytes(row))

    assert (line, "`title: What is dry needling?`" in hint) == (2, True)


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
def test_a_list_may_be_written_in_many_ways(row):
    """With commas, semicolons, YAML lists and lines; duplicates are removed."""
    assert front(TITLE, *row.split("\n")).topics == ["Running", "Sleep"]


def test_semicolons_separate_names_with_commas():
    """As in Pelican: with a semicolon, a comma is part of a name."""
    assert field_value("authors: Lind, Nora; Berg, Ola", "authors") == ["Lind, Nora", "Berg, Ola"]


def test_the_first_spelling_is_kept():
    """Two spellings of one topic would have the same page."""
    assert field_value("topics: [dry needling, Dry Needling]", "topics") == ["dry needling"]


@pytest.mark.parametrize("row", ["topics:", "topics: []", "topics: ','", "topics: [~, '']"])
def test_an_empty_list_has_no_items(row):
    """Without any item."""
    assert field_value(row, "topics") == []


@pytest.mark.parametrize(
    ("row", "place", "hint"),
    [
        ("category: '!!!'", "category: “!!!”", "Write a word."),
        ("topics: [Running, 🏃]", "topics 2: “🏃”", "Write a word."),
        (f"category: {'a' * 101}", f"category: “{'a' * 40}…”", "shorter"),
        ("topics: {Running: basics}", "topics:", '`"Running: basics"`'),
        ("topics: [Running, Sleep: the basics]", "topics 2:", '`"Sleep: the basics"`'),
        ("category: [Running]", "category:", "`category: Running`"),
    ],
)
def test_a_name_must_be_able_to_have_a_page(row, place, hint):
    """Topics and categories become addresses."""
    message, found = error_in_row(row)

    assert message.startswith(place)
    assert hint in found


def test_the_longest_name_is_accepted():
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
    ("row", "hint"),
    [
        ("status: drafft", "Did you mean “draft”?"),
        ("status: live", "`published`, `ready`, `draft`, `hidden` or `skip`"),
        ("status: [draft]", "`published`, `ready`, `draft`, `hidden` or `skip`"),
        ("status: {draft: yes}", "`published`, `ready`, `draft`, `hidden` or `skip`"),
        ("translation: maybe", "`true`, `yes`, `on`, `false`, `no` or `off`"),
    ],
)
def test_another_word_is_refused(row, hint):
    """The hint has the most similar value, or all of them."""
    assert hint in error_in_row(row)[1]


@pytest.mark.parametrize(
    ("word", "meant"),
    [("true", True), ("Yes", True), ("ON", True), ("no", False), ("“False”", False)],
)
def test_yes_and_no_have_many_words(word, meant):
    """In any letter case; `no` is false here, and a language in `lang`."""
    assert field_value(f"translation: {word}", "translation") is meant


@given(st.lists(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1)))
def test_a_list_keeps_its_items_in_order(items):
    """With commas or as a YAML list, without duplicates."""
    expected = []
    for item in items:
        if item.casefold() not in [other.casefold() for other in expected]:
            expected.append(item)

    assert unique_items(listed(", ".join(items))) == unique_items(listed(items)) == expected


@given(st.text().filter(lambda text: not set(text) & set("“”„")))
def test_unquoting_is_idempotent(text):
    """The result has no more quotes to remove."""
    once = unquote(text)

    assert once == unquote(once) or once.startswith(("«", "‘"))


@pytest.mark.parametrize("other", [None, 3, ["a"], {"a": "b"}])
def test_other_types_are_left_to_the_model(other):
    """Only strings have quotes."""
    assert unquote(other) == other


@pytest.mark.parametrize("key", ["topics", "authors", "related", "aliases"])
def test_a_bad_item_is_reported_at_its_own_line(key):
    """Empty and duplicate items above it do not shift the line."""
    good = "/a/" if key == "aliases" else "a"

    found = errors_in(post_bytes(TITLE, f"{key}:", f"  - {good}", "  -", f"  - {good}", "  - '?!'"))

    assert [(line, message.split(":")[0]) for line, message, _hint in found] == [(7, f"{key} 4")]
