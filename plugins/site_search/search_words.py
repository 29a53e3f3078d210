"""Reads search_words.yaml: what visitors type, and what pages say instead (edge: disk)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from plugins.core.data_file import DataFile, read_data_file
from plugins.core.findings import Finding, display_path
from plugins.core.models import EditorModel, NonEmptyText
from plugins.core.text_values import Items
from plugins.core.validation import refuse
from plugins.core.words import folded_words, written_words

RULE = "search-words"
FILE = "data/search_words.yaml"  # below the content folder

Words = Annotated[Items, Field(min_length=1)]


def _with_words(text: str) -> str:
    if not written_words(text):
        raise refuse(f"“{text}” has no words.", "Write what pages say, or delete the row.")
    return text


class Synonyms(EditorModel):
    """Words or phrases that visitors type, and what to search for besides them."""

    words: Words = Field(examples=["[warfarin, apixaban]"])
    means: Annotated[NonEmptyText, AfterValidator(_with_words)] = Field(examples=["blood thinners"])


class SearchWords(EditorModel):
    """The synonyms, and words of somebody who needs help at once, who is shown the care line."""

    synonyms: list[Synonyms] = Field(default=[])
    urgent: Items = Field(default=[])


def read(data: bytes, path: str, *, lenient: bool = False) -> DataFile[SearchWords]:
    """Read search_words.yaml."""
    example = "urgent: [chest pain]"
    file = read_data_file(data, path, SearchWords, rule=RULE, example=example, lenient=lenient)
    return replace(file, findings=(*file.findings, *_doubles(file)))


def read_file(path: Path, *, lenient: bool) -> DataFile[SearchWords]:
    """Read the file at `path`; without it words stand for themselves."""
    if not path.is_file():
        return DataFile(display_path(path), SearchWords())
    return read(path.read_bytes(), display_path(path), lenient=lenient)


def _doubles(file: DataFile[SearchWords]) -> Iterator[Finding]:
    """Findings for words that are listed twice, as the search compares them."""
    seen: set[tuple[str, ...]] = set()
    for index, each in enumerate(file.facts.synonyms if file.facts else ()):
        for place, words in enumerate(each.words):
            folded = tuple(w for written in written_words(words) for w in folded_words(written))
            if folded in seen:
                yield file.finding(
                    ("synonyms", index, "words", place),
                    "error",
                    "search-words/double",
                    f"“{words}” is listed twice.",
                    "Keep one of the two.",
                )
            seen.add(folded)
