"""What the form gets of front matter, and what a file gets of the form."""

from typing import Annotated

import pytest
from pydantic import BeforeValidator

from plugins.core.models import EditorModel
from plugins.core.text_values import Items
from plugins.form.model_fields import FIELDS, fields_of
from plugins.form.post_values import file_value, form_values


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ({"author": "Nora Lind, Ola Berg"}, {"authors": ["Nora Lind", "Ola Berg"]}),
        ({"tags": ["Running", None, ""]}, {"topics": ["Running"]}),
        ({"date": "2026/3/4"}, {"date": "2026-03-04"}),
        ({"date": "2026-03-04 09:30"}, {"date": "2026-03-04"}),
        ({"date": "soon"}, {"date": "soon"}),
        ({"status": "Draft"}, {"status": "draft"}),
        ({"status": "published"}, {}),
        ({"translation": "yes"}, {"translation": True}),
        ({"translation": False, "reviewed": "", "reviewed_by": None, "image": {}}, {}),
        ({"image": {"src": "couch.jpg", "alt": "A couch"}},
         {"image": {"src": "/images/couch.jpg", "alt": "A couch"}}),
        ({"image": {"src": "../gulls/one.jpg"}}, {"image": {"src": "../gulls/one.jpg"}}),
        ({"references": "NHS"}, {"references": [{"title": "NHS"}]}),
        ({"references": [{"title": "NHS", "read": "2026-1-2"}, None]},
         {"references": [{"title": "NHS", "read": "2026-01-02"}]}),
        ({"title": "“Curly”", "moood": "calm"}, {"title": "Curly"}),
        ({"title": "An “odd one"}, {"title": "An “odd one"}),
    ],
)  # fmt: skip
def test_values_have_one_name_and_one_shape(written, shown):
    """What reading posts accepts comes to the same; given again, nothing changes."""
    assert form_values(written) == shown
    assert form_values(shown) == shown


def test_a_list_is_made_as_the_model_makes_it():
    """Where a comma does not part items, or an item may have a name, the form does the same."""

    def noted(value):
        items = value if isinstance(value, list) else [value]
        return [f"{k}: {v}" for k, v in items[0].items()] if isinstance(items[0], dict) else items

    class Model(EditorModel):
        notes: Annotated[list[str], BeforeValidator(noted)]
        names: Items

    fields = fields_of(Model)

    assert form_values({"notes": "Well, well", "names": "Ola, Nora"}, fields) == {
        "notes": ["Well, well"],
        "names": ["Ola", "Nora"],
    }
    assert form_values({"notes": [{"Ola": "Is it right?"}]}, fields) == {
        "notes": ["Ola: Is it right?"]
    }


def test_a_picture_is_named_without_the_folder_in_a_file():
    """As docs/writing.md has it; other texts that look like it are left alone."""
    src = FIELDS["image"].below["src"]

    assert file_value("/images/couch.jpg", src) == "couch.jpg"
    assert file_value("/images/couch.jpg", FIELDS["title"]) == "/images/couch.jpg"
