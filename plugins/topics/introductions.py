"""Reads topics.yaml: the introductions of the pages of topics and categories (edge: disk)."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from pydantic import BaseModel, Field

from plugins.core.data_file import DataFile, read_data_file
from plugins.core.findings import Finding, did_you_mean, display_path
from plugins.core.models import EditorModel, NonEmptyText

RULE = "topics"
_ELSE = "Write it under `topics` or `category` in a post, or delete it here."


class Introduction(EditorModel):
    """The name of a topic or category, as posts write it, and the introduction of its page."""

    name: NonEmptyText = Field(examples=["Running"])
    introduction: NonEmptyText = Field(examples=["For people who run, or would like to begin."])


class _Topics(BaseModel):
    topics: list[Introduction]


def read(data: bytes, path: str, *, lenient: bool = False) -> DataFile[list[Introduction]]:
    """Read topics.yaml; the keys of `lines` begin with "topics", as in ("topics", 0, "name")."""
    file = read_data_file(
        data, path, _Topics, rule=RULE, example="- name: Running", name="topics", lenient=lenient
    )
    found = _duplicates(file.facts.topics, file) if file.facts else []
    topics = file.facts.topics if file.facts else None
    return DataFile(path, topics, file.lines, (*file.findings, *found), file.columns)


def read_file(path: Path, *, lenient: bool) -> DataFile[list[Introduction]]:
    """Read the file at `path`; without it topics have no introductions."""
    if not path.is_file():
        return DataFile(display_path(path), [])
    return read(path.read_bytes(), display_path(path), lenient=lenient)


def unknown(
    file: DataFile[list[Introduction]], known: Collection[str], *, lenient: bool
) -> list[Finding]:
    """Findings for names that no post has; `known` are the topics and categories of posts."""
    return [
        file.finding(
            ("topics", index, "name"), "warning" if lenient else "error",
            "topics/unknown-topic", f"No post has the topic or category “{topic.name}”.",
            did_you_mean(topic.name, known) or _ELSE,
        )
        for index, topic in enumerate(file.facts or [])
        if topic.name not in known
    ]  # fmt: skip


def _duplicates(topics: list[Introduction], file: DataFile[_Topics]) -> list[Finding]:
    names = [topic.name for topic in topics]
    return [
        file.finding(
            ("topics", index, "name"), "error", "topics/double",
            f"The topic “{name}” is listed twice.", "Keep one of the two.",
        )
        for index, name in enumerate(names)
        if name in names[:index]
    ]  # fmt: skip
