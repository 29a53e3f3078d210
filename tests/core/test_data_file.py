"""A YAML data file is read into a model, with the line of each part."""

import pytest
from pydantic import BaseModel, ConfigDict

from plugins.core.data_file import DataFile, read_data_file


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
    """A part that is missing has the line of the part around it."""
    file = house("# A house\ndoors:\n  - colour: red\n")

    assert file.facts == House(doors=[Door(colour="red")])
    assert file.line_of("doors", 0, "colour") == 3
    assert file.line_of("doors", 0, "size") == 3
    assert file.line_of("doors") == 2
    assert file.line_of("windows") == 0


def test_a_finding_is_at_the_place_of_its_part():
    """Or of the part around it; a file whose parts are not known has no places."""
    file = house("doors:\n  - colour: red\n")

    def place(file, *where):
        found = file.finding(where, "error", "house/odd", "Odd.", "Paint it.")
        return found.path, found.line, found.column

    assert place(file, "doors", 0, "colour") == ("house.yaml", 2, 5)
    assert place(file, "doors", 0, "height") == ("house.yaml", 2, 5)
    assert place(file, "doors", 9) == ("house.yaml", 1, 1)
    assert place(file, "roof") == ("house.yaml", 0, 0)
    assert place(DataFile("x", None), "doors") == ("x", 0, 0)


def test_the_lines_of_a_list_begin_with_its_name():
    """The name is the field of its model."""
    file = doors("- colour: red\n- colour: blue\n")

    assert file.facts == House(doors=[Door(colour="red"), Door(colour="blue")])
    assert file.line_of("doors", 1, "colour") == 2


def test_an_empty_file_has_the_defaults():
    """As keys and as a list."""
    assert house("# Nothing\n").facts == House()
    assert doors("").facts == House()


def test_another_shape_is_reported_with_an_example():
    """A list instead of keys, or keys instead of a list."""
    for file, example in (
        (house("- colour: red"), "doors: []"),
        (doors("colour: red"), "- colour"),
    ):
        (finding,) = file.findings
        assert (finding.path, finding.line) == (file.path, 1)
        assert (finding.severity, finding.rule) == ("error", "house/unreadable")
        assert f"`{example}" in finding.hint


def test_a_wrong_file_has_no_facts():
    """Invalid YAML, another encoding, and values that the model refuses."""
    for data, line, column, rule in (
        (b"doors: [", 1, 8, "house/unreadable"),
        (b"doors:\n  - colour: \xff", 2, 0, "house/unreadable"),
        (b"doors:\n  - color: red", 2, 5, "house/unknown-key"),
    ):
        file: DataFile[House] = read_data_file(
            data, "house.yaml", House, rule="house", example="doors: []"
        )
        assert file.facts is None
        (found,) = file.findings
        assert (found.line, found.column, found.rule) == (line, column, rule)


@pytest.mark.parametrize("colour", ["a \u202eb", '"a \\u202eb"', '"a \\x26#x202e;b"'])
def test_an_unpaired_direction_is_reported_at_its_line(colour):
    """As an error, or as a warning in a lenient read; the facts are read in both cases."""
    text = f"doors:\n  - colour: red\n  - colour: {colour}\n"

    for lenient, severity in ((False, "error"), (True, "warning")):
        file = read_data_file(
            text.encode(), "house.yaml", House, rule="house", example="doors: []", lenient=lenient
        )
        (found,) = file.findings
        assert (found.severity, found.rule) == (severity, "house/unpaired-direction")
        assert (found.line, found.column) == (3, 5)
        assert len(file.facts.doors) == 2
