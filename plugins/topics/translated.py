"""The names and introductions of topics in another language: a topics.yaml of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, Field

from plugins.core.data_file import DataFile, read_data_file
from plugins.core.findings import Finding, did_you_mean, display_path
from plugins.core.models import EditorModel, NonEmptyText
from plugins.core.text_values import Text
from plugins.topics.introductions import RULE

UNUSED = "topics/unused-translation"
_ELSE = "Write it under `topics` or `category` in a post, or delete it here."


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

    file: DataFile[list[TopicTexts]] = field(default_factory=lambda: DataFile("", []))

    @property
    def texts(self) -> list[TopicTexts]:
        """The topics in the order of the file."""
        return self.file.facts or []

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

    def unused(self, written: Collection[str]) -> Iterator[Finding]:
        """A finding for each topic that nobody writes, by either name."""
        for index, topic in enumerate(self.texts):
            if not {topic.name, topic.original} & set(written):
                name = topic.original or topic.name
                message, hint = f"No post has the topic “{name}”.", did_you_mean(name, written)
                where = ("topics", index, "original" if topic.original else "name")
                yield self.file.finding(where, "warning", UNUSED, message, hint or _ELSE)


def read_file(path: Path, *, lenient: bool) -> TopicNames:
    """Read the file at `path`; without it topics are called what posts say."""
    if not path.is_file():
        return TopicNames()
    read: DataFile[_TranslatedTopics] = read_data_file(
        path.read_bytes(),
        display_path(path),
        _TranslatedTopics,
        rule=RULE,
        example="- name: Løping",
        name="topics",
        lenient=lenient,
    )
    topics = read.facts.topics if read.facts else None
    findings = (*read.findings, *_doubles(topics or [], read))
    return TopicNames(DataFile(read.path, topics, read.lines, findings, read.columns))


def _doubles(topics: Sequence[TopicTexts], file: DataFile[_TranslatedTopics]) -> Iterator[Finding]:
    """A finding for each name that two topics have: their pages would have one address."""
    for key in ("name", "original"):
        names = [getattr(topic, key).casefold() for topic in topics]
        for index, topic in enumerate(topics):
            if names[index] and names[index] in names[:index]:
                message = f"The topic “{getattr(topic, key)}” is listed twice."
                where, hint = ("topics", index, key), "Keep one of the two, or rename one."
                yield file.finding(where, "error", "topics/double", message, hint)
