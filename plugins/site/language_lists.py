"""The articles of each language of a site, with topics and categories that it has names for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from plugins.core.findings import Finding
from plugins.site.build import Build
from plugins.site.languages import SiteLanguage
from plugins.site.start import newest_first

Groups = dict["LanguageGroup", list[Any]]


@dataclass(frozen=True)
class LanguageGroup:
    """A topic or category in a further language; it stands for one of Pelican's.

    `original` is the address of the same group in the site's own language, and `written` the name
    that the post has. As with Pelican's, two spellings with one slug are one group.
    """

    name: str = field(compare=False)
    slug: str
    url: str
    save_as: str
    original: str = field(compare=False)
    written: str = field(compare=False)

    def __str__(self) -> str:
        return self.name


def own_articles(build: Build, articles: Iterable[Any]) -> tuple[list[Any], list[Any]]:
    """The articles of the site's own lists, and those that only lists of other languages have."""
    own: list[Any] = []
    others: list[Any] = []
    for article in articles:
        (others if build.language_of(article).prefix else own).append(article)
    return own, others


def part_languages(build: Build, generator: Any) -> None:  # noqa: ANN401  # Pelican's of articles
    """Keep what has lists in its own language out of Pelican's lists."""
    if build.site.languages:
        generator.articles, others = own_articles(build, generator.articles)
        generator.translations += others


def in_one_language(build: Build, articles: Iterable[Any]) -> tuple[str, list[Any]]:
    """Those of the articles that a feed has, and their language: the site's own, if any is in it.

    Those in languages that have no pages of their own are among them.
    """
    parts: dict[str, list[Any]] = {}
    for article in articles:
        parts.setdefault(build.site.language_of(article.lang), []).append(article)
    own = build.site.lang
    return next(((lang, parts[lang]) for lang in (own, *parts) if lang in parts), (own, []))


def name_groups(build: Build, translations: Iterable[Any], hidden: Iterable[Any]) -> list[Any]:
    """Give articles in further languages topics and categories of these; returns the others.

    Those that are hidden keep the topics that have a page.
    """
    own, others = own_articles(build, translations)
    own_hidden, other_hidden = own_articles(build, hidden)
    listed: set[Any] = set()
    for article in others:
        _name_groups(build, article)
        listed.update(_topics(article))
    for article in other_hidden:
        _name_groups(build, article)
        article.tags = [tag for tag in _topics(article) if tag in listed]
    return [*own, *own_hidden]


def _topics(article: Any) -> Sequence[Any]:  # noqa: ANN401  # untyped Pelican
    return getattr(article, "tags", ())  # Pelican sets none on an article that has none


def _name_groups(build: Build, article: Any) -> None:  # noqa: ANN401  # untyped Pelican
    language = build.language_of(article)
    found = (_topic(build, language, tag) for tag in _topics(article))
    article.tags = list({each.slug: each for each in found}.values())
    article.category = _category(build, language, article.category)


def _topic(build: Build, language: SiteLanguage, tag: Any) -> LanguageGroup:  # noqa: ANN401  # untyped Pelican
    texts = language.topics.of(tag.name)
    original = type(tag)(texts.original, build.settings) if texts.original else tag
    return _group(build, language, tag, texts.name, original)


def _category(build: Build, language: SiteLanguage, own: Any) -> LanguageGroup:  # noqa: ANN401  # untyped Pelican
    originals = {name: original for original, name in language.categories.items()}
    original = type(own)(originals.get(own.name, own.name), build.settings)
    return _group(build, language, own, language.category(own.name), original)


def _group(
    build: Build,
    language: SiteLanguage,
    own: Any,  # noqa: ANN401  # untyped Pelican
    name: str,
    original: Any,  # noqa: ANN401  # the same
) -> LanguageGroup:
    named = type(own)(name, build.settings)
    url, save_as = language.prefix + named.url, language.prefix + named.save_as
    return LanguageGroup(named.name, named.slug, url, save_as, original.url, own.name)


def unused_names(build: Build, articles: Iterable[Any]) -> list[Finding]:
    """Findings for topics and categories that files of further languages name, and no post has."""
    topics = {topic for withheld in build.withheld for topic in withheld.topics}
    categories = {build.site.default_category}
    for article in articles:
        topics.update(getattr(tag, "written", str(tag)) for tag in _topics(article))
        categories.add(getattr(article.category, "written", str(article.category)))
    files = build.inputs.languages.values()
    found = [
        (*each.clinic.unused(categories), *each.topics.unused(topics | categories))
        for each in files
    ]
    return [finding for findings in found for finding in findings]


def language_variables(
    build: Build, language: SiteLanguage, articles: Iterable[Any], pages: Iterable[Any]
) -> dict[str, Any]:
    """What views of a further language are made from, by the names of Pelican's variables.

    `articles` and `pages` are those of all languages, with translations.
    """
    own = [each for each in articles if build.language_of(each).tag == language.tag]
    newest = sorted(own, key=newest_first)
    topics = _grouped(newest, _topics)
    categories = _grouped(newest, lambda article: [article.category])
    return {
        "articles": newest,
        "pages": [each for each in pages if build.language_of(each).tag == language.tag],
        "topics": topics,
        "categories": categories,
        "topic_introductions": language.topics.introductions,
        "period_archives": {"year": _years(build, language, newest)},
    }


def _grouped(
    articles: Iterable[Any], groups_of: Callable[[Any], Iterable[LanguageGroup]]
) -> list[tuple[LanguageGroup, list[Any]]]:
    """The articles of each group; groups are sorted by name."""
    found: Groups = {}
    for article in articles:
        for group in groups_of(article):
            found.setdefault(group, []).append(article)
    return sorted(found.items(), key=lambda item: (item[0].name.casefold(), item[0].slug))


def _years(build: Build, language: SiteLanguage, articles: Iterable[Any]) -> list[dict[str, Any]]:
    """The years of articles, newest first; none if the site has no pages for years."""
    if not build.settings["YEAR_ARCHIVE_SAVE_AS"]:
        return []
    years: dict[int, list[Any]] = {}
    for article in articles:
        years.setdefault(article.date.year, []).append(article)
    found = []
    for year, some in sorted(years.items(), reverse=True):
        names = ("YEAR_ARCHIVE_URL", "YEAR_ARCHIVE_SAVE_AS")
        url, save_as = (
            language.prefix + build.settings[name].format(date=some[0].date) for name in names
        )
        found.append({"period_num": (year,), "url": url, "save_as": save_as, "articles": some})
    return found
