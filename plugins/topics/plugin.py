"""Pelican glue: gives topic pages their introductions once all topics are known."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator

from plugins.core.data_file import DataFile
from plugins.core.findings import display_path
from plugins.topics import introductions


def read_topics(pelican: Pelican) -> None:
    """Read topics.yaml; without it topics have no introductions."""
    settings = pelican.settings
    path = Path(settings["PATH"]) / settings["TOPICS_DATA"]
    topics = DataFile[list[introductions.Introduction]](display_path(path), [])
    if path.is_file():
        data = path.read_bytes()
        topics = introductions.read(data, display_path(path), lenient=settings["LENIENT"])
    settings["FINDINGS"].extend(topics.findings)
    settings["TOPICS_FILE"] = topics


def add_introductions(generator: ArticlesGenerator) -> None:
    """Set `topic_introductions`, and report topics that no post has, not even a draft."""
    settings = generator.settings
    file = settings["TOPICS_FILE"]
    drafts = chain.from_iterable(withheld.topics for withheld in settings["WITHHELD"])
    known = {*(tag.name for tag in generator.tags), *drafts}
    if not settings["FINDINGS"].errors:  # a post that could not be read may have the topic
        found = introductions.unknown(file, known, lenient=settings["LENIENT"])
        settings["FINDINGS"].extend(found)
    generator.context["topic_introductions"] = {
        topic.name: topic.introduction for topic in file.facts or []
    }


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(read_topics)
    signals.article_generator_finalized.connect(add_introductions)
