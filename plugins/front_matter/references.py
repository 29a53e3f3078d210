"""The parts of front matter that have keys of their own: a picture, and a source."""

from __future__ import annotations

from typing import Annotated

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
)

from plugins.core.models import EditorModel, Filled, Image
from plugins.core.text_values import Text
from plugins.core.validation import refuse
from plugins.core.values import WebAddress, Year

_IMAGE = '`image: {{src: {src}, alt: "What the picture shows"}}`'


class Reference(EditorModel):
    """A source that the post relies on and that its author has read."""

    title: Filled = Field(description="Title of the source", examples=["Acupuncture"])
    publisher: Text = Field(default="", description="Who published it", examples=["NHS"])
    url: WebAddress | None = Field(
        default=None,
        description="Its address",
        examples=["https://www.nhs.uk/"],
    )
    year: Year | None = Field(
        default=None, description="Year in which it was published", examples=["2023"]
    )


def _as_image(value: object) -> object:
    """Ask for alternative text where only a file is named; keys without values are no picture."""
    if isinstance(value, str):
        src = value.strip() if "\n" not in value else "desk.png"
        raise refuse(
            "The picture has no words for people who cannot see it.",
            f"Write {_IMAGE.format(src=src)}",
        )
    return None if _has_no_values(value, Image) else value


def _has_no_values(value: object, model: type[EditorModel]) -> bool:
    if isinstance(value, dict):
        return value.keys() <= model.model_fields.keys() and not any(value.values())
    return not value


def _as_references(value: object) -> object:
    """One source need not be a list; keys without values are none, and keep their place."""
    items = value if isinstance(value, list) else [value]
    return [None if _has_no_values(item, Reference) else _as_reference(item) for item in items]


def _written(references: list[Reference | None]) -> list[Reference | None]:
    return [reference for reference in references if reference]


def _as_reference(item: object) -> object:
    """A source may be one line: its title, or its address."""
    if not isinstance(item, str):
        return item
    address = {"url": item.strip()} if item.strip().startswith(("https://", "http://")) else {}
    return {"title": item, **address}


LeadImage = Annotated[Image | None, BeforeValidator(_as_image)]
References = Annotated[
    list[Reference | None], BeforeValidator(_as_references), AfterValidator(_written)
]
