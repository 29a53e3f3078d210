"""Pelican glue for related articles alone: sets `article.related_articles`.

A site that uses `plugins.site.plugin` has them already.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import ArticlesGenerator, Generator

from plugins.core.findings import log_findings
from plugins.related_articles.articles import relate
from plugins.related_articles.options import RelatedArticlesOptions

logger = logging.getLogger(__name__)


def relate_articles(generators: list[Generator]) -> None:
    """Set `related_articles` on each article, and log wrong settings and pins."""
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            options, wrong = RelatedArticlesOptions.read(generator.settings)
            if "RELATED_ARTICLES_CACHE" not in generator.settings:
                cache = Path(generator.settings["CACHE_PATH"], "related-articles")
                options = options.model_copy(update={"cache": str(cache)})
            found = relate(list(_articles(generator)), options)
            log_findings([*wrong, *found], logger)


def _articles(generator: ArticlesGenerator) -> Iterator[Any]:
    """All articles: Pelican has a list for each status, and another for its translations."""
    yield from generator.articles
    yield from generator.translations
    yield from generator.drafts
    yield from generator.drafts_translations
    yield from generator.hidden_articles
    yield from generator.hidden_translations


def register() -> None:
    """Connect to the signal that Pelican sends when all is read and nothing is written."""
    signals.all_generators_finalized.connect(relate_articles)
