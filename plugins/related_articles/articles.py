"""Gives Pelican's articles their related articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugins.article_body.plain_text import blocks, full_text, strip_markup
from plugins.article_body.reading import TooLargeError, parse
from plugins.article_body.tree import HEADINGS
from plugins.core.findings import Finding, display_path
from plugins.related_articles import pins
from plugins.related_articles.documents import Document
from plugins.related_articles.options import RelatedArticlesOptions

if TYPE_CHECKING:
    # numpy and scipy take 0.3 s to import, which delays the reading of posts if it comes first.
    from plugins.related_articles.links import LinkResult
    from plugins.related_articles.selection import Link

# Between slugs, and around them where somebody writes a list as YAML has it.
_BETWEEN_SLUGS = re.compile(r"""[,;\[\]"']+""")
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class RelatedRun:
    """What was found between `documents` with these `options`, by language."""

    documents: list[Document]
    options: RelatedArticlesOptions
    found: Mapping[str, LinkResult]

    @property
    def findings(self) -> list[Finding]:
        """Those for wrong pins and exclusions."""
        return list(pins.check(self.documents, self.options.count))

    def links(self, articles: Iterable[Any]) -> Iterator[tuple[Any, tuple[Link, ...], list[Any]]]:
        """Each of the `articles` of these documents, with its links, and the articles they name."""
        keyed = _with_keys(articles)
        by_key = dict(keyed)
        for (lang, slug), article in keyed:
            chosen = self.found[lang].links[slug]
            yield article, chosen, [by_key[lang, link.slug] for link in chosen]


def relate(articles: Sequence[Any], options: RelatedArticlesOptions) -> list[Finding]:
    """Set `related_articles` on each article, and in `related_links` the reason for each of them.

    The findings are for wrong pins and exclusions. An article has Pelican's own attributes, and may
    have those of the posts package.
    """
    run = find_related(articles, options)
    set_related(articles, run)
    return run.findings


def find_related(
    articles: Iterable[Any], options: RelatedArticlesOptions, last: RelatedRun | None = None
) -> RelatedRun:
    """The links between articles; those of the `last` run if nothing by which it chose differs."""
    from plugins.related_articles.links import find_links  # noqa: PLC0415

    documents = documents_of(articles)
    if last and last.options == options and _by_day(last.documents) == _by_day(documents):
        return last
    folder = Path(options.cache) if options.cache else None
    return RelatedRun(documents, options, find_links(documents, options, folder))


def _by_day(documents: Iterable[Document]) -> list[Document]:
    """The documents, with unpublished ones at the start of their day: its time changes no link.

    An undated draft has the time of the build. Distances between articles are in days, and the
    order of moments decides only between those that may be linked to.
    """
    return [
        each
        if each.published
        else replace(
            each, date=each.date.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        )
        for each in documents
    ]


def set_related(articles: Iterable[Any], run: RelatedRun) -> None:
    """Set `related_articles` and `related_links` on each of the articles of a run."""
    for article, chosen, others in run.links(articles):
        article.related_articles = others
        article.related_links = chosen


def documents_of(articles: Iterable[Any]) -> list[Document]:
    """The articles as plain values."""
    return _documents(dict(_with_keys(articles)))


def _with_keys(articles: Iterable[Any]) -> list[tuple[tuple[str, str], Any]]:
    """The articles with their languages and slugs.

    Two with the same address are reported elsewhere; here either of them will do. But two with the
    same slug may have different addresses, such as those in folders by category.
    """
    first: dict[tuple[str, str], Any] = {}
    found = []
    for article in sorted(articles, key=lambda article: str(article.source_path)):
        key = article.lang.lower(), article.slug
        same = first.setdefault(key, article)
        if same is not article and same.url != article.url:
            key = key[0], article.url
        found.append((key, article))
    return found


def _documents(articles: Mapping[tuple[str, str], Any]) -> list[Document]:
    """The articles as plain values; a draft without a date has that of the newest article.

    Pelican gives it the last of all dates, from which every article is equally far.
    """
    documents = [_document(article, *key) for key, article in articles.items()]
    newest = max((each.date for each in documents if each.published), default=_LAST)
    return [
        replace(each, date=newest) if not each.published and each.date.year == _LAST.year else each
        for each in documents
    ]


def _document(article: Any, lang: str, slug: str) -> Document:  # noqa: ANN401  # untyped Pelican
    if hasattr(article, "plain_text"):
        title, text = article.title, article.plain_text
        headings = tuple(heading.text for heading in getattr(article, "headings", ()))
        links = getattr(article, "linked", ())
    else:
        title = strip_markup(article.title)
        text, headings, links = _parts(article)
    return Document(
        slug=slug,
        lang=lang,
        date=_date(article.date),
        title=title,
        text=text,
        headings=headings,
        links=links,
        # Pelican makes a list of several lines.
        description=" ".join(_listed(getattr(article, "description", ""))),
        # Pelican sets no `tags` on an article that has none, and no `category` without their pages.
        topics=tuple(str(tag) for tag in getattr(article, "tags", ())),
        category=str(getattr(article, "category", "")),
        pins=_slugs(getattr(article, "related", ())),
        exclude=_slugs(getattr(article, "related_exclude", ())),
        published=_is_published(article),
        path=getattr(article, "source_file", None) or display_path(Path(article.source_path)),
        lines=getattr(article, "field_lines", {}),
    )


def _parts(article: Any) -> tuple[str, tuple[str, ...], tuple[str, ...]]:  # noqa: ANN401  # untyped Pelican
    """The text, headings and addresses of links of what Pelican's own reader has made.

    Not of `article.content`: Pelican resolves links when that is read for the first time, and keeps
    the result, so that plugins that come later could no longer change it.
    """
    html = vars(article).get("_content") or ""
    try:
        root = parse(html)
    except TooLargeError:
        return strip_markup(html), (), ()
    found = blocks(root)
    headings = tuple(block.text for block in found if block.name in HEADINGS)
    links = tuple(element.get("href") or "" for element in root.elements({"a"}))
    return full_text(found), headings, links


def _is_published(article: Any) -> bool:  # noqa: ANN401  # untyped Pelican
    unfinished = getattr(article, "preview_mark", "")
    return not unfinished and getattr(article, "status", "published") == "published"


def _date(date: datetime) -> datetime:
    """`date`, or one that can be converted to UTC."""
    try:
        date.astimezone(UTC)
    except OverflowError:
        return date.replace(tzinfo=UTC)
    return date


def _slugs(written: object) -> tuple[str, ...]:
    """The slugs of a list, or of lines of metadata such as `sleep, warm-up`."""
    names = (name.strip() for line in _listed(written) for name in _BETWEEN_SLUGS.split(line))
    return tuple(filter(None, names))


def _listed(value: object) -> list[str]:
    """The lines of a value of metadata, which other readers may have made of YAML."""
    if value is None:
        return []
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]
