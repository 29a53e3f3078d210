"""A plugin's settings are a model, and what is wrong with them is reported, each once."""

from typing import ClassVar, Literal

import pytest
from pydantic import Field

from plugins.core.settings import Folder, PluginSettings


class Bakery(PluginSettings):
    """The settings of a made-up plugin."""

    prefix: ClassVar = "BAKERY_"
    removed: ClassVar = {"BAKERY_YEAST": "Bread now rises by itself."}

    loaves: int = Field(12, ge=1, description="a whole number of at least 1")
    salt: float = Field(0.02, ge=0, le=1, description="a number from 0 to 1")
    flour: Literal["rye", "wheat"] = Field("rye", description="one of rye, wheat")
    oven: Folder = Field("oven", description="the name of a folder")


def test_a_field_is_the_setting_of_its_name():
    """What is not set, or is of another plugin, keeps its default."""
    settings = {"BAKERY_LOAVES": 3, "BAKERY_SALT": 1, "LOAVES": 4, "SHOP_LOAVES": 5, "salt": 0}

    assert Bakery.read(settings) == (Bakery(loaves=3, salt=1), [])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("LOAVES", value) for value in (0, "3", 3.0, True, None, [3])),
        *(("SALT", value) for value in (-0.1, 1.1, "0.1", True, None, float("nan"), float("inf"))),
        *(("FLOUR", value) for value in ("spelt", "", None, 3, [])),
        *(("OVEN", value) for value in ("", " ", ".", "../", "/", "a\0b", None, 3, b"oven")),
    ],
)
def test_a_wrong_value_is_an_error_and_the_default_stays(name, value):
    """Nothing is converted: what is meant must be written."""
    options, (finding,) = Bakery.read({f"BAKERY_{name}": value})

    assert options == Bakery()
    assert (finding.severity, finding.rule) == ("error", "bakery/impossible-setting")
    assert finding.message == f"The setting BAKERY_{name} cannot be {value!r}."
    assert finding.hint == f"Write {Bakery.model_fields[name.lower()].description}."


@pytest.mark.parametrize("folder", ["oven", ".oven", "/var/oven", "a b", "a/../b", "ø"])
def test_a_folder_has_a_name(folder):
    """Of more than dots and slashes."""
    assert Bakery.read({"BAKERY_OVEN": folder}) == (Bakery(oven=folder), [])


def test_a_choice_that_is_nearly_one_is_named():
    """As a hand may slip."""
    _, (finding,) = Bakery.read({"BAKERY_FLOUR": "Weat"})

    assert finding.hint == "Did you mean “wheat”?"


def test_each_wrong_setting_is_reported_and_the_others_count():
    """All in one build, so that its editor need not go through it again for each."""
    settings = {"BAKERY_LOAVES": 0, "BAKERY_SALT": 0.5, "BAKERY_OVEN": "", "BAKERY_SUGAR": 1}

    options, findings = Bakery.read(settings)

    assert options == Bakery(salt=0.5)
    assert [(each.rule, each.message) for each in findings] == [
        ("bakery/unknown-setting", "There is no setting “BAKERY_SUGAR”."),
        ("bakery/impossible-setting", "The setting BAKERY_LOAVES cannot be 0."),
        ("bakery/impossible-setting", "The setting BAKERY_OVEN cannot be ''."),
    ]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("BAKERY_LOAFES", "Did you mean “BAKERY_LOAVES”?"),
        (
            "BAKERY_XYZXYZXYZ",
            "The settings are BAKERY_LOAVES, BAKERY_SALT, BAKERY_FLOUR, BAKERY_OVEN.",
        ),
    ],
)
def test_an_unknown_name_is_an_error(name, hint):
    """It would otherwise do nothing, and nobody would know."""
    options, (finding,) = Bakery.read({name: 1})

    assert options == Bakery()
    assert (finding.severity, finding.rule) == ("error", "bakery/unknown-setting")
    assert finding.hint == hint


def test_a_removed_name_is_an_error_that_says_what_happens_now():
    """And what to do with its line."""
    options, (finding,) = Bakery.read({"BAKERY_YEAST": None})

    assert options == Bakery()
    assert (finding.severity, finding.rule) == ("error", "bakery/removed-setting")
    assert finding.message == "The setting BAKERY_YEAST was removed."
    assert finding.hint == "Bread now rises by itself. Delete the line."
