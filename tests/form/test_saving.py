"""Saving changes what was typed, and no other row."""

import difflib

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.core.yaml_lines import YamlError
from plugins.form.model_fields import FIELDS
from plugins.form.post_values import form_values
from plugins.form.saving import as_in_file, as_read, read, saved
from plugins.form.written_yaml import UnwritableError
from plugins.posts.source import split
from tests.building import SAMPLE

POST = """---
# Begin with a capital.
title:   'Warm up, "slowly"'   # the headline
date: 2026-03-14 09:30
modified:
author: Nora Lind
tags:
  - Running
  - "Warm-up"   # as people say it
image: {src: warm.png, alt: 'A runner'}
mood: calm   # a key that the form does not know
references:
  # The first one is the best.
  - title: "NHS: warming up"
    publisher: NHS
    read: 2026-01-02

  - title: BMJ
    url: https://www.bmj.com/

---

A *text* with
__two__ rows.
"""


def changes(text, values):
    """The rows that go and that come when `values` are saved in `text`."""
    rows = difflib.ndiff(text.split("\n"), saved(text, values).split("\n"))
    return [row for row in rows if row[0] in "+-"]


def with_values(**changed):
    return {**read(POST), **changed}


def test_saving_what_was_read_changes_nothing():
    """Every byte stays: quotes, comments, empty values and rows, and keys of other programs."""
    assert saved(POST, read(POST)) == POST


@pytest.mark.parametrize("path", sorted(SAMPLE.glob("content/*/*.md")), ids=lambda path: path.name)
def test_every_post_of_the_made_up_clinic_survives(path):
    """The same, for posts that people wrote; one with `Title:` rows must be edited as a file."""
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    if path.name == "walking-to-work.md":
        with pytest.raises(YamlError):
            read(text)
        return

    assert saved(text, read(text)) == text


@pytest.mark.parametrize(
    ("changed", "rows"),
    [
        ({"title": "Cool down"},
         ["- title:   'Warm up, \"slowly\"'   # the headline",
          "+ title:   Cool down   # the headline"]),
        ({"title": "Running: the basics"},
         ["- title:   'Warm up, \"slowly\"'   # the headline",
          '+ title:   "Running: the basics"   # the headline']),
        ({"date": "2026-03-15"}, ["- date: 2026-03-14 09:30", "+ date: 2026-03-15 09:30"]),
        ({"date": ""}, ["- date: 2026-03-14 09:30"]),
        ({"modified": "2026-04-01"}, ["- modified:", "+ modified: 2026-04-01"]),
        ({"authors": ["Nora Lind", "Ola Berg"]},
         ["- author: Nora Lind", "+ author: [Nora Lind, Ola Berg]"]),
        ({"authors": ["Berg, Ola"]}, ["- author: Nora Lind", '+ author: ["Berg, Ola"]']),
        ({"topics": ["Running", "Sleep", "Warm-up"]}, ["+   - Sleep"]),
        ({"topics": ["Warm-up"]}, ["-   - Running"]),
        ({"status": "draft"}, ["+ status: draft"]),
        ({"description": "Slowly."}, ["+ description: Slowly."]),
        ({"translation": True}, ["+ translation: true"]),
        ({"image": {}}, ["- image: {src: warm.png, alt: 'A runner'}"]),
        ({"image": {"src": "/images/new.png", "alt": "A # sign"}},
         ["- image: {src: warm.png, alt: 'A runner'}",
          "+ image:", "+   src: new.png", '+   alt: "A # sign"']),
        ({"body": "A *text* with\n__two__ rows.\n\nAnd one."}, ["+ ", "+ And one."]),
    ],
)  # fmt: skip
def test_a_changed_value_changes_its_rows_only(changed, rows):
    """Keys keep their spelling, lists their layout, and rows their comments."""
    assert sorted(changes(POST, with_values(**changed))) == sorted(rows)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("code\n\nText", "    code\n\nText"),
        ("code\n\nOther", "    code\n\nOther"),
        ("Other\n\nText", "Other\n\nText"),
        ("", ""),
    ],
)
def test_a_text_that_begins_with_spaces_keeps_them(typed, kept):
    """They make code of the row, and Sveltia takes them away before it saves."""
    text = "---\ntitle: A\n---\n    code\n\nText\n"

    made = saved(text, {"title": "B", "body": typed})

    assert made == f"---\ntitle: B\n---\n{kept}\n"


@pytest.mark.parametrize("time", [" 09:30", "T09:30:00Z", " 9:30:15.5 +01:00", "  09:30   # early"])
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_time_stays_when_its_day_changes(quote, time):
    """In any spelling; the form shows the day alone."""
    time, _, comment = time.partition("   #")
    text = (
        f"---\ntitle: A\ndate: {quote}2026-03-14{time}{quote}{comment and ' # early'}\n---\nText\n"
    )
    after = saved(text, {**read(text), "date": "2026-03-15"})

    assert f"2026-03-15{time}" in after
    assert after.count("# early") == bool(comment)
    assert read(after)["date"] == "2026-03-15"


@pytest.mark.parametrize("keys", [("tags", "topics"), ("topics", "tags"), ("keywords", "tags")])
def test_a_key_in_two_spellings_keeps_the_value_that_is_not_shown(keys):
    """A build reports both; only the rows of what the form shows change."""
    first, second = (f"{key}: [{key.capitalize()}]" for key in keys)
    text = f"---\ntitle: A\n{first}\n{second}\n---\nText\n"
    [shown] = read(text)["topics"]
    [hidden] = {key.capitalize() for key in keys} - {shown}
    changed = {**read(text), "topics": ["Sleep"]}

    assert saved(text, read(text)) == text
    assert saved(text, changed) == text.replace(f"[{shown}]", "[Sleep]")
    assert hidden in saved(text, changed)
    assert "[" not in saved(text, {**changed, "topics": []})


def test_one_source_among_others_is_changed_in_place():
    """Its other rows stay, and so do the other sources."""
    first, second = read(POST)["references"]

    assert changes(POST, with_values(references=[{**first, "publisher": "NHS UK"}, second])) == [
        "-     publisher: NHS",
        "+     publisher: NHS UK",
    ]
    assert changes(POST, with_values(references=[first, {**second, "year": "2024"}])) == [
        "+     year: 2024"
    ]
    assert changes(POST, with_values(references=[first, second, {"title": "Cochrane"}])) == [
        "+   - title: Cochrane"
    ]
    without_title = {"publisher": "NHS", "read": "2026-01-02"}
    assert "+   - publisher: NHS" in changes(POST, with_values(references=[without_title, second]))


def test_a_new_key_stands_where_the_model_has_it():
    """Not below the long list of sources, if there is a key that comes before it."""
    text = saved("---\ntitle: A\ndate: 2026-01-02\nreferences:\n  - title: B\n---\nText\n",
                 {"title": "A", "date": "2026-01-02", "references": [{"title": "B"}],
                  "category": "Running", "body": "Text"})  # fmt: skip

    assert text == (
        "---\ntitle: A\ndate: 2026-01-02\ncategory: Running\nreferences:\n  - title: B\n---\nText\n"
    )


def test_a_new_post_has_only_what_was_typed():
    """In the order of docs/writing.md, without keys that are empty."""
    values = {"title": "Calf care", "date": "", "reviewed": "", "authors": [""], "image": None,
              "topics": ["Running"], "status": "draft", "order": 2, "translation": False,
              "body": "Begin *slowly*.\n"}  # fmt: skip

    assert saved("", values) == (
        "---\ntitle: Calf care\norder: 2\ntopics: [Running]\nstatus: draft\n---\nBegin *slowly*.\n"
    )


def test_a_post_that_says_nothing_of_its_status_stays_public():
    """Sveltia gives the values of a new post to whatever has none."""
    shown = read("---\ntitle: A\n---\nText\n")

    assert (shown["status"], shown["date"]) == ("published", "")
    assert "status" not in saved("---\ntitle: A\n---\nText\n", shown)


def test_a_value_that_no_page_may_have_is_refused():
    """And so is a post whose front matter cannot be read; nothing is written then."""
    with pytest.raises(UnwritableError, match="type it again"):
        saved("", {"title": "A \u0007 bell"})
    with pytest.raises(YamlError):
        saved("---\ntitle: Running: the basics\n---\nText\n", {"title": "Running"})
    with pytest.raises(YamlError):
        read("Title: A\n\nText\n")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n", "  \n\n"])
def test_what_sveltia_does_not_read_of_a_file_stays(mark, ends, end):
    """The byte order mark, the line ends, and what is empty at the end of the file."""
    before = f"{mark}---\ntitle: A\n---\n\nOne\n\nTwo{end}".replace("\n", ends)
    text = as_read(before)

    after = as_in_file(before, saved(text, {**read(text), "title": "B"}))

    assert after == before.replace("title: A", "title: B")


def test_a_text_with_another_end_ends_with_one_line_feed():
    """Spaces after the old last row would make another text of the new one."""
    before = "---\ntitle: A\n---\nOne  \n\n"
    text = as_read(before)

    after = as_in_file(before, saved(text, {**read(text), "body": "Two"}))

    assert after == "---\ntitle: A\n---\nTwo\n"
    assert as_in_file("", after) == after


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Cf", "Zl", "Zp"]),
    min_size=1, max_size=12,
)  # fmt: skip
BY_KIND = {
    "text": TEXTS, "long": TEXTS, "picture": TEXTS, "words": st.lists(TEXTS, max_size=3),
    "yes_or_no": st.booleans(), "day": st.dates().map(str),
}  # fmt: skip


def some_values(fields):
    """Values for some of the fields, as Sveltia sends them."""
    made = {}
    for name, field in fields.items():
        if field.kind == "choice":
            made[name] = st.sampled_from(field.choices)
        elif field.below:
            group = some_values(field.below)
            made[name] = st.lists(group, max_size=3) if field.kind == "groups" else group
        else:
            made[name] = BY_KIND[field.kind]
    return st.fixed_dictionaries({}, optional=made)


def test_a_file_that_is_not_utf_8_is_not_shown():
    """Else a save would replace its letters, which browsers cannot read, for good."""
    read_by_browser = b"---\ntitle: A\n---\n\nA caf\xe9\n".decode("utf-8", "replace")

    with pytest.raises(YamlError) as refusal:
        read(read_by_browser)

    assert refusal.value.line == 5
    assert "UTF-8" in refusal.value.hint


@example(values={"title": "=", "topics": ["<<"]}, text="", body="")
@given(values=some_values(FIELDS), text=st.sampled_from(["", POST]), body=st.text("ab \n#*-"))
def test_whatever_is_typed_is_read_again(values, text, body):
    """All values, and the text, come back; a second save changes nothing; other keys stay."""
    values["body"] = body

    made = saved(text, values)

    source = split(made)
    assert form_values(source.fields) == form_values(values)
    assert read(made)["body"].rstrip() == body.strip("\n").rstrip()
    assert saved(made, read(made)) == made
    assert source.fields.get("mood") == ("calm" if text else None)
    assert isinstance(yaml.safe_load(made.split("---\n")[1]), dict | None)
