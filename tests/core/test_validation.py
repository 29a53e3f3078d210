"""A model's complaints reach an editor with a line, one plain sentence and a hint."""

from typing import Annotated

import pytest
from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from plugins.core.findings import Finding
from plugins.core.validation import findings, first_model, known_keys, refuse, unknown_key

PATH = "content/a.yaml"


def _never(value):
    raise refuse(f"“{value}” will not do.", "Write {another}.", at="name")


class Pet(BaseModel):
    """A small model within another."""

    model_config = ConfigDict(extra="forbid")

    kind: str = Field(examples=["cat"])
    colour: str = ""


class Person(BaseModel):
    """A small model with every shape of field."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, StringConstraints(min_length=1)] = Field(examples=["Nora Lind"])
    towns: list[str] = Field(default=[], validation_alias=AliasChoices("towns", "town"))
    pets: list[Pet] = []
    first: Pet | None = None
    age: int | None = None
    never: Annotated[str, AfterValidator(_never)] | None = None


def told(data, lines=None):
    with pytest.raises(ValidationError) as caught:
        Person.model_validate(data)
    lines = {(): 1} | (lines or {})
    return findings(caught.value, Person, path=PATH, lines=lines, rule="people")


def words(data):
    return [(finding.rule, finding.message, finding.hint) for finding in told(data)]


@pytest.mark.parametrize(
    ("data", "code", "message", "hint"),
    [
        ({}, "missing-key", "“name” is missing.", "Write for example `name: Nora Lind`"),
        ({"name": ""}, "bad-value", "name: There are no words in it.",
         "Write for example `name: Nora Lind`"),
        ({"name": None}, "bad-value", "name: The value is empty.",
         "Write one, or take the key out."),
        ({"name": ["A"]}, "bad-value", "name: This is a list, where one value is expected.",
         "Write `name: A`"),
        ({"name": ["A", "B"]}, "bad-value", "name: This is a list, where one value is expected.",
         "Write `name: ...`"),
        ({"name": {"A": "b"}}, "bad-value",
         "name: A value with a colon in it is read as a key and its value.",
         'Put the value in straight quotes: `"A: b"`'),
        ({"name": {"A": None}}, "bad-value",
         "name: A value with a colon in it is read as a key and its value.",
         'Put the value in straight quotes: `"A"`'),
        ({"name": {"A": "b", "C": "d"}}, "bad-value",
         "name: This has keys of its own, where plain words are expected.", "Write `name: ...`"),
        ({"name": "A", "nmae": "B"}, "unknown-key", "“nmae” is not a key.",
         "Did you mean “name”?"),
        ({"name": "A", "twon": "B"}, "unknown-key", "“twon” is not a key.",
         "Did you mean “town”?"),
        ({"name": "A", "xyz": "B"}, "unknown-key", "“xyz” is not a key.",
         "The keys are: age, first, name, never, pets, town, towns."),
        ({"name": "A", "town": ["B"], "towns": ["C"]}, "twice",
         "“town” means the same as “towns”, which is written too.", "Keep one of the two."),
        ({"name": "A", "first": {"kind": "a cat", "or a dog": None}}, "bad-value",
         "“or a dog” stands alone, because the comma before it ends the value.",
         'Put the whole value, with its commas, in straight quotes: "...".'),
        ({"name": "A", "first": "cat"}, "bad-value", "first: This needs keys of its own below it.",
         "Write below it `kind: cat`, `colour: ...`."),
        ({"name": "A", "pets": [{"kind": "cat"}, {}]}, "missing-key",
         "“pets 2, kind” is missing.", "Write for example `kind: cat`"),
        ({"name": "A", "pets": [{"kind": "cat", "color": "x"}]}, "unknown-key",
         "“color” is not a key.", "Did you mean “colour”?"),
        ({"name": "A", "towns": ["B", {"C": "d"}]}, "bad-value",
         "towns 2: A value with a colon in it is read as a key and its value.",
         'Put the value in straight quotes: `"C: d"`'),
        ({"name": "A", "never": "B"}, "bad-value", "never: “B” will not do.", "Write {another}."),
        ({"name": "A", "age": "old"}, "bad-value",
         "age: Input should be a valid integer, unable to parse string as an integer.",
         "You wrote: 'old'."),
    ],
)  # fmt: skip
def test_a_complaint_is_told_in_plain_words(data, code, message, hint):
    """What is wrong, and what to write instead."""
    assert words(data) == [(f"people/{code}", message, hint)]


def test_all_complaints_are_told_at_once():
    """One run tells everything."""
    messages = [message for _rule, message, _hint in words({"xyz": "A", "pets": [{}], "age": "x"})]

    assert len(messages) == 4


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ({"name": ["A"]}, 4),
        ({"name": "A", "pets": [{"kind": "cat"}, {"kind": ["dog"]}]}, 8),
        ({"name": "A", "pets": [{"kind": "cat"}, {"colour": "red"}]}, 7),
        ({"name": "A", "pets": [{"kind": "cat"}, {"colr": "red", "kind": "dog"}]}, 9),
        ({"name": "A", "never": "B"}, 4),
    ],
)
def test_the_line_is_that_of_the_key(data, line):
    """A missing key is told where its parent stands, and one complaint may name another key."""
    lines = {("name",): 4, ("pets",): 5, ("pets", 0): 6, ("pets", 1): 7, ("never",): 9}
    if "kind" in data.get("pets", [{}, {}])[-1]:
        lines[("pets", 1, "kind")] = 8
    if "colr" in data.get("pets", [{}, {}])[-1]:
        lines[("pets", 1, "colr")] = 9

    assert [finding.line for finding in told(data, lines)] == [line]


def test_a_missing_key_is_told_where_the_others_stand():
    """The first line of the keys is the place to write it."""
    assert [finding.line for finding in told({}, {(): 2})] == [2]


def test_a_whole_file_that_is_wrong_is_told_at_its_first_line():
    """Without any key there is still a line."""
    with pytest.raises(ValidationError) as caught:
        Person.model_validate("words")

    (finding,) = findings(caught.value, Person, path=PATH, lines={}, rule="people")

    assert (finding.line, finding.message) == (1, "This needs keys of its own below it.")


def test_keys_are_known_by_all_their_names():
    """A field with two names has two keys."""
    assert known_keys(Person) == {
        "name": "name", "towns": "towns", "town": "towns", "pets": "pets", "first": "first",
        "age": "age", "never": "never",
    }  # fmt: skip


def test_many_keys_are_not_listed():
    """A list of thirty keys helps nobody; the page with their table does."""
    found = unknown_key(
        "xyz", [f"k{n}" for n in range(13)], path=PATH, line=3, rule="r", severity="warning"
    )

    assert found == Finding(
        PATH, 3, "warning", "r/unknown-key", "“xyz” is not a key.",
        "Take it out, or see the table of keys in docs/writing.md.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("annotation", "expected"), [(Pet, Pet), (list[Pet], Pet), (Pet | None, Pet), (str, None)]
)
def test_the_model_within_a_field_is_found(annotation, expected):
    """Through lists and optional values."""
    assert first_model(annotation) is expected
