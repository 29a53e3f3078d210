"""What the graph of a page needs from Pelican's articles and pages."""

from __future__ import annotations

from typing import Any

from plugins.structured_data.subjects import GraphArticle, Review


def graph_article(
    article: Any,  # noqa: ANN401  # untyped Pelican
    path: str,
    lang: str,
    description: str,
    *,
    default_category: str,
) -> GraphArticle:
    """An article whose page is at `path`; `default_category` is that of unsorted articles."""
    shown = article.picture or article.social_card
    return GraphArticle(
        path=path,
        title=str(article.title),
        description=description,
        lang=lang,
        authors=tuple(byline.name for byline in article.bylines),
        published=article.date,
        updated=article.updated,
        credit=article.credit,
        section=section_of(article, default_category),
        topics=tuple(topics_of(article)),
        image=shown.url if shown else "",
        related=tuple(other.url for other in article.related_articles),
    )


def review_of(post: Any) -> Review | None:  # noqa: ANN401  # untyped Pelican
    """The review of an article or a page, or None if it has not been reviewed."""
    return Review(post.reviewed, post.reviewed_by) if post.reviewed else None


def section_of(article: Any, default_category: str) -> str:  # noqa: ANN401  # untyped Pelican
    """The category of an article, or "" if it is the default one."""
    name = str(article.category)
    return "" if name == default_category else name


def topics_of(article: Any) -> list[str]:  # noqa: ANN401  # untyped Pelican
    """The names of an article's topics; Pelican sets no `tags` if there are none."""
    return [str(tag) for tag in getattr(article, "tags", [])]
