"""Glue: gives topic pages their introductions, once it is known which topics there are."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator

from plugins.core.data_file import Sheet
from plugins.core.findings import typed_path
from plugins.topics import introductions


def read_topics(pelican: Pelican) -> None:
    """Read topics.yaml; a site without one has topics without introductions."""
    settings = pelican.settings
    file = Path(settings["PATH"]) / settings["TOPICS_DATA"]
    path = typed_path(file)
    sheet = Sheet[list[introductions.Introduction]](path, [])
    if file.is_file():
        sheet = introductions.read(file.read_bytes(), path, lenient=settings["LENIENT"])
    settings["FINDINGS"].extend(sheet.findings)
    settings["TOPICS_SHEET"] = sheet


def offer_introductions(generator: ArticlesGenerator) -> None:
    """Offer `topic_introductions`, and complain of topics that no post has, not even a draft."""
    settings = generator.settings
    sheet = settings["TOPICS_SHEET"]
    drafts = chain.from_iterable(withheld.topics for withheld in settings["WITHHELD"])
    known = {*(tag.name for tag in generator.tags), *drafts}
    if not settings["FINDINGS"].errors:  # a post that cannot be read may well have the topic
        found = introductions.unknown(sheet, known, lenient=settings["LENIENT"])
        settings["FINDINGS"].extend(found)
    generator.context["topic_introductions"] = {
        topic.name: topic.introduction for topic in sheet.facts or []
    }


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(read_topics)
    signals.article_generator_finalized.connect(offer_introductions)
