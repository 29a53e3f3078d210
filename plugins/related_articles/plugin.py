"""Pelican glue: gives every article its related articles once all of them have been read."""

from pathlib import Path
from typing import Any

from pelican import signals
from pelican.contents import Article
from pelican.generators import ArticlesGenerator, Generator

from plugins.related_articles import pins
from plugins.related_articles.documents import Document
from plugins.related_articles.links import find_links
from plugins.related_articles.options import RelatedArticlesOptions


def relate_articles(generators: list[Generator]) -> None:
    """Set `related_articles` on each article, and add wrong settings and pins to the findings."""
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            _relate([*generator.articles, *generator.translations], generator.settings)


def _relate(articles: list[Article], settings: dict[str, Any]) -> None:
    options, findings = RelatedArticlesOptions.read(settings)
    # The posts package reports two articles with the same address; here either of them will do.
    by_address = {
        (article.lang, article.slug): article
        for article in sorted(articles, key=lambda article: str(article.source_file))
    }
    documents = [_document(article) for article in by_address.values()]
    settings["FINDINGS"].extend([*findings, *pins.check(documents, options.count)])
    found = find_links(documents, options, Path(options.cache))
    for article in articles:
        chosen = found[article.lang].links[article.slug]
        article.related_articles = [by_address[article.lang, link.slug] for link in chosen]


def _document(article: Article) -> Document:
    return Document(
        slug=article.slug,
        lang=article.lang,
        date=article.date,
        title=article.title,
        text=article.plain_text,
        headings=tuple(heading.text for heading in article.headings),
        description=article.description,
        # Pelican sets no `tags` on an article that has none.
        topics=tuple(str(tag) for tag in getattr(article, "tags", ())),
        category=str(article.category),
        pins=tuple(article.related),
        exclude=tuple(article.related_exclude),
        published=not article.preview_mark,
        path=article.source_file,
        lines=article.field_lines,
    )


def register() -> None:
    """Connect to the signal that Pelican sends when all is read and nothing written."""
    signals.all_generators_finalized.connect(relate_articles)
