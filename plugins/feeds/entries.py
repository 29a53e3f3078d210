"""Fills feeds with the site's and each article's values, from Pelican's objects."""

from __future__ import annotations

from typing import Any

from feedgenerator import get_tag_uri

from plugins.article_body.reading import printable
from plugins.feeds.feed_html import absolute, to_feed_html
from plugins.feeds.formats import FORMATS, Feed


def begin(kind: str, title: str | None, context: dict[str, Any], address: str) -> Feed:
    """An empty feed of one of the kinds in FORMATS, published at `address`.

    `title` is the part of the site that the feed covers, or None for the whole site; `context` has
    the template variables of a page.
    """
    name, clinic, site = context["SITENAME"], context["clinic"], context["SITEURL"]
    return FORMATS[kind](
        title=printable(f"{name} - {title}" if title else name),
        link=f"{site}/",
        feed_url=address,
        description=printable(clinic.introduction or clinic.headline or name),
        language=context["DEFAULT_LANG"],
        author_name=printable(name),
        author_link=f"{site}/",
        icon=f"{site}/apple-touch-icon.png",
        favicon=f"{site}/favicon.ico",
        now=context["NOW"],
        context=context,
    )


def add(feed: Feed, article: Any) -> None:  # noqa: ANN401  # untyped Pelican
    """Add one article with all its content."""
    context = feed.feed["context"]
    site, picture = context["SITEURL"], article.picture
    writers = [(by.name, f"{site}/{by.url}" if by.url else "") for by in article.bylines]
    address = absolute(article.url, f"{site}/")
    feed.add_item(
        title=printable(article.title),
        link=address,
        # Pelican's own form, from URL and date, so that feed readers recognise earlier entries.
        unique_id=printable(get_tag_uri(address, article.date)),
        description=printable(article.summary),
        content=_body(article, address, context),
        categories=[printable(name) for name in _categories(article, context)],
        pubdate=article.date,
        updateddate=max(article.date, getattr(article, "modified", article.date)),
        authors=[(printable(name), url) for name, url in writers],
        lang="" if article.in_default_lang else article.lang,
        image=f"{site}/{picture.url}" if picture else "",
    )


def _body(article: Any, address: str, context: dict[str, Any]) -> str:  # noqa: ANN401
    """The article's HTML, rendered once for all feeds."""
    bodies: dict[str, str] = context["FEED_BODIES"]
    if address not in bodies:
        template = context["FEED_TEMPLATES"].get_template("feed_article.html")
        html = template.render(context, article=article)
        bodies[address] = to_feed_html(html, address)
    return bodies[address]


def _categories(article: Any, context: dict[str, Any]) -> list[str]:  # noqa: ANN401
    """The article's category and topics, without the default category."""
    names = [str(article.category), *(str(tag) for tag in getattr(article, "tags", []))]
    return list(dict.fromkeys(name for name in names if name != context["DEFAULT_CATEGORY"]))
