"""The drawing of related links, as the command `report` makes it, from the desk's values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from plugins.desk.values import DeskPost, DeskValues
from plugins.related_articles.cli.languages import LanguageArticles
from plugins.related_articles.cli.link_graph import draw
from plugins.related_articles.documents import Document, newest_first
from plugins.related_articles.links import LinkResult
from plugins.related_articles.selection import Link

_NEVER = datetime.max.replace(tzinfo=UTC)


def drawing(desk: DeskValues) -> str:
    """The SVG, without scripts: a part for each language, the site's own first."""
    articles = [post for post in desk.posts if post.kind == "article"]
    languages = {post.lang for post in articles}
    parts = [
        _language(lang, [post for post in articles if post.lang == lang])
        for lang in sorted(languages, key=lambda code: (code != desk.lang, code))
    ]
    return draw(parts)


def _language(lang: str, posts: Sequence[DeskPost]) -> LanguageArticles:
    """The articles of a language; files are unique, where slugs may not be."""
    documents = {post.path: _document(post) for post in posts}
    shown = {post.path for post in posts if post.shown}
    links = {
        post.path: tuple(
            Link(link.path, link.score, link.source) for link in post.related if link.path in shown
        )
        for post in posts
    }
    published = newest_first(each for each in documents.values() if each.published)
    keys = {post.path: post.slug for post in posts}
    return LanguageArticles(
        lang, documents, published, LinkResult(links, dict.fromkeys(documents, ()), {}), keys
    )


def _document(post: DeskPost) -> Document:
    return Document(
        slug=post.path,
        lang=post.lang,
        date=post.moment or _NEVER,
        title=post.title,
        category=post.category,
        published=post.shown,
        path=post.path,
    )
