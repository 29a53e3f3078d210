"""In which order articles and their topics stand; it must not follow the order of the disk."""

from __future__ import annotations

from typing import Any


def newest_first(article: Any) -> tuple[float, str, str]:  # noqa: ANN401  # untyped Pelican
    """Sort key: newest first, then by slug, and translations by language."""
    return (-article.date.timestamp(), article.slug, article.lang)


def sort_topics(generator: Any) -> None:  # noqa: ANN401  # untyped Pelican
    """Offer `topics`, each topic with its articles, sorted by name.

    Pelican makes topic pages for originals only; a translation keeps the topics that have a page.
    """
    for article in generator.translations:
        article.tags = [tag for tag in article.tags if tag in generator.tags]
    topics = sorted(generator.tags.items(), key=lambda item: str(item[0]).casefold())
    generator.context["topics"] = topics
