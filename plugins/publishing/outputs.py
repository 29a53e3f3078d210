"""The record of what a build writes, for its checks and the sitemap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from plugins.core.findings import Finding
from plugins.publishing.links import parse
from plugins.publishing.path_conflicts import OutputPath
from plugins.publishing.sitemap import SitemapEntry
from plugins.publishing.verify import PageSource


@dataclass
class Outputs:
    """What this build writes, kept in the setting OUTPUTS; dictionaries are keyed by path.

    `paths` says who writes each file, `sources` what a post's page was made from, `errors` why a
    file could not be written. `copied` are Pelican's static files.
    """

    paths: dict[str, OutputPath] = field(default_factory=dict)
    sources: dict[str, PageSource] = field(default_factory=dict)
    errors: dict[str, Finding] = field(default_factory=dict)
    copied: list[Any] = field(default_factory=list)
    sitemap: list[SitemapEntry] = field(default_factory=list)


def note_page(path: str, context: dict[str, Any]) -> None:
    """Record the page at `path`, written with the template variables `context`."""
    outputs: Outputs = context["OUTPUTS"]
    name = Path(path).relative_to(context["OUTPUT_PATH"]).as_posix()
    content = context.get("article") or context.get("page")
    if content is not None:
        addresses = frozenset(parse(content.content).addresses)
        outputs.sources[name] = PageSource(Path(content.source_path), addresses)
    elif name in outputs.sources:
        return  # a post has replaced this page
    unlisted = "redirect_to" in context or context.get("noindex") or name == "404.html"
    if unlisted or not name.endswith(".html"):
        return
    days = _of_post(content) if content is not None else _of_list(Path(path), context)
    entry = SitemapEntry(name.removesuffix("index.html"), max(days, default=None))
    outputs.sitemap.append(entry)


def _of_post(post: Any) -> list[date]:  # noqa: ANN401  # untyped Pelican
    """The days on which the post's own page changed, as far as they are known."""
    return _days([post], "date", "modified", "reviewed")


def _of_list(path: Path, context: dict[str, Any]) -> list[date]:
    """The days on which a page that lists articles changed.

    A new article moves all others down; changes of an article count for pages that link to it.
    """
    articles = context.get("articles", [])
    linked = articles
    if "articles_page" in context:
        linked = context["articles_page"].object_list
    elif context["SITEURL"]:
        linked = [*articles, *getattr(context.get("person"), "credited", [])]
        addresses = set(parse(path.read_text("utf-8")).addresses)
        linked = [post for post in linked if f"{context['SITEURL']}/{post.url}" in addresses]
    return _days(articles, "date") + _days(linked, "date", "modified")


def _days(posts: Iterable[Any], *names: str) -> list[date]:
    found = (getattr(post, name, None) for post in posts for name in names)
    return [day.date() if isinstance(day, datetime) else day for day in found if day]
