"""Reads the rule files of clinical care (edge: disk)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel

from plugins.clinical_care.model import (
    NOT_READ,
    Care,
    CareRule,
    Claims,
    PlainWords,
    References,
    ReviewTimes,
    Safety,
    Source,
)
from plugins.core.data_file import DataFile, read_data_file
from plugins.core.findings import Finding, did_you_mean, display_path
from plugins.core.words import base_language
from plugins.core.yaml_lines import KeyPath

RULE = "care"
FOLDER = "data/rules"  # below the content folder, unless CARE_RULES names another


class _Sources(BaseModel):
    sources: list[Source]


class _RuleFile(NamedTuple):
    model: type[BaseModel]
    example: str
    name: str = ""  # of the list that the file is


_FILES = {
    "sources": _RuleFile(_Sources, "- id: nhs-back-pain", "sources"),
    "claims": _RuleFile(Claims, "lang: en"),
    "safety": _RuleFile(Safety, "lang: en"),
    "review": _RuleFile(ReviewTimes, "grace_months: 3"),
    "references": _RuleFile(References, "old_after_years: 5"),
    "plain_words": _RuleFile(PlainWords, "lang: en"),
}


class NamedCategory(NamedTuple):
    """A category that a rule names, and where."""

    name: str
    file: DataFile[Any]
    where: KeyPath


@dataclass(frozen=True)
class CareFiles:
    """The rules, and what is wrong with their files: then there are no rules.

    `categories` are those that rules name. `unread` has, by path, how many rules of a file no
    clinician has read, if there are any.
    """

    care: Care
    findings: tuple[Finding, ...] = ()
    categories: tuple[NamedCategory, ...] = ()
    unread: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def json(self) -> str:
        """The rules as JSON, for those who read posts; "" if there are none."""
        return self.care.model_dump_json() if self.care.sources else ""


def read(folder: Path, *, lenient: bool, lang: str = "") -> CareFiles:
    """Read the rule files in a folder; one that does not exist has no rules.

    Rules about texts in another language than `lang`, that of the site, are left out.
    """
    read = {
        name: _read(folder / f"{name}.yaml", kind, lenient=lenient) for name, kind in _FILES.items()
    }
    sources = read["sources"]
    known = sources.facts.sources if sources.facts else []
    found = [finding for file in read.values() for finding in file.findings]
    ids = [source.id for source in known]
    found += _double(sources, ids)
    for file in read.values():
        if file.facts and file is not sources and (sources.facts or not sources.findings):
            found += _without_source(file, ids)
    if any(finding.severity == "error" for finding in found):
        return CareFiles(Care(), tuple(found))
    rules = {name: file.facts for name, file in read.items() if name != "sources"}
    for name, file in read.items():
        named = getattr(file.facts, "lang", "")
        if lang and named and base_language(named) != base_language(lang):
            rules[name] = None
            message = f"These rules are for texts in “{named}”, and the site is in “{lang}”."
            hint = "Nothing is checked by them: write them for the language of the site."
            found.append(file.finding(("lang",), "warning", "care/other-language", message, hint))
    found += _unused(folder)
    found += [finding for file in read.values() for finding in _said_twice(file)]
    named = [each for file in read.values() for each in _categories(file)]
    counts = {file.path: _unread(file) for file in read.values()}
    unread = {path: number for path, number in counts.items() if number}
    return CareFiles(Care(sources=known, **rules), tuple(found), tuple(named), unread)


def misspelt(named: Iterable[NamedCategory], known: Collection[str]) -> Iterator[Finding]:
    """The categories in rules that no post has, if a post has one with almost the same name."""
    folded = {name.casefold() for name in known}
    for name, file, where in named:
        if name.casefold() not in folded and (hint := did_you_mean(name, known)):
            message = f"No post has the category “{name}”, so the rule is about none."
            yield file.finding(where, "warning", "care/unknown-category", message, hint)


def _categories(file: DataFile[Any]) -> Iterator[NamedCategory]:
    for where, row in _rows(file.facts, ()):
        for number, name in enumerate(getattr(row, "categories", ())):
            yield NamedCategory(name, file, (*where, "categories", number))


def _said_twice(file: DataFile[Any]) -> Iterator[Finding]:
    """The words of rules that an earlier rule of the same list has already: only that counts."""
    first: dict[tuple[KeyPath, str], KeyPath] = {}
    for where, row in _rows(file.facts, ()):
        for number, words in enumerate(getattr(row, "words", ())):
            place = (*where, "words", number)
            known = first.setdefault((where[:-1], words.casefold()), place)
            if known != place:
                message = f"“{words}” is in this list already, at line {file.line_of(*known)}."
                hint = "Delete one of the two: only the first one counts."
                yield file.finding(place, "warning", "care/said-twice", message, hint)


def _unused(folder: Path) -> Iterator[Finding]:
    """Files of which nothing is read, such as one with a misspelt name."""
    known = [f"{name}.yaml" for name in _FILES]
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        if path.name not in known:
            message = f"“{path.name}” is not one of the rule files."
            hint = did_you_mean(path.name, known) or f"The files are: {', '.join(known)}."
            yield Finding(display_path(path), 0, "warning", "care/unused-file", message, hint)


def unread_rows(folder: Path) -> Iterator[tuple[Path, int]]:
    """Each rule file with rules that no clinician has read, and how many these are."""
    for name, kind in _FILES.items():
        path = folder / f"{name}.yaml"
        if unread := _unread(_read(path, kind, lenient=True)):
            yield path, unread


def _unread(file: DataFile[Any]) -> int:
    return sum(row.clinician == NOT_READ for _, row in _rows(file.facts, ()))


def _read(path: Path, kind: _RuleFile, *, lenient: bool) -> DataFile[Any]:
    if not path.is_file():
        return DataFile(display_path(path), None)
    return read_data_file(
        path.read_bytes(), display_path(path), kind.model, rule=RULE, example=kind.example,
        name=kind.name, lenient=lenient,
    )  # fmt: skip


def _double(file: DataFile[_Sources], ids: list[str]) -> Iterator[Finding]:
    for index, name in enumerate(ids):
        if name in ids[:index]:
            message, hint = f"The source “{name}” is listed twice.", "Keep one of the two."
            where = ("sources", index, "id")
            yield file.finding(where, "error", "care/double", message, hint)


def _without_source(file: DataFile[Any], ids: list[str]) -> Iterator[Finding]:
    for where, row in _rows(file.facts, ()):
        if not ids:
            message = "No rule has a source yet: sources.yaml lists none."
            hint = "Write there which pages somebody has read, each with an `id`."
            yield file.finding((*where, "source"), "error", "care/unknown-source", message, hint)
            return
        if row.source not in ids:
            message = f"There is no source “{row.source}” in sources.yaml."
            hint = did_you_mean(row.source, ids) or "Add it there, once somebody has read it."
            yield file.finding((*where, "source"), "error", "care/unknown-source", message, hint)


def _rows(value: object, where: KeyPath) -> Iterator[tuple[KeyPath, CareRule]]:
    """The rules in a file, with the keys at which each stands."""
    if isinstance(value, CareRule):
        yield where, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _rows(getattr(value, name), (*where, name))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _rows(each, (*where, number))
