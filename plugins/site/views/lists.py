"""The pages that list articles: all of them, and those of a topic, a category or a period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from plugins.site.views.site_values import SiteValues
from plugins.site.views.values import ArticleCard, Group, PageLink, Paging, View


@dataclass(frozen=True)
class Year:
    """The articles of a year, as far as a page shows them."""

    year: int
    articles: tuple[ArticleCard, ...]


@dataclass(frozen=True, kw_only=True)
class ArchiveView(View):
    """One page of the list of all articles."""

    years: tuple[Year, ...]
    paging: Paging


@dataclass(frozen=True, kw_only=True)
class GroupView(View):
    """One page of the articles of a topic or category."""

    group: Group
    introduction: str
    articles: tuple[ArticleCard, ...]
    paging: Paging


@dataclass(frozen=True, kw_only=True)
class PeriodView(View):
    """The articles of a period: `period` is its year, then perhaps its month and day."""

    period: tuple[str, ...]
    articles: tuple[ArticleCard, ...]
    other_years: tuple[PageLink, ...]


@dataclass(frozen=True, kw_only=True)
class GroupsView(View):
    """The list of all topics or of all categories."""

    groups: tuple[Group, ...]


def archive_view(site: SiteValues, own: dict[str, Any], variables: Mapping[str, Any]) -> View:
    """The view of a page of all articles, newest first."""
    shown, paging = _page(variables)
    newest_first = sorted(shown, key=lambda article: -article.date.year)
    by_year = groupby(newest_first, key=lambda article: article.date.year)
    years = tuple(Year(year, site.cards(articles)) for year, articles in by_year)
    return ArchiveView(**own, years=years, paging=paging)


def group_view(site: SiteValues, own: dict[str, Any], variables: Mapping[str, Any]) -> View:
    """The view of a page of the topic `tag` or of the `category`."""
    shown, paging = _page(variables)
    tag, total = variables.get("tag"), len(variables["articles"])
    group = tag or variables["category"]
    return GroupView(
        **own,
        group=Group(group.name, group.url, total),
        introduction=site.introductions.get(group.name, ""),
        articles=site.cards(shown),
        paging=paging,
    )


def topics_view(site: SiteValues, own: dict[str, Any], _variables: Mapping[str, Any]) -> View:
    """The view of the list of topics."""
    return GroupsView(**own, groups=_introduced(site, site.topics))


def categories_view(site: SiteValues, own: dict[str, Any], _variables: Mapping[str, Any]) -> View:
    """The view of the list of categories."""
    return GroupsView(**own, groups=_introduced(site, site.categories))


def _introduced(site: SiteValues, groups: Iterable[Group]) -> tuple[Group, ...]:
    known = site.introductions
    return tuple(replace(each, introduction=known.get(each.name, "")) for each in groups)


def period_view(site: SiteValues, own: dict[str, Any], variables: Mapping[str, Any]) -> View:
    """The view of the articles of a year, month or day."""
    period = tuple(map(str, variables["period_num"]))
    others = tuple(year for year in site.years if period != (year.name,))
    articles = site.cards(variables["articles"])
    return PeriodView(**own, period=period, articles=articles, other_years=others)


def _page(variables: Mapping[str, Any]) -> tuple[list[Any], Paging]:
    """The articles on one page of a list, and its place; all of them if the list has one page."""
    if "articles_page" not in variables:  # the template is not in PAGINATED_TEMPLATES
        return variables["articles"], Paging()
    page = variables["articles_page"]
    newer, older = variables["articles_previous_page"], variables["articles_next_page"]
    return page.object_list, Paging(
        page.number,
        variables["articles_paginator"].num_pages,
        newer.url if newer else "",
        older.url if older else "",
    )
