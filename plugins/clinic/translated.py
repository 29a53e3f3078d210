"""What clinic.yaml and people.yaml say in another language: files of the same names, of texts only.

What they leave out stays in the site's own language (edge: disk).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, Field

from plugins.clinic import checks
from plugins.clinic.facts import (
    RULE,
    HoursFacts,
    Lines,
    OpeningHours,
    PagePath,
)
from plugins.clinic.files import ClinicFiles
from plugins.core.data_file import DataFile, read_data_file
from plugins.core.findings import Finding, did_you_mean, display_path
from plugins.core.models import EditorModel, NonEmptyText
from plugins.core.text_values import Text
from plugins.core.yaml_lines import KeyPath

_Model = TypeVar("_Model", bound=BaseModel)


class TreatmentTexts(EditorModel):
    """A treatment, by its name in clinic.yaml, and the page that explains it in the language."""

    original: NonEmptyText = Field(examples=["Sports massage"])
    name: Text = ""
    summary: Text = ""
    url: PagePath = ""


class SorePartTexts(EditorModel):
    """A part of the body that may hurt, by what clinic.yaml calls it."""

    original: NonEmptyText = Field(examples=["Ankle"])
    part: Text = ""


class LocationTexts(EditorModel):
    """One of the clinic's locations, by its slug."""

    slug: NonEmptyText
    introduction: Text = ""
    booking_label: Text = ""
    directions: Text = ""
    parking: Text = ""
    step_free: Text = ""
    hours: OpeningHours = Field(default=[])
    picture_alt: Text = ""
    map_picture_alt: Text = ""


class ClinicTexts(EditorModel):
    """The clinic; `categories` has those of posts, each with its name in the language."""

    kind: Text = ""
    headline: Text = ""
    introduction: Text = ""
    disclaimer: Text = ""
    care_line: Text = ""
    booking_label: Text = ""
    hero_alt: Text = ""
    where_it_hurts: list[SorePartTexts] = Field(default=[])
    treatments: list[TreatmentTexts] = Field(default=[])
    locations: list[LocationTexts] = Field(default=[])
    categories: dict[str, NonEmptyText] = Field(default={})


class PersonTexts(EditorModel):
    """A person, by their slug."""

    slug: NonEmptyText
    role: Text = ""
    introduction: Text = ""
    booking_label: Text = ""
    credentials: Lines = Field(default=[])
    photo_alt: Text = ""


class _TranslatedPeople(BaseModel):
    people: list[PersonTexts]


@dataclass(frozen=True)
class ClinicTranslation:
    """Both files as they were read; one that does not exist has no texts."""

    clinic: DataFile[ClinicTexts]
    people: DataFile[list[PersonTexts]]

    @property
    def categories(self) -> dict[str, str]:
        """The names of categories in the language, by those that posts write."""
        return self.clinic.facts.categories if self.clinic.facts else {}

    @property
    def sore_parts(self) -> dict[str, str]:
        """The names of parts of the body in the language, by those in clinic.yaml."""
        parts = self.clinic.facts.where_it_hurts if self.clinic.facts else []
        return {each.original: each.part for each in parts if each.part}

    def unused(self, written: Collection[str]) -> Iterator[Finding]:
        """A finding for each category that nobody writes, by either name."""
        for original, name in self.categories.items():
            if not {original, name} & set(written):
                message = f"No post has the category “{original}”."
                hint = did_you_mean(original, written) or "Delete it here, or write it in a post."
                where, rule = ("categories", original), "clinic/unused-translation"
                yield self.clinic.finding(where, "warning", rule, message, hint)


def read(clinic: Path, people: Path, *, lenient: bool) -> ClinicTranslation:
    """Read the files at two paths."""
    one, others = display_path(clinic), display_path(people)
    texts, members = DataFile(one, ClinicTexts()), DataFile(others, list[PersonTexts]())
    if clinic.is_file():
        data, example = clinic.read_bytes(), "headline: What the clinic is for"
        texts = read_data_file(data, one, ClinicTexts, rule=RULE, example=example, lenient=lenient)
    if people.is_file():
        data, example = people.read_bytes(), "- slug: name-of-the-person"
        read = read_data_file(
            data,
            others,
            _TranslatedPeople,
            rule=RULE,
            example=example,
            name="people",
            lenient=lenient,
        )
        known = read.facts.people if read.facts else None
        members = DataFile(others, known, read.lines, read.findings, read.columns)
    if doubles := _doubles(texts):
        texts = replace(texts, findings=(*texts.findings, *doubles))
    return ClinicTranslation(texts, members)


def _doubles(texts: DataFile[ClinicTexts]) -> list[Finding]:
    """A finding for each name that two categories have: their pages would have one address."""
    found, names = [], dict[str, str]()
    for original, name in (texts.facts.categories if texts.facts else {}).items():
        first = names.setdefault(name.casefold(), original)
        if first != original:
            message = f"The categories “{first}” and “{original}” have one name: “{name}”."
            where, hint = ("categories", original), "Give one of them another name."
            found.append(texts.finding(where, "error", "clinic/double", message, hint))
    return found


@dataclass(frozen=True)
class Translated:
    """The clinic's files in another language.

    `missing` are the texts that stay as they are; `findings` are about these, and about what is
    translated and does not exist.
    """

    files: ClinicFiles
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def translate(files: ClinicFiles, texts: ClinicTranslation) -> Translated:
    """The files with these texts."""
    own, other = files.clinic.facts, texts.clinic.facts
    if own is None or other is None or None in (files.people.facts, texts.people.facts):
        return Translated(files)  # the errors are known
    clinic, people = _Texts(texts.clinic), _Texts(texts.people)
    names = {text.original: text.name for text in other.treatments if text.name}
    places, members = other.locations, texts.people.facts or []
    facts = clinic.apply(own, ClinicTexts, other).model_copy(
        update={
            "where_it_hurts": clinic.each(
                "where_it_hurts", own.where_it_hurts, SorePartTexts, other.where_it_hurts
            ),
            "treatments": clinic.each(
                "treatments", own.treatments, TreatmentTexts, other.treatments
            ),
            "locations": [
                _renamed(each, names)
                for each in clinic.each("locations", own.locations, LocationTexts, places)
            ],
        }
    )
    persons = people.each("people", files.people.facts or [], PersonTexts, members)
    translated = replace(
        files,
        clinic=replace(files.clinic, facts=facts),
        people=replace(files.people, facts=[_renamed(each, names) for each in persons]),
    )
    missing = (*clinic.missing, *people.missing)
    return Translated(translated, missing, (*clinic.findings(), *people.findings()))


def _renamed(facts: Any, names: dict[str, str]) -> Any:  # noqa: ANN401  # of a location or person
    """The same with the translated names of treatments."""
    return facts.model_copy(
        update={"treatments": [names.get(name, name) for name in facts.treatments]}
    )


@dataclass
class _Texts:
    """The texts of one file, and those that it lacks."""

    file: DataFile[Any]
    missing: list[str] = field(default_factory=list)
    _where: list[str] = field(default_factory=list)
    _unknown: list[Finding] = field(default_factory=list)

    def each(
        self,
        key: str,
        own: Sequence[_Model],
        kind: type[BaseModel],
        others: Sequence[BaseModel],
    ) -> list[_Model]:
        """All of `own`, the facts below a key, with the texts of `others`, which are of a kind."""
        mine, theirs = _NAMED_BY.get(kind, ("slug", "slug"))
        known = [getattr(facts, mine) for facts in own]
        given = [getattr(text, theirs) for text in others]
        for index, word in enumerate(given):
            if word not in known:
                self._report((key, index, theirs), word, known)
        texts = dict(zip(given, others, strict=True))
        return [
            self.apply(facts, kind, texts.get(name), f"{name}: ")
            for facts, name in zip(own, known, strict=True)
        ]

    def apply(
        self, own: _Model, kind: type[BaseModel], texts: BaseModel | None, label: str = ""
    ) -> _Model:
        """The facts with their texts, which are of a kind; what has none stays as it is."""
        found: dict[str, Any] = {}
        for name in (each for each in kind.model_fields if each not in _NO_TEXTS):
            text, of = getattr(texts, name, None), name.removesuffix("_alt")
            value = getattr(own, of)
            if of != name and value:
                found[of] = value.model_copy(update={"alt": text or value.alt})
                value = value.alt
            elif of == name:
                found[name] = text or value
            if value and not text and name != "url":
                self._where.append(f"{label}{name}")
                self.missing += _strings(value)
        return own.model_copy(update=found)

    def _report(self, where: KeyPath, word: str, known: Sequence[str]) -> None:
        message = f"This translates “{word}”, which does not exist."
        hint = checks.name_hint(word, known)
        found = self.file.finding(where, "error", "clinic/unknown-original", message, hint)
        self._unknown.append(found)

    def findings(self) -> Iterable[Finding]:
        """What is wrong with the file."""
        yield from self._unknown
        if self._where:
            message = f"These have no text here: {', '.join(self._where)}."
            hint = "Translate them; until then they are shown as they are, marked as such."
            yield Finding(self.file.path, 0, "warning", "clinic/untranslated", message, hint)


_NO_TEXTS = {"slug", "original", "where_it_hurts", "treatments", "locations", "categories"}
# The key of clinic.yaml that names a thing, and that of the texts.
_NAMED_BY: dict[type[BaseModel], tuple[str, str]] = {
    TreatmentTexts: ("name", "original"),
    SorePartTexts: ("part", "original"),
}


def _strings(value: Any) -> Iterable[str]:  # noqa: ANN401  # a text, or lists of them
    if isinstance(value, str):
        return [value]
    if isinstance(value, HoursFacts):
        return [value.days, value.times]
    return [text for each in value for text in _strings(each)]
