"""Pelican glue for related articles alone: sets `article.related_articles`.

A site that uses `plugins.site.plugin` has them already.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, Generator
from pelican.settings import read_settings

from plugins.core.findings import display_path, log_findings
from plugins.related_articles import pins
from plugins.related_articles.articles import documents_of, relate
from plugins.related_articles.cli.site_posts import (
    CommandError,
    LinkSettings,
    SitePosts,
    check_folder,
)
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


def read_site(file: Path, content: Path | None) -> SitePosts:
    """The articles of the site with the settings in `file`, read by Pelican with all its plugins.

    Nothing is written but what Pelican and plugins keep in their caches. Raises CommandError.
    """
    settings = _settings(file, content)
    options, wrong = RelatedArticlesOptions.read(settings)
    for finding in wrong:
        raise CommandError(f"{display_path(file)}: {finding.message} {finding.hint}")
    site = Pelican(settings)
    context = {
        **site.settings, "generated_content": {}, "static_links": set(), "static_content": {},
        "localsiteurl": site.settings["SITEURL"],
    }  # fmt: skip
    generator = ArticlesGenerator(context, site.settings, site.path, site.theme, site.output_path)
    generator.generate_context()
    documents = documents_of(_articles(generator))
    links = LinkSettings(lang=settings["DEFAULT_LANG"].lower(), options=options)
    return SitePosts(Path(site.path), links, documents, pins.check(documents, options.count))


def _settings(file: Path, content: Path | None) -> dict[str, Any]:
    if not file.is_file():
        raise CommandError(f"There is no settings file {file}. Write another after --settings.")
    if content:
        check_folder(content)
    try:
        return dict(read_settings(str(file), {"PATH": str(content)} if content else None))
    except Exception as error:
        raise CommandError(f"{display_path(file)} cannot be read: {error}") from error


def register() -> None:
    """Connect to the signal that Pelican sends when all is read and nothing is written."""
    signals.all_generators_finalized.connect(relate_articles)
