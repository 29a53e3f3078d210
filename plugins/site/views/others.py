"""The home page, the page for missing pages, the search page and the style guide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from plugins.site.views.site_values import SiteValues
from plugins.site.views.values import ArticleCard, Group, PageLink, View

_LATEST = 3  # articles on the page for missing pages
_LATEST_AT_HOME = 6


@dataclass(frozen=True, kw_only=True)
class LatestView(View):
    """The page for missing pages, with the latest articles."""

    latest: tuple[ArticleCard, ...]


@dataclass(frozen=True, kw_only=True)
class HomeView(LatestView):
    """The home page.

    `where_it_hurts` are links to articles by the part of the body, `start_here` are articles that
    the editor has chosen, and `latest` has none of these.
    """

    where_it_hurts: tuple[PageLink, ...]
    start_here: tuple[ArticleCard, ...]


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
    """The view of the page for missing pages."""
    return LatestView(**own, latest=site.cards(site.articles[:_LATEST]))


def home_view(site: SiteValues, own: dict[str, Any], _variables: Mapping[str, Any]) -> View:
    """The view of the home page."""
    facts = site.build.inputs.clinic.clinic.facts
    sore, chosen = (facts.where_it_hurts, facts.start_here) if facts else ([], [])
    wanted = {*chosen, *(each.article for each in sore)}
    named = {article.slug: article for article in site.articles if article.slug in wanted}
    start = [named[slug] for slug in chosen if slug in named]
    others = (article for article in site.articles if article not in start)
    return HomeView(
        **own,
        where_it_hurts=tuple(
            PageLink(site.language.sore_part(each.part), named[each.article].url)
            for each in sore
            if each.article in named
        ),
        start_here=site.cards(start),
        latest=site.cards(islice(others, _LATEST_AT_HOME)),
    )


def search_view(site: SiteValues, own: dict[str, Any], _variables: Mapping[str, Any]) -> View:
    """The view of the search page."""
    years = tuple(sorted(site.years, key=lambda year: int(year.name), reverse=True))
    return SearchView(**own, topics=site.topics, years=years)


def style_guide_view(_site: SiteValues, own: dict[str, Any], variables: Mapping[str, Any]) -> View:
    """The view of the style guide."""
    return StyleGuideView(**own, tokens=variables["tokens"])
