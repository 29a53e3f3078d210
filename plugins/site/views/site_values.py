"""What views are made from: Pelican's articles, and the lists that several kinds of page show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from plugins.site.build import Build
from plugins.site.languages import SiteLanguage
from plugins.site.start import subjects_of
from plugins.site.views.counterparts import Counterparts
from plugins.site.views.values import ArticleCard, Group, PageLink, Series, SeriesPart
from plugins.theme_support.languages import Languages


class SiteValues:
    """The finished articles of a build, and what is made of them once for all pages.

    `variables` are those that Pelican gives to every template, or those that stand for them in a
    further language, `lang`. All languages of a site share the `counterparts` of their pages.
    """

    def __init__(
        self,
        build: Build,
        variables: Mapping[str, Any],
        lang: str = "",
        counterparts: Counterparts | None = None,
    ) -> None:
        self.build = build
        self._tag = lang or build.site.lang
        self.default_category = self.language.category(build.site.default_category)
        self.counterparts = counterparts or Counterparts(build.site)
        self.languages = Languages(self._tag, (build.site.lang, *build.site.languages))
        self.subjects = replace(subjects_of(build, self.language), url_of=self._url)
        self.articles: Sequence[Any] = variables["articles"]
        self.pages: Sequence[Any] = variables["pages"]
        self.introductions: Mapping[str, str] = variables["topic_introductions"]
        self.topics = _groups(variables["topics"])
        self.categories = _groups(variables["categories"])
        # Pelican has no `year` if no article has a date.
        self._years = variables["period_archives"].get("year", ())
        self._cards: dict[int, ArticleCard] = {}

    @property
    def language(self) -> SiteLanguage:
        """The language of the pages."""
        return self.build.language(self._tag)

    def cards(self, articles: Iterable[Any]) -> tuple[ArticleCard, ...]:
        """The cards of articles."""
        return tuple(self._card(article) for article in articles)

    def _card(self, article: Any) -> ArticleCard:  # noqa: ANN401  # untyped Pelican
        # Pelican keeps all articles, so no two of them can have the same id.
        if id(article) not in self._cards:
            self._cards[id(article)] = ArticleCard(
                title=article.title,
                url=article.url,
                lang=article.lang,
                date=article.date.date(),
                updated=day_of(article.updated),
                topic="" if self.is_unsorted(article) else article.category.name,
                excerpt=article.excerpt,
                picture=article.picture,
                preview_mark=article.preview_mark,
            )
        return self._cards[id(article)]

    def is_unsorted(self, article: Any) -> bool:  # noqa: ANN401  # untyped Pelican
        """Whether an article has the default category, which says nothing of it."""
        return bool(article.category.name == self.default_category)

    def _url(self, article: Any) -> str:  # noqa: ANN401  # untyped Pelican
        return self._card(article).url  # Pelican makes a URL each time

    @cached_property
    def years(self) -> tuple[PageLink, ...]:
        """The pages of the years that have articles, in Pelican's order."""
        return tuple(PageLink(str(year["period_num"][0]), year["url"]) for year in self._years)

    @cached_property
    def _by_series(self) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for article in sorted(self.articles, key=_place_in_series):
            found.setdefault(_series(article), []).append(article)
        return found

    def series(self, article: Any) -> Series | None:  # noqa: ANN401  # untyped Pelican
        """The series of an article; a translation has the place of its original."""
        name = _series(article)
        if not name:
            return None
        parts = self._by_series.get(name, [])
        versions = [article, *article.translations]
        place = next((index for index, part in enumerate(parts) if part in versions), None)
        rels: dict[int, Any] = {}  # a translation may name a series that its original is not in
        if place is not None:
            rels = {place - 1: "prev", place: "self", place + 1: "next"}
        return Series(
            name,
            0 if place is None else place + 1,
            tuple(
                SeriesPart(part.title, part.url, part.lang, part.preview_mark, rels.get(index, ""))
                for index, part in enumerate(parts)
            ),
        )


def day_of(moment: date | None) -> date | None:
    """The day of a moment, which an editor may write with or without a time."""
    return moment.date() if isinstance(moment, datetime) else moment


def _series(article: Any) -> str:  # noqa: ANN401  # untyped Pelican
    """The name of an article's series; another plugin may have replaced the attribute."""
    name: str = article.metadata.get("series", "")
    return name


def _place_in_series(article: Any) -> tuple[bool, int, datetime]:  # noqa: ANN401  # untyped Pelican
    """By `series_index`, then those without one by date."""
    place = article.metadata.get("series_index")
    return place is None, place or 0, article.date


def _groups(groups: Iterable[tuple[Any, Sequence[Any]]]) -> tuple[Group, ...]:
    return tuple(Group(group.name, group.url, len(articles)) for group, articles in groups)
