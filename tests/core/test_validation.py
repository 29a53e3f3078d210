"""Validation errors become findings with a line, a plain message and a hint."""

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
    create_model,
)

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


def found_in(data, lines=None):
    with pytest.raises(ValidationError) as caught:
        Person.model_validate(data)
    lines = {(): 1} | (lines or {})
    return findings(caught.value, Person, path=PATH, lines=lines, rule="people")


def words(data):
    return [(finding.rule, finding.message, finding.hint) for finding in found_in(data)]


@pytest.mark.parametrize(
    ("data", "code", "place", "hint"),
    [
        ({}, "missing-key", "“name”", "`name: Nora Lind`"),
        ({"name": ""}, "bad-value", "name:", "`name: Nora Lind`"),
        ({"name": None}, "bad-value", "name:", "Write a value"),
        ({"name": ["A"]}, "bad-value", "name:", "`name: A`"),
        ({"name": ["A", "B"]}, "bad-value", "name:", "`name: ...`"),
        ({"name": {"A": "b"}}, "bad-value", "name:", '`"A: b"`'),
        ({"name": {"A": None}}, "bad-value", "name:", '`"A"`'),
        ({"name": {"A": "b", "C": "d"}}, "bad-value", "name:", "`name: ...`"),
        ({"name": "A", "nmae": "B"}, "unknown-key", "“nmae”", "“name”"),
        ({"name": "A", "twon": "B"}, "unknown-key", "“twon”", "“town”"),
        ({"name": "A", "xyz": "B"}, "unknown-key", "“xyz”",
         "age, first, name, never, pets, town, towns"),
        ({"name": "A", "town": ["B"], "towns": ["C"]}, "twice", "“town” means the same as “towns”",
         "Keep one"),
        ({"name": "A", "first": {"kind": "a cat", "or a dog": None}}, "bad-value", "“or a dog”",
         "straight quotes"),
        ({"name": "A", "first": "cat"}, "bad-value", "first:", "`kind: cat`, `colour: ...`"),
        ({"name": "A", "pets": [{"kind": "cat"}, {}]}, "missing-key",
         "“kind” is missing below “pets 2”", "`kind: cat`"),
        ({"name": "A", "pets": [{"kind": "cat", "color": "x"}]}, "unknown-key", "“color”",
         "“colour”"),
        ({"name": "A", "towns": ["B", {"C": "d"}]}, "bad-value", "towns 2:", '`"C: d"`'),
        ({"name": "A", "never": "B"}, "bad-value", "never: “B” will not do.", "Write {another}."),
        ({"name": "A", "age": "old"}, "bad-value", "age:", "'old'"),
    ],
)  # fmt: skip
def test_an_error_has_a_rule_a_place_and_a_hint(data, code, place, hint):
    """The message names the key as an editor would, and the hint says what to write."""
    ((rule, message, found),) = words(data)

    assert rule == f"people/{code}"
    assert message.startswith(place)
    assert hint in found


@pytest.mark.parametrize(
    ("data", "rows", "code", "hint"),
    [
        ({"first": None, "kind": "cat"}, ["first", "kind"], "not-indented", "`  kind: cat`"),
        ({"first": None, "colour": "red"}, ["first", "name", "colour"], "not-indented",
         "`  colour: red`"),
        ({"first": {"kind": "cat"}, "colour": "red"}, ["first", ("first", "kind"), "colour"],
         "not-indented", "`  colour: red`"),
        ({"pets": [], "kind": "cat"}, ["pets", "kind"], "not-indented", "`  - kind: cat`"),
        ({"first": None, "kind": ["cat"]}, ["first", "kind"], "not-indented", "`  kind:`"),
        ({"first": None, "kind": "cat"}, ["kind", "first"], "unknown-key", ""),
        ({"first": None, "knd": "cat"}, ["first", "knd"], "unknown-key", ""),
        ({"pets": [{"kind": "cat"}], "colour": "red"},
         ["pets", ("pets", 0), ("pets", 0, "kind"), "colour"], "unknown-key", ""),
        ({"first": {"kind": "cat"}, "kind": "dog"}, ["first", ("first", "kind"), "kind"],
         "unknown-key", ""),
        ({"colour": "red"}, ["colour"], "unknown-key", ""),
    ],
)  # fmt: skip
def test_a_key_that_belongs_to_the_one_above_is_to_be_indented(data, rows, code, hint):
    """If that one may have it, and does not have it yet."""
    paths = [(row,) if isinstance(row, str) else row for row in rows]
    lines = {path: line for line, path in enumerate(paths, 2)}

    (found,) = found_in({"name": "A", "first": None, **data}, lines)

    assert found.rule == f"people/{code}"
    assert hint in found.hint
    assert found.line == lines[next(key for key in reversed(data)),]


def test_all_errors_are_reported_at_once():
    """One run reports everything."""
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
    """A missing key is at the line of its parent; an error may name another key's line."""
    lines = {("name",): 4, ("pets",): 5, ("pets", 0): 6, ("pets", 1): 7, ("never",): 9}
    if "kind" in data.get("pets", [{}, {}])[-1]:
        lines[("pets", 1, "kind")] = 8
    if "colr" in data.get("pets", [{}, {}])[-1]:
        lines[("pets", 1, "colr")] = 9

    assert [finding.line for finding in found_in(data, lines)] == [line]


def test_a_missing_key_is_reported_at_the_first_line():
    """Where its siblings are."""
    assert [finding.line for finding in found_in({}, {(): 2})] == [2]


def test_a_file_without_keys_is_reported_at_its_first_line():
    """A finding always has a line."""
    with pytest.raises(ValidationError) as caught:
        Person.model_validate("words")

    (finding,) = findings(caught.value, Person, path=PATH, lines={}, rule="people")

    assert (finding.line, finding.rule) == (1, "people/bad-value")


def test_aliases_are_known_keys():
    """A field with two names has two keys."""
    assert known_keys(Person) == {
        "name": "name", "towns": "towns", "town": "towns", "pets": "pets", "first": "first",
        "age": "age", "never": "never",
    }  # fmt: skip


def test_many_keys_are_not_listed():
    """The hint names the page with their table instead."""
    model = create_model("Crowd", **{f"k{n}": str for n in range(13)})

    found = unknown_key("xyz", model, path=PATH, line=3, rule="r", severity="warning")

    assert (found.path, found.line, found.severity) == (PATH, 3, "warning")
    assert (found.rule, "docs/writing.md" in found.hint) == ("r/unknown-key", True)


@pytest.mark.parametrize(
    ("annotation", "expected"), [(Pet, Pet), (list[Pet], Pet), (Pet | None, Pet), (str, None)]
)
def test_the_model_within_a_field_is_found(annotation, expected):
    """Through lists and optional values."""
    assert first_model(annotation) is expected
