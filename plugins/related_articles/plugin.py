"""Pelican glue for related articles alone: sets `article.related_articles`.

A site that uses `plugins.site.plugin` has them already.
"""

from __future__ import annotations

import logging

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
            found = relate([*generator.articles, *generator.translations], options)
            log_findings([*wrong, *found], logger)


def register() -> None:
    """Connect to the signal that Pelican sends when all is read and nothing is written."""
    signals.all_generators_finalized.connect(relate_articles)
