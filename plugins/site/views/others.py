"""The home page, the page for missing pages, the search page and the style guide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plugins.site.views.site_values import SiteValues
from plugins.site.views.values import ArticleCard, Group, PageLink, View

_LATEST = {"index": 6, "404": 3}


@dataclass(frozen=True, kw_only=True)
class LatestView(View):
    """A page with the latest articles: the home page, and the page for missing pages."""

    latest: tuple[ArticleCard, ...]


@dataclass(frozen=True, kw_only=True)
class SearchView(View):
    """The search page, which lists topics and years for browsers without scripts."""

    topics: tuple[Group, ...]
    years: tuple[PageLink, ...]


@dataclass(frozen=True, kw_only=True)
class StyleGuideView(View):
    """The style guide: the values of the theme's custom properties by name."""

    tokens: dict[str, str]


def latest_view(site: SiteValues, own: dict[str, Any], _variables: Mapping[str, Any]) -> View:
    """The view of a page with the latest articles."""
    number = _LATEST[own["template"].rpartition(".")[0]]
    return LatestView(**own, latest=site.cards(site.articles[:number]))


def search_view(site: SiteValues, own: dict[str, Any], _variables: Mapping[str, Any]) -> View:
    """The view of the search page."""
    years = tuple(sorted(site.years, key=lambda year: int(year.name), reverse=True))
    return SearchView(**own, topics=site.topics, years=years)


def style_guide_view(_site: SiteValues, own: dict[str, Any], variables: Mapping[str, Any]) -> View:
    """The view of the style guide."""
    return StyleGuideView(**own, tokens=variables["tokens"])
