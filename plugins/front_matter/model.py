"""The one model of a post's front matter; docs and the new-post scaffold are made from it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import (
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    model_validator,
)

from plugins.front_matter.values import (
    Addresses,
    Day,
    Items,
    Moment,
    Months,
    OutputPath,
    Slug,
    Slugs,
    Text,
    WebAddress,
    one_of,
    unquote,
)
from plugins.validation import refuse

Status = Literal["published", "draft", "hidden", "skip"]
_LANGUAGE = r"^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$"
Filled = Annotated[Text, StringConstraints(min_length=1)]


class Image(BaseModel):
    """A picture and the words that stand for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    src: Filled = Field(
        description="File name in content/images/ or beside the post", examples=["desk.png"]
    )
    alt: Filled = Field(
        description="What the picture shows, for people who cannot see it",
        examples=["A desk by a window"],
    )


class Reference(BaseModel):
    """A source that the post relies on and that its author has read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Filled = Field(description="Title of the source", examples=["Acupuncture"])
    publisher: Text = Field(default="", description="Who published it", examples=["NHS"])
    url: WebAddress | None = Field(
        default=None, description="Its address", examples=["https://www.nhs.uk/"]
    )
    year: int | None = Field(default=None, ge=1500, le=2200, description="Year", examples=[2023])


def _as_mapping(value: object) -> object:
    """`image: desk.png` names a picture; its missing alt text is then reported."""
    return {"src": value} if isinstance(value, str) else value


def _as_references(value: object) -> object:
    """A reference may be one line of text."""
    if isinstance(value, list):
        return [{"title": item} if isinstance(item, str) else item for item in value]
    return value


class FrontMatter(BaseModel):
    """What an editor may write above a post or a page, in the order docs/writing.md shows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Filled = Field(description="The headline", examples=["What is dry needling?"])
    slug: Slug | None = Field(
        default=None,
        description="Last part of the address; the file's name when left out",
        examples=["what-is-dry-needling"],
    )
    date: Moment | None = Field(
        default=None,
        description="Day of publication; a day in the future schedules the post",
        examples=["2026-03-14"],
    )
    modified: Moment | None = Field(
        default=None, description="Day of the last real change", examples=["2026-04-02"]
    )
    description: Text = Field(
        default="",
        description="One or two plain sentences for cards and search engines",
        examples=["What happens when a needle meets a tight muscle, and who should not have it."],
    )
    summary: Text = Field(
        default="", description="Pelican's older name for a description; used when that is empty"
    )
    authors: Items = Field(
        default=[],
        validation_alias=AliasChoices("authors", "author"),
        description="Who wrote it: names from people.yaml, or the clinic's own name",
        examples=["Nora Lind"],
    )
    credit: Text = Field(
        default="",
        description="On whose work the post rests",
        examples=["Based on a talk by Nora Lind"],
    )
    category: Text = Field(default="", description="One broad shelf", examples=["Running"])
    topics: Items = Field(
        default=[],
        validation_alias=AliasChoices("topics", "tags", "keywords"),
        description="What it is about; each topic has a page of its own",
        examples=["[Recovery, Sleep]"],
    )
    image: Annotated[Image, BeforeValidator(_as_mapping)] | None = Field(
        default=None,
        description="The lead picture, with `src` and `alt`",
        examples=["{src: desk.png, alt: A desk by a window}"],
    )
    clinics: Slugs = Field(
        default=[],
        description="Slugs of the places to visit, from clinic.yaml; the author's when left out",
        examples=["[high-street]"],
    )
    series: Text = Field(
        default="", description="Name of the series it belongs to", examples=["Your first race"]
    )
    lang: Annotated[Text, StringConstraints(pattern=_LANGUAGE)] | None = Field(
        default=None, description="Language, when not the site's own", examples=["nb"]
    )
    status: Annotated[
        Status,
        BeforeValidator(one_of("published", "draft", "hidden", "skip")),
        BeforeValidator(unquote),
    ] = Field(
        default="published",
        description="`published`, `draft` or `hidden`; only published posts reach the public",
        examples=["draft"],
    )
    related: Slugs = Field(
        default=[],
        description="Slugs of posts to show first under the article",
        examples=["[sleep-and-recovery]"],
    )
    related_exclude: Slugs = Field(
        default=[],
        description="Slugs of posts never to show under the article",
        examples=["[old-news]"],
    )
    reviewed: Day | None = Field(
        default=None,
        description="Day on which a clinician reviewed the whole post; empty until one has",
        examples=["2026-03-20"],
    )
    reviewed_by: Text = Field(
        default="", description="Name of that clinician", examples=["Nora Lind"]
    )
    review_every: Months | None = Field(
        default=None, description="How long a review holds", examples=["3 years"]
    )
    references: Annotated[list[Reference], BeforeValidator(_as_references)] = Field(
        default=[],
        description="Sources that you have read: a list of `title`, `publisher`, `url`, `year`",
    )
    aliases: Addresses = Field(
        default=[],
        description="Old addresses that lead here",
        examples=["[/2021/09/28/dry-needling/]"],
    )
    translation: Annotated[bool, BeforeValidator(unquote)] = Field(
        default=False, description="Pelican: `true` on a translation of a post with the same slug"
    )
    template: Annotated[Text, StringConstraints(pattern=r"^[\w-]+$")] | None = Field(
        default=None, description="Pelican: another template of the theme"
    )
    url: OutputPath | None = Field(default=None, description="Pelican: another address")
    save_as: OutputPath | None = Field(
        default=None, description="Pelican: another file in the output"
    )

    @model_validator(mode="before")
    @classmethod
    def _one_name_each(cls, data: object) -> object:
        """A key without a value is a key not written; one field has one name."""
        if isinstance(data, dict):
            for names in (("authors", "author"), ("topics", "tags", "keywords")):
                if len(written := [name for name in names if data.get(name)]) > 1:
                    raise refuse(
                        f"“{written[0]}” and “{written[1]}” mean the same.", "Keep one of the two."
                    )
            return {key: value for key, value in data.items() if value not in (None, "", [], {})}
        return data

    @model_validator(mode="after")
    def _review_is_whole(self) -> FrontMatter:
        if bool(self.reviewed) != bool(self.reviewed_by):
            raise refuse(
                "A review needs both `reviewed` (the day) and `reviewed_by` (the name).",
                "Write both, or leave both empty until a clinician has reviewed the whole post.",
            )
        return self

    @model_validator(mode="after")
    def _changed_after_published(self, info: ValidationInfo) -> FrontMatter:
        lenient = (info.context or {}).get("lenient", False)
        if (
            not lenient
            and self.date
            and self.modified
            and _naive(self.modified) < _naive(self.date)
        ):
            raise refuse(
                f"`modified` ({self.modified:%Y-%m-%d}) is before `date` ({self.date:%Y-%m-%d}).",
                "Swap the two, or leave `modified` out.",
            )
        return self


def _naive(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)
