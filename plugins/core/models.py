"""The base class of all models for what editors write, and the model of a picture."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from plugins.core.focus import FocusField
from plugins.core.text_values import Text
from plugins.core.validation import known_keys

NonEmptyText = Annotated[Text, StringConstraints(min_length=1)]


class EditorModel(BaseModel):
    """Refuses unknown keys; a key without a value counts as absent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: Any) -> Any:  # noqa: ANN401  # pydantic passes anything
        if not isinstance(data, dict):
            return data
        known = known_keys(cls)  # an unknown key is an error even if it is empty
        return {k: v for k, v in data.items() if k not in known or v not in (None, "", [], {})}


class Image(EditorModel):
    """A picture, its alternative text, and the point of it that is always in sight."""

    src: NonEmptyText = Field(
        description="Name of the picture's file, in content/images/ or beside the post",
        examples=["desk.png"],
    )
    alt: NonEmptyText = Field(
        description="What the picture shows, for people who cannot see it",
        examples=["A desk by a window"],
    )
    focus: FocusField = Field(
        default=None,
        description="The point to keep where the picture is cropped: how far it is from the left, "
        "and from the top",
        examples=["40% 20%"],
    )
