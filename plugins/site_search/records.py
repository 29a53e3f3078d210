"""The search records of Pelican's articles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plugins.site_search.indexing import SearchRecord, has_words


def records(articles: Iterable[Any], site_lang: str) -> list[SearchRecord]:
    """The records of the published articles that have words to search for."""
    found = (_record(article, site_lang) for article in articles if not article.preview_mark)
    return [record for record in found if record.path and has_words(record.title + record.text)]


def _record(article: Any, site_lang: str) -> SearchRecord:  # noqa: ANN401  # untyped Pelican
    return SearchRecord(
        path=article.save_as,
        title=article.title,
        text=article.plain_text,
        lang=article.lang if article.lang.lower() != site_lang.lower() else "",
        # Pelican sets no `tags` on an article that has none.
        topics=tuple(str(tag) for tag in getattr(article, "tags", ())),
        headings=tuple(heading.text for heading in article.headings),
    )
