"""A YAML file of facts is read into a model, with the line of each part."""

import pytest
from pydantic import BaseModel, ConfigDict

from plugins.core.data_file import DataFile, read_data_file
from plugins.core.findings import Finding


class Door(BaseModel):
    """A fact."""

    model_config = ConfigDict(extra="forbid")
    colour: str = "white"


class House(BaseModel):
    """Facts with facts in them."""

    model_config = ConfigDict(extra="forbid")
    doors: list[Door] = []


def house(text):
    return read_data_file(text.encode(), "house.yaml", House, rule="house", example="doors: []")


def doors(text):
    data = text.encode()
    return read_data_file(
        data, "doors.yaml", House, rule="house", example="- colour: red", name="doors"
    )


def test_keys_are_read_with_their_lines():
    """Of a part that is not written, the line of what would hold it."""
    file = house("# A house\ndoors:\n  - colour: red\n")

    assert file.facts == House(doors=[Door(colour="red")])
    assert file.line_of("doors", 0, "colour") == 3
    assert file.line_of("doors", 0, "size") == 3
    assert file.line_of("doors") == 2
    assert file.line_of("windows") == 0


def test_a_list_has_the_name_that_its_lines_begin_with():
    """Its model needs one."""
    file = doors("- colour: red\n- colour: blue\n")

    assert file.facts == House(doors=[Door(colour="red"), Door(colour="blue")])
    assert file.line_of("doors", 1, "colour") == 2


def test_an_empty_file_has_no_facts_that_need_writing():
    """Neither as keys nor as a list."""
    assert house("# Nothing\n").facts == House()
    assert doors("").facts == House()


def test_another_shape_is_told_with_how_to_begin():
    """A list for keys, or keys for a list."""
    assert house("- colour: red").findings == (
        Finding(
            "house.yaml", 1, "error", "house/unreadable",
            "This file is not a set of keys.", "Begin it with `doors: []`.",
        ),
    )  # fmt: skip
    assert doors("colour: red").findings == (
        Finding(
            "doors.yaml", 1, "error", "house/unreadable",
            "This file is not a list.", "Begin it with `- colour: red`.",
        ),
    )  # fmt: skip


def test_what_is_wrong_is_told_and_nothing_used():
    """Broken YAML, another encoding, and what the model does not take."""
    for data, line, rule in (
        (b"doors: [", 1, "house/unreadable"),
        (b"doors:\n  - colour: \xff", 2, "house/unreadable"),
        (b"doors:\n  - color: red", 2, "house/unknown-key"),
    ):
        file: DataFile[House] = read_data_file(
            data, "house.yaml", House, rule="house", example="doors: []"
        )
        assert file.facts is None
        assert [(found.line, found.rule) for found in file.findings] == [(line, rule)]


@pytest.mark.parametrize("colour", ["a \u202eb", '"a \\u202eb"', '"a \\x26#x202e;b"'])
def test_a_text_that_turns_others_is_told_at_its_line(colour):
    """It is an error, and a warning of a lenient reading; the facts are read all the same."""
    text = f"doors:\n  - colour: red\n  - colour: {colour}\n"

    for lenient, severity in ((False, "error"), (True, "warning")):
        file = read_data_file(
            text.encode(), "house.yaml", House, rule="house", example="doors: []", lenient=lenient
        )
        told = [(found.line, found.severity, found.rule) for found in file.findings]
        assert told == [(3, severity, "house/unpaired-direction")]
        assert len(file.facts.doors) == 2
