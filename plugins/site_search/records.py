"""The search records of Pelican's articles."""

from __future__ import annotations

import os
from collections.abc import Iterable, Set
from dataclasses import dataclass
from itertools import accumulate
from pathlib import PurePosixPath
from typing import Any

_LONGEST_NAME = 255  # bytes, on almost all file systems


@dataclass(frozen=True)
class SearchRecord:
    """What the index stores about one published article.

    `path` is its file in the site; `lang` its language if it differs from the site's, else empty;
    `text` its plain text, one block per line; `headings` are the lines that are headings.
    `search_words` are found, and not shown.
    """

    path: str
    title: str
    text: str
    lang: str = ""
    topics: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    search_words: tuple[str, ...] = ()


def records(articles: Iterable[Any], site_lang: str) -> list[SearchRecord]:
    """The records of the published articles that have words to search for.

    Those whose pages cannot be written are left out; writing the site reports them.
    """
    found = [_record(article, site_lang) for article in articles if not article.preview_mark]
    pages = {record.path for record in found}
    return [
        record
        for record in found
        if _has_words(record.title + record.text) and _can_be_written(record.path, pages)
    ]


def _has_words(text: str) -> bool:
    """Whether `text` has any letter or digit to search for."""
    return any(map(str.isalnum, text))


def _can_be_written(path: str, pages: Set[str]) -> bool:
    """Whether a page has a name that disks take, and is not below another page."""
    parts = PurePosixPath(path).parts
    folders = accumulate(parts[:-1], "{}/{}".format)
    longest = max((len(os.fsencode(part)) for part in parts), default=0)
    return 0 < longest <= _LONGEST_NAME and pages.isdisjoint(folders)


def _record(article: Any, site_lang: str) -> SearchRecord:  # noqa: ANN401  # untyped Pelican
    return SearchRecord(
        path=article.save_as,
        title=article.title,
        text=article.plain_text,
        lang=article.lang if article.lang.lower() != site_lang.lower() else "",
        # Pelican sets no `tags` on an article that has none.
        topics=tuple(str(tag) for tag in getattr(article, "tags", ())),
        headings=tuple(heading.text for heading in article.headings),
        search_words=tuple(article.search_words),
    )
