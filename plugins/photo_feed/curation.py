"""The model of curation.yaml: the editors' choices about photos, and the clinic's own pictures."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from plugins.core.data_file import DataFile, read_data_file
from plugins.core.date_values import Day
from plugins.core.models import EditorModel, Image, NonEmptyText
from plugins.core.text_values import Text, YesOrNo, listed
from plugins.core.validation import refuse
from plugins.photo_feed.clean_text import clean_line
from plugins.photo_feed.fetching import CURATION_GUIDE
from plugins.photo_feed.snapshot import RULE


def _must_be_list(value: object) -> object:
    if not isinstance(value, list):
        raise refuse(
            "This is not a list.",
            f"Write it as {CURATION_GUIDE} shows, with a hyphen before each entry.",
        )
    return value


Line = Annotated[Text, AfterValidator(clean_line)]
Ids = Annotated[list[Text], BeforeValidator(listed)]


class Override(EditorModel):
    """Texts that replace those of a photo from Instagram; an empty one replaces nothing."""

    id: NonEmptyText = Field(examples=["17895695668004550"])
    alt: Line = ""
    caption: Line = ""


class OwnPicture(Image):
    """A picture of the clinic's own, shown among those from Instagram."""

    caption: Line = ""
    posted: Day | None = None
    illustration: YesOrNo = False


class Curation(EditorModel):
    """The keys of curation.yaml; photos from Instagram are named by their id."""

    pin: Ids = Field(default=[])
    hide: Ids = Field(default=[])
    override: Annotated[list[Override], BeforeValidator(_must_be_list)] = Field(default=[])
    own: Annotated[list[OwnPicture], BeforeValidator(_must_be_list)] = Field(default=[])


def read_curation(data: bytes, path: str) -> DataFile[Curation]:
    """Read curation.yaml, which findings call `path`."""
    example = "hide: [17895695668004550]"
    # Lenient, because texts copied from Instagram may bring control characters, which are removed.
    return read_data_file(data, path, Curation, rule=RULE, example=example, lenient=True)
