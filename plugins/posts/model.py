"""The model of front matter; the docs' table and the new-post scaffold are generated from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import (
    AfterValidator,
    AliasChoices,
    BeforeValidator,
    Field,
    ValidationInfo,
    field_validator,
)

from plugins.core.date_values import Day, Moment, Months
from plugins.core.models import EditorModel, Image, NonEmptyText
from plugins.core.text_values import Items, Name, Notes, Text, YesOrNo, unquote
from plugins.core.validation import refuse
from plugins.core.values import (
    Addresses,
    Language,
    PageFile,
    Place,
    PostStatus,
    SitePath,
    Slug,
    Slugs,
    TemplateName,
    WebAddress,
    Year,
)

NO_ALT = "The picture has no alternative text, which is for people who cannot see it."
NO_ALT_HINT = 'Write `image: {{src: {src}, alt: "What the picture shows"}}`'

_STATUS_HINT = "Write `status: draft` for a draft, and nothing for a post that is public."
_MODIFIED_HINT = "Write the day of the last important change: `modified: 2026-04-02`"
_IMAGE_HINT = 'Write `image: {src: couch.jpg, alt: "What the picture shows"}`'


class Reference(EditorModel):
    """A source that the author has read and relies on."""

    title: NonEmptyText = Field(description="Title of the source", examples=["Acupuncture"])
    publisher: Text = Field(default="", description="Who published it", examples=["NHS"])
    url: WebAddress | None = Field(
        default=None, description="Its address", examples=["https://www.nhs.uk/"]
    )
    year: Year | None = Field(
        default=None, description="Year in which it was published", examples=["2023"]
    )
    read: Day | None = Field(
        default=None, description="Day on which somebody read it last", examples=["2026-11-29"]
    )


class Waiver(EditorModel):
    """Why a rule does not apply to a post."""

    rule: NonEmptyText = Field(
        description="Name of the rule, as reports have it", examples=["picture/poor-alt"]
    )
    reason: NonEmptyText = Field(
        description="Why it does not apply here", examples=["The picture shows this file name"]
    )
    until: Day = Field(description="Last day of the waiver", examples=["2027-03-01"])


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _as_image(value: object) -> object:
    """Refuse a file name without alternative text; keys without values count as no picture."""
    if isinstance(value, str):
        src = value.strip() if "\n" not in value else "desk.png"
        raise refuse(NO_ALT, NO_ALT_HINT.format(src=src))
    return None if _has_no_values(value, Image) else value


def _has_no_values(value: object, model: type[EditorModel]) -> bool:
    if isinstance(value, dict):
        return value.keys() <= model.model_fields.keys() and not any(value.values())
    return not value


def _as_references(value: object) -> object:
    """Accept a source without a list; empty ones become None, so that indexes still match."""
    items = value if isinstance(value, list) else [value]
    return [None if _has_no_values(item, Reference) else _as_reference(item) for item in items]


def _as_reference(item: object) -> object:
    """Accept a source that is one string: its title, or its address."""
    if not isinstance(item, str):
        return item
    address = {"url": item.strip()} if item.strip().startswith(("https://", "http://")) else {}
    return {"title": item, **address}


LeadImage = Annotated[Image | None, BeforeValidator(_as_image)]
References = Annotated[
    list[Reference | None],
    BeforeValidator(_as_references),
    AfterValidator(lambda items: list(filter(None, items))),
]


class FrontMatter(EditorModel):
    """The keys at the top of a post or a page, in the order of docs/writing.md."""

    unknown_key_hints: ClassVar[Mapping[str, str]] = {  # for keys that other systems have
        "draft": _STATUS_HINT,
        "published": _STATUS_HINT,
        "private": _STATUS_HINT,
        "unlisted": "Write `status: hidden`",
        "publishdate": "Write the day of publication: `date: 2026-03-14`",
        "expirydate": "Delete it, and write `status: draft` on that day.",
        "lastmod": _MODIFIED_HINT,
        "updated": _MODIFIED_HINT,
        "excerpt": "Write one or two sentences: `description: What helps after a run.`",
        "categories": "Write one: `category: Running`. The others are `topics`.",
        "cover": _IMAGE_HINT,
        "thumbnail": _IMAGE_HINT,
        "redirect_from": "Write the old addresses: `aliases: [/2021/09/28/dry-needling/]`",
        "permalink": "Write the last part of the address: `slug: why-we-warm-up`",
        "layout": "Delete it: all posts have the same.",
    }

    title: NonEmptyText = Field(description="The headline", examples=["What is dry needling?"])
    slug: Slug | None = Field(
        default=None,
        description="Last part of the address; when left out, the file's name",
        examples=["what-is-dry-needling"],
    )
    date: Moment | None = Field(
        default=None,
        description="Day of publication, year first; a day in the future schedules the post",
        examples=["2026-03-14"],
    )
    order: Place = Field(
        default=None,
        description="Its place among articles of the same day; those without one follow by slug",
        examples=["1"],
    )
    modified: Moment | None = Field(
        default=None, description="Day of the last important change", examples=["2026-04-02"]
    )
    description: Text = Field(
        default="",
        description="One or two plain sentences (up to 200 characters) for cards, searches and "
        "the place below the title",
        examples=["What happens when a needle meets a tight muscle, and who should not have it."],
    )
    summary: Text = Field(
        default="", description="Pelican's older name for a description; used if that is empty"
    )
    authors: Items = Field(
        default=[],
        validation_alias=AliasChoices("authors", "author"),
        description="Who wrote it: names from people.yaml, or the clinic's own name",
        examples=["Nora Lind"],
    )
    credit: Text = Field(
        default="",
        description="Whose work the post is based on",
        examples=["Based on a talk by Nora Lind"],
    )
    category: Annotated[Name | None, BeforeValidator(unquote)] = Field(
        default=None, description="The one category it belongs to", examples=["Running"]
    )
    topics: Items = Field(
        default=[],
        validation_alias=AliasChoices("topics", "tags", "keywords"),
        description="What it is about; each topic has a page of its own",
        examples=["[Recovery, Sleep]"],
    )
    search_words: Items = Field(
        default=[],
        description="Words that people type in the search, where the post has others",
        examples=["[physio, slipped disc]"],
    )
    image: LeadImage = Field(default=None, description="The picture at the top and on cards")
    clinics: Slugs = Field(
        default=[],
        description="Slugs of the places to visit, from clinic.yaml; when left out, the author's",
        examples=["[high-street]"],
    )
    series: Text = Field(
        default="", description="Name of the series it belongs to", examples=["Your first race"]
    )
    series_index: Place = Field(
        default=None,
        description="Its place in the series, when that is not the order of the dates",
        examples=["2"],
    )
    lang: Language | None = Field(
        default=None,
        description="Code of its language, when that is not the site's own",
        examples=["nb"],
    )
    status: PostStatus = Field(
        default="published",
        description="One of `published`, which is the default, `draft` (only your preview shows "
        "it), `ready` (the same, until somebody approves it) or `hidden` (whoever has the address "
        "can read it, but nothing leads there)",
        examples=["draft"],
    )
    planned: Day | None = Field(
        default=None,
        description="Day to aim for, beside `status: draft` or `ready`; it publishes nothing",
        examples=["2026-03-14"],
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
        default="",
        validate_default=True,
        description="Name of that clinician, from people.yaml; not an author of the post",
        examples=["Ola Berg"],
    )
    review_every: Months | None = Field(
        default=None, description="How long a review is valid", examples=["3 years"]
    )
    review_notes: Notes = Field(
        default=[],
        description="Notes for reviewers, one or a list; only the preview shows them",
        examples=["Is the second source up to date?"],
    )
    references: References = Field(
        default=[], description="Sources that the author has read, as a list"
    )
    aliases: Addresses = Field(
        default=[],
        description="Old addresses that lead here",
        examples=["[/2021/09/28/dry-needling/]"],
    )
    waive: Annotated[list[Waiver], BeforeValidator(_as_list)] = Field(
        default=[], description="Rules that do not apply to the post, as a list: see rules.md"
    )
    translation: YesOrNo = Field(
        default=False, description="Pelican: `true` on a translation of a post with the same slug"
    )
    template: TemplateName | None = Field(
        default=None, description="Pelican: another template of the theme"
    )
    url: SitePath | None = Field(default=None, description="Pelican: another address")
    save_as: PageFile | None = Field(
        default=None, description="Pelican: another file in the output"
    )

    @field_validator("modified")
    @classmethod
    def _modified_after_date(cls, value: Moment | None, info: ValidationInfo) -> Moment | None:
        date = info.data.get("date")
        lenient = (info.context or {}).get("lenient", False)
        if not lenient and value and date and value.date() < date.date():
            raise refuse(
                f"{value:%Y-%m-%d} is before the day of publication, {date:%Y-%m-%d}.",
                "Swap `date` and `modified`, or delete `modified`.",
            )
        return value

    @field_validator("series_index")
    @classmethod
    def _place_in_a_series(cls, place: int | None, info: ValidationInfo) -> int | None:
        if place is None or info.data.get("series") or (info.context or {}).get("lenient"):
            return place
        raise refuse(
            "There is `series_index`, but no `series`.",
            "Write the name of the series under `series`, or delete `series_index`.",
        )

    @field_validator("reviewed_by")
    @classmethod
    def _reviewed_with_name_and_date(cls, name: str, info: ValidationInfo) -> str:
        if "reviewed" not in info.data or bool(info.data["reviewed"]) == bool(name):
            return name
        written, missing = ("reviewed_by", "reviewed") if name else ("reviewed", "reviewed_by")
        raise refuse(
            f"There is `{written}`, but no `{missing}`.",
            f"Write `{missing}` too, or delete both until a clinician has reviewed the whole post.",
            at=written,
        )
