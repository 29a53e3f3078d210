"""What is noted of pages as they are written, for the sitemap and the last check."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from plugins.publishing.links import parse
from plugins.publishing.sitemap import SitemapEntry
from plugins.publishing.verify import Source


def note_page(path: str, context: dict[str, Any]) -> None:
    """Remember the page at `path`, written with the template variables `context`.

    SOURCES maps pages to what they were made from; WRITTEN lists what a sitemap names.
    """
    name = Path(path).relative_to(context["OUTPUT_PATH"]).as_posix()
    content = context.get("article") or context.get("page")
    if content is not None:
        addresses = frozenset(parse(content.content).addresses)
        context["SOURCES"][name] = Source(Path(content.source_path), addresses)
    elif name in context["SOURCES"]:
        return  # a post has taken the place of this page
    unlisted = "redirect_to" in context or context.get("noindex") or name == "404.html"
    if unlisted or not name.endswith(".html"):
        return
    days = _of_post(content) if content is not None else _of_list(Path(path), context)
    entry = SitemapEntry(name.removesuffix("index.html"), max(days, default=None))
    context["WRITTEN"].append(entry)


def _of_post(post: Any) -> list[date]:  # noqa: ANN401  # untyped Pelican
    """The days on which the post's own page changed, as far as they are known."""
    return _days([post], "date", "modified", "reviewed")


def _of_list(path: Path, context: dict[str, Any]) -> list[date]:
    """The days on which a page that lists articles changed.

    Each new article moves the others down; what else changed is seen of those that it names.
    """
    articles = context.get("articles", [])
    named = articles
    if "articles_page" in context:
        named = context["articles_page"].object_list
    elif context["SITEURL"]:
        named = [*articles, *getattr(context.get("person"), "credited", [])]
        addresses = set(parse(path.read_text("utf-8")).addresses)
        named = [post for post in named if f"{context['SITEURL']}/{post.url}" in addresses]
    return _days(articles, "date") + _days(named, "date", "modified")


def _days(posts: Iterable[Any], *names: str) -> list[date]:
    found = (getattr(post, name, None) for post in posts for name in names)
    return [day.date() if isinstance(day, datetime) else day for day in found if day]
