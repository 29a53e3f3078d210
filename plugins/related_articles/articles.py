"""Gives Pelican's articles their related articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from plugins.article_body.plain_text import strip_markup
from plugins.core.findings import Finding
from plugins.related_articles import pins
from plugins.related_articles.documents import Document
from plugins.related_articles.options import RelatedArticlesOptions


def relate(articles: Sequence[Any], options: RelatedArticlesOptions) -> list[Finding]:
    """Set `related_articles` on each article; the findings are for wrong pins and exclusions.

    An article has Pelican's own attributes, and may have those of the posts package.
    """
    # numpy and scipy take 0.3 s to import, which delays the reading of posts if it comes first.
    from plugins.related_articles.links import find_links  # noqa: PLC0415

    # Two articles with the same address are reported elsewhere; here either of them will do.
    by_address = {
        (article.lang, article.slug): article
        for article in sorted(articles, key=lambda article: str(article.source_path))
    }
    documents = [_document(article) for article in by_address.values()]
    found = find_links(documents, options, Path(options.cache) if options.cache else None)
    for article in articles:
        chosen = found[article.lang].links[article.slug]
        article.related_articles = [by_address[article.lang, link.slug] for link in chosen]
    return list(pins.check(documents, options.count))


def _document(article: Any) -> Document:  # noqa: ANN401  # untyped Pelican
    text = getattr(article, "plain_text", None)
    return Document(
        slug=article.slug,
        lang=article.lang,
        date=article.date,
        title=article.title,
        text=strip_markup(article.content) if text is None else text,
        headings=tuple(heading.text for heading in getattr(article, "headings", ())),
        description=getattr(article, "description", ""),
        # Pelican sets no `tags` on an article that has none, and no `category` without their pages.
        topics=tuple(str(tag) for tag in getattr(article, "tags", ())),
        category=str(getattr(article, "category", "")),
        pins=_slugs(getattr(article, "related", ())),
        exclude=_slugs(getattr(article, "related_exclude", ())),
        published=not getattr(article, "preview_mark", ""),
        path=getattr(article, "source_file", article.source_path),
        lines=getattr(article, "field_lines", {}),
    )


def _slugs(written: str | Iterable[str]) -> tuple[str, ...]:
    """The slugs of a list, or of a line of metadata such as `sleep, warm-up`."""
    names = written.split(",") if isinstance(written, str) else written
    return tuple(stripped for name in names if (stripped := name.strip()))
