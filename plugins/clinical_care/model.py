"""The models of the rule files, content/data/rules/*.yaml."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from plugins.core.date_values import Day
from plugins.core.models import EditorModel, NonEmptyText
from plugins.core.text_values import YesOrNo, one_of
from plugins.core.validation import refuse
from plugins.core.values import Language, Slug, WebAddress
from plugins.core.words import written_words

NOT_READ = "not read by a clinician yet"  # the value of `clinician` until one has
_NAME_AND_DAY = re.compile(r"\A[^\W\d_].*\b20\d\d\b")


def _listed(value: Any) -> Any:  # noqa: ANN401  # pydantic passes anything
    return [value] if isinstance(value, str) else value


def _with_words(text: str) -> str:
    if not written_words(text):
        raise refuse(f"“{text}” has no words.", "Write a word as readers meet it, or delete it.")
    if ";" in text:
        raise refuse(f"“{text}” has a semicolon.", "Put commas between words that are looked for.")
    return text


def _name_and_day(text: str) -> str:
    """Who has read a rule, and when; what has no year is not taken for a review."""
    if text.casefold() == NOT_READ:
        return NOT_READ
    if not _NAME_AND_DAY.search(text):
        hint = f"Write a name and a day, such as `Ada Berg, 3 March 2027`, or `{NOT_READ}`."
        raise refuse(f"“{text}” does not say who has read this, and when.", hint)
    return text


Phrase = Annotated[NonEmptyText, AfterValidator(_with_words)]
Words = Annotated[list[Phrase], BeforeValidator(_listed), Field(min_length=1)]
Card = Annotated[str, BeforeValidator(one_of("nonurgent", "urgent", "emergency"))]


class Source(EditorModel):
    """A page that somebody has read, on which rules rest."""

    id: Slug = Field(description="The name by which rules refer to it", examples=["nhs-back-pain"])
    publisher: NonEmptyText = Field(examples=["NHS"])
    title: NonEmptyText = Field(examples=["Back pain"])
    url: WebAddress = Field(examples=["https://www.nhs.uk/conditions/back-pain/"])
    read: Day = Field(description="The day on which it was read", examples=["2026-11-29"])


class CareRule(EditorModel):
    """A rule, with what it rests on: a source, and the clinician who has read it."""

    source: NonEmptyText = Field(description="The id of its source", examples=["nhs-back-pain"])
    clinician: Annotated[NonEmptyText, AfterValidator(_name_and_day)] = Field(
        description="Who has read it, and when", examples=[NOT_READ]
    )


class WordsRow(CareRule):
    """A rule about words."""

    words: Words = Field(examples=[["back pain", "sciatica"]])


class Service(EditorModel):
    """A service of the clinic, and what may be said of it."""

    name: NonEmptyText = Field(examples=["massage"])
    words: Words = Field(description="What texts call it", examples=[["massage", "deep tissue"]])
    accepted: list[Accepted] = Field(default=[])


class Accepted(WordsRow):
    """What may be said of a service, in a sentence with one of the words in `only_with`, if any."""

    only_with: list[Phrase] = Field(default=[], examples=[["short-term", "for some weeks"]])


class Shape(WordsRow):
    """Words that are wrong whatever they are said of."""

    name: NonEmptyText = Field(examples=["guarantee"])
    why: NonEmptyText = Field(
        description="Why not, and what to write instead",
        examples=["Nobody can promise this. Say what happens, and how often."],
    )


class Claims(EditorModel):
    """claims.yaml: what texts in the language `lang` may say of services.

    `complaints` are what a claim can be about, and `effects` the words that make a claim of a
    service and a complaint.
    """

    lang: Language = Field(examples=["en"])
    services: list[Service] = Field(default=[])
    complaints: list[WordsRow] = Field(default=[])
    effects: list[WordsRow] = Field(default=[])
    shapes: list[Shape] = Field(default=[])


class Part(CareRule):
    """What each article of some categories has: a heading or a care card."""

    name: NonEmptyText = Field(examples=["when to get help"])
    categories: Words = Field(examples=[["Running"]])
    headings: Words = Field(description="Words of such a heading", examples=[["get help"]])
    cards: list[Card] = Field(default=[], examples=[["urgent", "emergency"]])
    ask_first: YesOrNo = Field(
        default=False,
        description="Whether an article with such a heading begins with a box `!!! askfirst`",
        examples=["yes"],
    )


class Sign(CareRule):
    """A sign that articles about a subject mention."""

    name: NonEmptyText = Field(examples=["numbness around the genitals"])
    subjects: Words = Field(examples=[["back pain"]])
    mentions: Words = Field(description="One of these is enough", examples=[["genitals"]])
    offer: NonEmptyText = Field(
        description="A sentence to write", examples=["Numbness around the genitals: call 999."]
    )


class Safety(EditorModel):
    """safety.yaml: what texts in the language `lang` must say."""

    lang: Language = Field(examples=["en"])
    parts: list[Part] = Field(default=[])
    signs: list[Sign] = Field(default=[])


class ReviewRule(CareRule):
    """How long a review of a post in some categories is valid, unless the post says otherwise."""

    categories: Words = Field(examples=[["Running"]])
    months: int = Field(ge=1, examples=[36])


class ReviewTimes(EditorModel):
    """review.yaml: how often posts are reviewed.

    Up to `grace_months` after the day on which a review was due, a build only warns of it. If the
    clinic wants to `refuse_overdue` reviews, a build for publication then fails.
    """

    every: list[ReviewRule] = Field(default=[])
    grace_months: int = Field(default=0, ge=0, examples=[3])
    refuse_overdue: bool = Field(default=False, examples=[True])

    def months(self, category: str) -> int | None:
        """How long a review of a post in a category is valid; None if no rule names that."""
        return next(
            (
                rule.months
                for rule in self.every
                if category.casefold() in map(str.casefold, rule.categories)
            ),
            None,
        )


class Hosts(CareRule):
    """Publishers of sources, by their hosts; a host stands for those below it too."""

    name: NonEmptyText = Field(examples=["NICE"])
    hosts: Words = Field(examples=[["nice.org.uk"]])


class References(EditorModel):
    """references.yaml: which sources come first, and when somebody looks at one again."""

    read_again_after_months: int = Field(ge=1, examples=[12])
    old_after_years: int = Field(ge=1, examples=[5])
    preferred: list[Hosts] = Field(default=[])
    weaker: list[Hosts] = Field(default=[])


class Term(WordsRow):
    """A medical word, and the plain one to write first."""

    plain: NonEmptyText = Field(examples=["feel with the fingers"])


class PlainWords(EditorModel):
    """plain_words.yaml: plain words for medical ones, in the language `lang`."""

    lang: Language = Field(examples=["en"])
    terms: list[Term] = Field(default=[])


class Care(EditorModel):
    """All rule files; those that are missing are None."""

    sources: list[Source] = Field(default=[])
    claims: Claims | None = None
    safety: Safety | None = None
    review: ReviewTimes | None = None
    references: References | None = None
    plain_words: PlainWords | None = None
