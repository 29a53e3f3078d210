"""Replaces what takes Pelican's generators quadratic or repeated time; the results are the same."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from itertools import chain, groupby
from operator import attrgetter
from typing import Any

from pelican import generators
from pelican.contents import Content
from pelican.generators import ArticlesGenerator
from pelican.utils import process_translations

Write = Callable[..., Any]  # writes a page with the variables that it is called with

_relative_source_path = Content.get_relative_source_path


def speed_up(generator: ArticlesGenerator) -> None:
    """Replace functions and methods of Pelican's for a run, before any article is read."""
    generators.process_translations = find_translations  # of pages too
    Content.get_relative_source_path = remembered_paths()
    if type(generator) is not ArticlesGenerator:
        return  # the class of another plugin
    build_archives = generator._build_period_archives  # noqa: SLF001  # there is no public one
    generator._build_period_archives = partial(period_archives, build_archives)  # noqa: SLF001
    for name in ("generate_tags", "generate_categories", "generate_authors"):
        setattr(generator, name, partial(write_lists, generator, getattr(generator, name)))


def find_translations(
    posts: list[Any], translation_id: str | Collection[str] | None = None
) -> tuple[list[Any], list[Any]]:
    """Call Pelican's `process_translations` for one group of translations after the other.

    It searches the list of all originals for each of the posts that it is called with.
    """
    names: Any = [translation_id] if isinstance(translation_id, str) else translation_id
    try:
        key = attrgetter(*names)
        posts.sort(key=key)
    except (AttributeError, TypeError):  # no translations are wanted, or Pelican reports an error
        return _process(posts, translation_id)
    groups = [_process(list(group), translation_id) for _, group in groupby(posts, key)]
    originals = chain.from_iterable(first for first, _ in groups)
    return list(originals), list(chain.from_iterable(others for _, others in groups))


def remembered_paths() -> Callable[..., str | None]:
    """Pelican's method, which takes two thirds of the time for each URL, called once for a file."""
    known: dict[tuple[str, str | None], str | None] = {}

    def get_relative_source_path(content: Any, source_path: str | None = None) -> str | None:  # noqa: ANN401  # untyped Pelican
        key = content.settings["PATH"], source_path or content.source_path
        if key not in known:
            known[key] = _relative_source_path(content, source_path)
        return known[key]

    return get_relative_source_path


def _process(posts: list[Any], translation_id: Any) -> tuple[list[Any], list[Any]]:  # noqa: ANN401  # a setting
    found: tuple[list[Any], list[Any]] = process_translations(posts, translation_id)
    return found


def period_archives(
    build_archives: Callable[..., dict[str, list[dict[str, Any]]]],
    by_date: Sequence[Any],
    articles: Sequence[Any],
    settings: dict[str, Any],
) -> dict[str, list[dict[str, Any]]]:
    """Call Pelican's method without `articles`, then add those of each period, in their order."""
    found, order = build_archives(by_date, [], settings), _Order(articles)
    for archive in chain.from_iterable(found.values()):
        archive["articles"] = order.of(archive["dates"])
    return found


def write_lists(
    generator: ArticlesGenerator, write_all: Callable[[Write], None], write: Write
) -> None:
    """Call Pelican's method without the articles by date, then add those of each list."""
    order, generator.dates = _Order(generator.dates), []

    def write_list(*given: Any, **named: Any) -> None:  # noqa: ANN401  # untyped Pelican
        write(*given, **named | {"dates": order.of(named["articles"])})

    try:
        write_all(write_list)
    finally:
        generator.dates = order.articles


class _Order:
    """The order of all `articles`."""

    def __init__(self, articles: Sequence[Any]) -> None:
        self.articles = articles
        self._places = {id(article): place for place, article in enumerate(articles)}

    def of(self, some: Iterable[Any]) -> list[Any]:
        """Those of `articles` that are in `some`."""
        places = {self._places[id(article)] for article in some if id(article) in self._places}
        return [self.articles[place] for place in sorted(places)]
