"""The home page, lists and feeds of each further language, which Pelican has in one only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plugins.site.build import Build
from plugins.site.language_lists import language_variables
from plugins.site.languages import SiteLanguage
from plugins.site.pages import GeneratedPage

# Those of DIRECT_TEMPLATES that a language has; hosts know one page for missing pages.
_DIRECT = ("index", "archives", "tags", "categories")


def language_pages(build: Build) -> Iterator[GeneratedPage]:
    """The pages of all further languages; their files and addresses are those of the settings."""
    for language in build.languages.values():
        yield from _pages(build, language)


def _pages(build: Build, language: SiteLanguage) -> Iterator[GeneratedPage]:
    given, settings = language_variables(build, language, build.articles, ()), build.settings
    for name in _DIRECT:
        file = settings.get(f"{name.upper()}_SAVE_AS", f"{name}.html")
        if name in settings["DIRECT_TEMPLATES"] and file:
            url = settings.get(f"{name.upper()}_URL", f"{name}.html")
            own = {"save_as": language.prefix + file, "url": language.prefix + url}
            yield _page(language, name, own, given["articles"])
    for year in given["period_archives"]["year"]:
        own = {name: year[name] for name in ("save_as", "url", "period_num")}
        yield _page(language, "period_archives", own, year["articles"])
    for template, variable in (("tag", "topics"), ("category", "categories")):
        for group, articles in given[variable]:
            own = {"save_as": group.save_as, "url": group.url, template: group}
            yield _page(language, template, own, articles)


def more_feeds(
    build: Build, settings: Mapping[str, Any], every: Sequence[Any]
) -> Iterator[tuple[str, str, Sequence[Any]]]:
    """The feeds that Pelican lacks: the file of each, its kind, and its articles, newest first.

    `every` are the articles that Pelican lists, with their translations. A language without
    articles has no feed.
    """
    if name := settings["FEED_ALL_JSON"]:
        yield name, "json", every
    for language in build.languages.values():
        own = language_variables(build, language, build.articles, ())["articles"]
        for kind in ("atom", "rss", "json") if own else ():
            if name := settings[f"FEED_ALL_{kind.upper()}"]:
                yield language.prefix + name, kind, own


def _page(
    language: SiteLanguage, template: str, own: dict[str, Any], articles: list[Any]
) -> GeneratedPage:
    """A page that may be the first of several, as Pelican's lists may."""
    shared = {"articles": articles, "template_name": template, "language": language.tag}
    return GeneratedPage(own.pop("save_as"), template, own | shared)
