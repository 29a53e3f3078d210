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
    """What this build writes; dictionaries are keyed by path.

    `paths` says who writes each file, `sources` what a post's page was made from, `errors` why a
    file could not be written. `copied` are Pelican's static files.
    """

    paths: dict[str, OutputPath] = field(default_factory=dict)
    sources: dict[str, PageSource] = field(default_factory=dict)
    errors: dict[str, Finding] = field(default_factory=dict)
    copied: list[Any] = field(default_factory=list)
    sitemap: list[SitemapEntry] = field(default_factory=list)
    _newest: dict[int, tuple[Any, list[date]]] = field(default_factory=dict)

    def newest(self, articles: Any) -> list[date]:  # noqa: ANN401  # untyped Pelican
        """The day of the newest of a list of articles, if there is any.

        Hundreds of pages have the same list of thousands of articles.
        """
        known = self._newest.get(id(articles))
        if known is None:
            days = _days(articles, "date")
            # The list is kept, so that no other one can have its id.
            known = self._newest[id(articles)] = articles, [max(days)] if days else []
        return known[1]


def note_page(outputs: Outputs, site: Path, path: Path, context: dict[str, Any]) -> None:
    """Record the page at `path` below `site`, written with the template variables `context`."""
    name = path.relative_to(site).as_posix()
    content = context.get("article") or context.get("page")
    if content is not None:
        outputs.sources[name] = PageSource(Path(content.source_path), content.content)
    elif name in outputs.sources:
        return  # a post has replaced this page
    unlisted = "redirect_to" in context or context.get("noindex") or name == "404.html"
    if unlisted or not name.endswith(".html"):
        return
    days = _of_post(content) if content is not None else _of_list(outputs, path, context)
    entry = SitemapEntry(name.removesuffix("index.html"), max(days, default=None))
    outputs.sitemap.append(entry)


def _of_post(post: Any) -> list[date]:  # noqa: ANN401  # untyped Pelican
    """The days on which the post's own page changed, as far as they are known."""
    return _days([post], "date", "modified", "reviewed")


def _of_list(outputs: Outputs, path: Path, context: dict[str, Any]) -> list[date]:
    """The days on which a page that lists articles changed.

    A new article moves all others down; changes of an article count for pages that link to it.
    """
    articles = context.get("articles", [])
    linked = articles
    if "articles_page" in context:
        linked = context["articles_page"].object_list
    elif context["SITEURL"]:
        linked = [*articles, *context.get("credited", [])]
        addresses = set(parse(path.read_text("utf-8")).addresses)
        linked = [post for post in linked if f"{context['SITEURL']}/{post.url}" in addresses]
    return outputs.newest(articles) + _days(linked, "date", "modified")


def _days(posts: Iterable[Any], *names: str) -> list[date]:
    found = (getattr(post, name, None) for post in posts for name in names)
    return [day.date() if isinstance(day, datetime) else day for day in found if day]
