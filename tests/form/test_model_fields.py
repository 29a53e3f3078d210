"""The form and the model of front matter have the same fields."""

from typing import Literal, get_args

import pytest

from plugins.core.models import EditorModel
from plugins.core.validation import first_model, known_keys
from plugins.form.configuration import form_fields
from plugins.form.model_fields import FIELDS, fields_of
from plugins.form.post_values import NEW_PAGE
from plugins.posts.model import FrontMatter

NESTED = {
    name: inner
    for name, info in FrontMatter.model_fields.items()
    if (inner := first_model(info.annotation))
}
WIDGETS = {field["name"]: field for field in form_fields(NEW_PAGE)}


def test_the_form_has_every_key_once_and_the_text():
    """A key that is added to the model is in the form too, without being named anywhere else."""
    assert sorted(field["name"] for field in form_fields(NEW_PAGE)) == sorted(
        [*FrontMatter.model_fields, "body"]
    )
    assert list(FIELDS) == list(FrontMatter.model_fields)


@pytest.mark.parametrize("name", FrontMatter.model_fields)
def test_a_field_says_what_the_model_says(name):
    """All spellings of the key are read, its meaning is below the input, and a title is needed."""
    info, field = FrontMatter.model_fields[name], FIELDS[name]
    keys = {key for key, of in known_keys(FrontMatter).items() if of == name}

    assert set(field.keys) == keys
    assert WIDGETS[name]["hint"].startswith(info.description.replace("`", ""))
    assert field.required == info.is_required()


def test_no_hint_names_a_person():
    """Those of the model's examples do not work at the clinic; other fields have an example."""
    named = ("authors", "credit", "reviewed_by")

    for name in named:
        assert WIDGETS[name]["hint"] == FrontMatter.model_fields[name].description
    assert WIDGETS["category"]["hint"].endswith(", for example: Running")


def test_each_group_has_the_keys_of_its_model():
    """The same as above, for what is below `image`, `references` and `waive`."""
    assert NESTED.keys() == {name for name, field in FIELDS.items() if field.below}
    assert NESTED.keys() >= {"image", "references", "waive"}
    for name, model in NESTED.items():
        below = WIDGETS[name]["fields"]
        assert [field["name"] for field in below] == list(model.model_fields)
        assert [field["required"] for field in below] == [
            info.is_required() for info in model.model_fields.values()
        ]


def test_each_key_has_the_input_of_its_type():
    """Days are picked, the status is chosen, and the text is never rewritten."""
    of_widget = {}
    for name, field in WIDGETS.items():
        of_widget.setdefault(field["widget"], set()).add(name)

    assert of_widget["datetime"] >= {"date", "modified", "reviewed"}
    assert of_widget["list"] >= {"authors", "topics", "references", "related", "aliases", "waive"}
    assert of_widget["boolean"] == {"translation"}
    assert of_widget["text"] >= {"description", "summary"}
    assert WIDGETS["status"]["options"] == list(
        get_args(FrontMatter.model_fields["status"].annotation)
    )
    assert WIDGETS["image"]["fields"][0]["widget"] == "image"
    assert WIDGETS["body"]["modes"] == ["raw"]


def test_a_new_word_of_the_model_is_offered():
    """Choices are read from the model, and so is the one that a post without the key has."""

    class Model(EditorModel):
        mood: Literal["calm", "ready"] = "calm"

    field = fields_of(Model)["mood"]

    assert (field.kind, field.choices, field.default) == ("choice", ("calm", "ready"), "calm")
