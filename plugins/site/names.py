"""The topics and categories of a build: one spelling of each, and what a slip has invented."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, MutableMapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, Literal

from plugins.site.build import Build
from plugins.topics import spellings
from plugins.topics.spellings import NameUse


def unite(build: Build, topics: MutableMapping[Any, list[Any]], articles: Iterable[Any]) -> None:
    """Give topics and categories with the same slug one name, and count each article once.

    `topics` are Pelican's, with their articles; Pelican has one page for each slug. What is written
    in two ways, or is probably misspelt, is added to the findings.
    """
    articles = list(articles)
    introduced = [topic.name for topic in build.inputs.topics.facts or []]
    drafts = list(chain.from_iterable(withheld.topics for withheld in build.withheld))
    default = build.site.default_category
    _unite(build, "topic", _topics, articles, introduced, drafts)
    _unite(build, "category", _categories, articles, [], [default])
    for article in articles:
        if _topics(article):
            article.tags = list(dict.fromkeys(article.tags))  # those with the same slug are equal
    for topic, found in topics.items():
        topics[topic] = list({id(article): article for article in found}.values())


def _unite(
    build: Build,
    kind: Literal["topic", "category"],
    groups_of: Callable[[Any], Sequence[Any]],
    articles: Sequence[Any],
    listed: Collection[str],
    elsewhere: Collection[str],
) -> None:
    """Name all topics, or all categories; `elsewhere` are names that need no other post."""
    groups = [(article, group) for article in articles for group in groups_of(article)]
    uses = [_use(kind, article, group) for article, group in groups]
    best = spellings.preferred(uses, listed)
    build.request.findings.extend(spellings.other_spellings(uses, best))
    united = [
        use if use.name == best[use.slug] else replace(use, name=best[use.slug]) for use in uses
    ]
    build.request.findings.extend(spellings.slips(united, listed, elsewhere))
    for _article, group in groups:
        if group.name != best[group.slug]:
            group.name = best[group.slug]


def _use(kind: Literal["topic", "category"], article: Any, group: Any) -> NameUse:  # noqa: ANN401  # untyped Pelican
    line = article.field_lines.get("topics" if kind == "topic" else kind, 0)
    texts = article.title, article.plain_text
    return NameUse(kind, group.name, group.slug, article.source_file, line, texts)


def _topics(article: Any) -> Sequence[Any]:  # noqa: ANN401  # untyped Pelican
    return getattr(article, "tags", ())  # Pelican sets none on an article that has none


def _categories(article: Any) -> Sequence[Any]:  # noqa: ANN401  # untyped Pelican
    return (article.category,) if hasattr(article, "category") else ()
