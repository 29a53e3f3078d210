"""The record of what a build writes, for its checks and the sitemap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from plugins.core.findings import Finding, Severity
from plugins.core.output_paths import REPLACEABLE_PAGES
from plugins.publishing import path_conflicts
from plugins.publishing.link_findings import PageSource
from plugins.publishing.links import ParsedPage
from plugins.publishing.path_conflicts import OutputPath
from plugins.publishing.redirects import RedirectTarget
from plugins.publishing.sitemap import SitemapEntry


@dataclass
class Outputs:
    """What this build writes; dictionaries are keyed by path.

    `paths` says who writes each file, `pages` has each rendered page as it was parsed, `sources`
    what a post's page was made from, `errors` why a file could not be written, `sitemap` the pages
    that are listed. `copied` are Pelican's static files, `overriding` the paths that a post claims
    by `save_as`.
    """

    paths: dict[str, OutputPath] = field(default_factory=dict)
    pages: dict[str, ParsedPage] = field(default_factory=dict)
    sources: dict[str, PageSource] = field(default_factory=dict)
    errors: dict[str, Finding] = field(default_factory=dict)
    copied: list[Any] = field(default_factory=list)
    overriding: set[str] = field(default_factory=set)
    sitemap: dict[str, SitemapEntry] = field(default_factory=dict)
    _newest: dict[int, tuple[Any, list[date]]] = field(default_factory=dict)
    _urls: dict[int, tuple[Any, list[str]]] = field(default_factory=dict)

    def claim(
        self, name: str, page: OutputPath, severity: Severity, *, override: bool
    ) -> tuple[bool, Finding | None]:
        """Whether `page` may be written to the path `name`, and the conflict if another one is.

        As in Pelican, a post with `save_as` overrides a page that the site generates: home page and
        404 page may be replaced, any other such conflict has the `severity`. All others are errors,
        those of two pages of one list too.
        """
        overrides = override != (name in self.overriding)
        first = self.paths.get(name)
        replaces = (
            overrides and name in REPLACEABLE_PAGES and not (first and first.path and page.path)
        )
        conflict = None
        if first and not replaces:
            severity = severity if overrides else "error"
            conflict = path_conflicts.same_path(name, first, page, severity)
        if replaces and override:
            self.paths[name] = page
        self.paths.setdefault(name, page)
        refused = conflict is not None and conflict.severity == "error"
        allowed = not refused and name not in self.overriding
        if override:
            self.overriding.add(name)
        return allowed, conflict

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

    def urls(self, articles: Any) -> list[str]:  # noqa: ANN401  # untyped Pelican
        """The URL of each of a list of articles; Pelican makes it each time."""
        known = self._urls.get(id(articles))
        if known is None:
            known = self._urls[id(articles)] = articles, [article.url for article in articles]
        return known[1]


def note_page(
    outputs: Outputs, name: str, variables: Mapping[str, Any], parsed: ParsedPage
) -> None:
    """Record the file `name` of the site, written with these template variables.

    `parsed` is what it contains, and is used for HTML pages alone. If the site had another page
    with this path, a post's `save_as` has replaced it, or was written before it and is kept.
    """
    content = variables.get("article") or variables.get("page")
    if content is not None:
        unresolved = getattr(content, "_content", "")  # of a post of Pelican's
        outputs.sources[name] = PageSource(Path(content.source_path), content.content, unresolved)
    elif name in outputs.sources:
        return  # a post has replaced this page
    elif isinstance(target := variables.get("redirect_to"), RedirectTarget):
        links = " ".join(f'href="{address}"' for address in parsed.addresses)
        outputs.sources[name] = PageSource(Path(target.source_file), links)
    if not name.endswith(".html"):
        return
    outputs.pages[name] = parsed
    outputs.sitemap.pop(name, None)
    hidden = getattr(content, "status", "") == "hidden"
    if hidden or "redirect_to" in variables or variables.get("noindex") or name == "404.html":
        return
    days = _of_post(content) if content is not None else _of_list(outputs, variables, parsed)
    entry = SitemapEntry(name.removesuffix("index.html"), max(days, default=None))
    outputs.sitemap[name] = entry


def _of_post(post: Any) -> list[date]:  # noqa: ANN401  # untyped Pelican
    """The days on which the post's own page changed, as far as they are known."""
    return _days([post], "date", "modified", "reviewed")


def _of_list(outputs: Outputs, variables: Mapping[str, Any], parsed: ParsedPage) -> list[date]:
    """The days on which a page that lists articles changed.

    A new article moves all others down; changes of an article count for pages that link to it.
    """
    articles = variables.get("articles", [])
    linked = articles
    if "articles_page" in variables:
        linked = variables["articles_page"].object_list
    elif siteurl := variables["SITEURL"]:
        addresses = set(parsed.addresses)
        linked = [
            post
            for posts in (articles, variables.get("credited", []))
            for post, url in zip(posts, outputs.urls(posts), strict=True)
            if f"{siteurl}/{url}" in addresses
        ]
    return outputs.newest(articles) + _days(linked, "date", "modified")


def _days(posts: Iterable[Any], *names: str) -> list[date]:
    found = (getattr(post, name, None) for post in posts for name in names)
    return [day.date() if isinstance(day, datetime) else day for day in found if day]
