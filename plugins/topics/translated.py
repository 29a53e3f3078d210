"""The names and introductions of topics in another language: a topics.yaml of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, Field

from plugins.core.data_file import DataFile, read_data_file
from plugins.core.findings import Finding, display_path
from plugins.core.models import EditorModel, NonEmptyText
from plugins.core.text_values import Text
from plugins.topics.introductions import RULE


class TopicTexts(EditorModel):
    """A topic's name in the language, its name in the default one, and its words."""

    name: NonEmptyText = Field(examples=["Løping"])
    original: Text = Field(default="", examples=["Running"])
    introduction: Text = ""


class _TranslatedTopics(BaseModel):
    topics: list[TopicTexts]


@dataclass(frozen=True)
class TopicNames:
    """The topics of a language, as its file has them; posts may write either name."""

    texts: tuple[TopicTexts, ...] = ()
    findings: tuple[Finding, ...] = ()

    @cached_property
    def _by_name(self) -> Mapping[str, TopicTexts]:
        named = {topic.name: topic for topic in self.texts}
        return {topic.original: topic for topic in self.texts if topic.original} | named

    def of(self, name: str) -> TopicTexts:
        """The texts of a topic that a post names; without any it is called what the post says."""
        return self._by_name.get(name) or TopicTexts(name=name)

    @property
    def introductions(self) -> dict[str, str]:
        """The introductions by the names in the language."""
        return {topic.name: topic.introduction for topic in self.texts}


def read_file(path: Path, *, lenient: bool) -> TopicNames:
    """Read the file at `path`; without it topics are called what posts say."""
    if not path.is_file():
        return TopicNames()
    file: DataFile[_TranslatedTopics] = read_data_file(
        path.read_bytes(),
        display_path(path),
        _TranslatedTopics,
        rule=RULE,
        example="- name: Løping",
        name="topics",
        lenient=lenient,
    )
    return TopicNames(tuple(file.facts.topics) if file.facts else (), file.findings)
