"""The languages of a site besides its own: the setting LANGUAGES, and what pages in each show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plugins.clinic import translated
from plugins.clinic.directory import Clinic, Directory
from plugins.clinic.translated import ClinicTranslation
from plugins.core.findings import Finding, display_path
from plugins.responsive_images.picture import Picture
from plugins.theme_support import texts
from plugins.theme_support.languages import base_of
from plugins.topics.translated import TopicNames, read_file

SETTING = "LANGUAGES"


@dataclass(frozen=True)
class LanguageFiles:
    """What the content folder has in a language: the texts of clinic, people and topics."""

    clinic: ClinicTranslation
    topics: TopicNames


@dataclass(frozen=True)
class SiteLanguage:
    """What pages in a language show; their addresses begin with `prefix`.

    `missing` are texts of the clinic that are still in the site's own language. `categories` and
    `sore_parts` have the names of these by those in the site's own language.
    """

    tag: str
    prefix: str = ""
    directory: Directory = field(default_factory=lambda: Directory(Clinic("")))
    social_card: Picture | None = None
    missing: tuple[str, ...] = ()
    topics: TopicNames = field(default_factory=TopicNames)
    categories: Mapping[str, str] = field(default_factory=dict)
    sore_parts: Mapping[str, str] = field(default_factory=dict)

    def category(self, name: str) -> str:
        """What a category of posts is called in the language."""
        return self.categories.get(name, name)

    def sore_part(self, name: str) -> str:
        """What a part of the body is called in the language."""
        return self.sore_parts.get(name, name)


def prefix_of(tag: str) -> str:
    """What the addresses of pages in a further language begin with, as those of its posts do."""
    return f"{tag.lower()}/"


def read_setting(
    settings: Mapping[str, Any], theme: Path, *, views: bool
) -> tuple[tuple[str, ...], list[Finding]]:
    """The tags in LANGUAGES, and what is wrong with them or with the theme's catalogues."""
    given = settings.get(SETTING, ())
    wrong = list(_wrong_setting(given, settings["DEFAULT_LANG"], views=views))
    tags = () if wrong else tuple(given)
    for tag in (settings["DEFAULT_LANG"], *tags):
        if views:
            wrong += _wrong_catalogue(theme, tag, needed=tag in tags)
    return tags, wrong


def _wrong_setting(given: object, own: str, *, views: bool) -> Iterator[Finding]:
    hint = 'Write tags in a list, such as `LANGUAGES = ["nb", "pt-BR"]`.'
    if not isinstance(given, list | tuple) or not all(isinstance(each, str) for each in given):
        yield _finding("languages/setting", f"LANGUAGES cannot be {given!r}.", hint)
        return
    if given and not views:
        message = "This theme takes no views, so that it cannot have further languages."
        yield _finding("languages/setting", message, "Delete LANGUAGES, or use the theme theme/.")
    known = [base_of(own)]
    for tag in given:
        if not texts.is_language(tag):
            yield _finding("languages/setting", f"LANGUAGES has “{tag}”, no language.", hint)
        elif base_of(tag) in known:
            message = f"LANGUAGES has “{tag}”, and the site has that language already."
            yield _finding("languages/setting", message, "Delete it: DEFAULT_LANG is the first.")
        known.append(base_of(tag))


def _wrong_catalogue(theme: Path, tag: str, *, needed: bool) -> Iterator[Finding]:
    file = texts.catalogue(theme, tag)
    if file is None:
        if needed and base_of(tag) != "en":
            message = f"The theme has no words in the language “{tag}”."
            name = tag.replace("-", "_")
            path = display_path(theme / texts.FOLDER / name / "LC_MESSAGES" / "messages.po")
            hint = f"Write {path}; docs/adopting.md says how."
            yield _finding("languages/no-catalogue", message, hint)
        return
    try:
        texts.translations(theme, tag)
    except texts.CatalogueError as error:
        hint = "Write each text in quotation marks, after `msgid` or `msgstr`."
        yield Finding(
            display_path(file), error.line, "error", "languages/bad-catalogue", f"{error}", hint
        )


def _finding(rule: str, message: str, hint: str) -> Finding:
    return Finding("", 0, "error", rule, message, hint)


def read_files(
    data: Path, names: Sequence[str], tag: str, *, lenient: bool
) -> tuple[LanguageFiles, list[Finding]]:
    """The files for a language: in a folder with its name beside each of those of the site.

    `names` are the paths of clinic.yaml, people.yaml and topics.yaml below the folder `data`.
    """
    clinic, people, topics = (beside(data / name, tag) for name in names)
    read = LanguageFiles(
        translated.read(clinic, people, lenient=lenient), read_file(topics, lenient=lenient)
    )
    one, others = read.clinic.clinic, read.clinic.people
    return read, [*one.findings, *others.findings, *read.topics.file.findings]


def beside(file: Path, tag: str) -> Path:
    """What stands for a data file in a language."""
    return file.parent / tag / file.name
