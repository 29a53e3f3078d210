"""Pelican glue: gives feeds the theme's templates and writes the JSON Feed, which Pelican lacks."""

from __future__ import annotations

from itertools import chain
from typing import Any

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator

from plugins.feeds import entries


def prepare(pelican: Pelican) -> None:
    """Set the settings that base.html reads, and the module that fills feeds."""
    for name in ("FEED_ALL_ATOM", "FEED_ALL_RSS", "FEED_ALL_JSON"):
        pelican.settings.setdefault(name, None)
    pelican.settings["FEED_ENTRIES"] = entries


def set_templates(generator: ArticlesGenerator) -> None:
    """Let feeds render their articles with the theme's feed_article.html."""
    generator.context["FEED_TEMPLATES"] = generator.env
    generator.context["FEED_BODIES"] = {}


def write_json(generator: ArticlesGenerator, writer: Any) -> None:  # noqa: ANN401  # untyped Pelican
    """Write the JSON Feed of all articles, in the order of Pelican's own feeds."""
    if name := generator.settings["FEED_ALL_JSON"]:
        translations = chain.from_iterable(each.translations for each in generator.articles)
        order = generator.settings["ARTICLE_ORDER_BY"]
        every = sorted([*generator.articles, *translations], key=order)
        writer.write_feed(every, generator.context, name, feed_type="json")


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(prepare)
    signals.article_generator_finalized.connect(set_templates)
    signals.article_writer_finalized.connect(write_json)
