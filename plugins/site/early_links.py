"""Relates the articles of the last build again, with one that was saved since, for the desk.

It is what the build that follows will find, or nothing: what a save changes besides the words, the
links and the pins of an article is for the build alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from plugins.core import clock
from plugins.related_articles.articles import find_related
from plugins.related_articles.selection import Link
from plugins.site.build import Build, FinishedPost, KeptInProcess
from plugins.site.early_page import values_elsewhere

_PINS = ("related", "related_exclude")
# By which articles are related, of what a save may change here.
_WORDS = ("title", "plain_text", "headings", "linked", "description", "field_lines", *_PINS)


def changed_links(
    kept: KeptInProcess, build: Build, path: Path, new: FinishedPost
) -> Iterator[tuple[str, tuple[Link, ...], list[Any]]]:
    """The file of each article that gets other related articles, its links, and the articles.

    `build` is the last one that succeeded, `path` the only file that was saved since, and `new` its
    post.
    """
    saved = [each for each in build.articles if each.source_path == str(path)]
    if not saved or not _has_its_place(build, path, new) or _is_another_day(build):
        return
    articles = [_as_saved(each, new) if each in saved else each for each in build.articles]
    kept.related = find_related(articles, build.inputs.related, kept.related)
    wrong = any(each.severity == "error" for each in kept.related.findings)
    if wrong and not build.request.lenient:
        return
    for article, links, others in kept.related.links(articles):
        if links != article.related_links:
            yield article.source_file, links, others


def _has_its_place(build: Build, path: Path, new: FinishedPost) -> bool:
    """Whether the saved post has the address, date and topics that it had, and no errors."""
    if new.html is None or build.settings["TYPOGRIFY"]:
        return False
    if any(each.severity == "error" for each in new.findings):
        return False
    old, now = values_elsewhere(build, build.posts[path]), values_elsewhere(build, new)
    return {**old, **dict.fromkeys(_PINS)} == {**now, **dict.fromkeys(_PINS)}


def _is_another_day(build: Build) -> bool:
    """Whether other articles may have changed since, by the time alone."""
    now, zone = clock.now(os.environ), ZoneInfo(build.settings["TIMEZONE"])
    dates = [each.front.date for each in build.posts.values() if each.front and each.front.date]
    moments = (date.replace(tzinfo=date.tzinfo or zone) for date in dates)
    return now.date() != build.now.date() or any(build.now < each <= now for each in moments)


def _as_saved(article: Any, new: FinishedPost) -> Any:  # noqa: ANN401  # untyped Pelican
    """A copy of the article that has the words of the post as it was saved."""
    saved = copy(article)
    for name in _WORDS:
        setattr(saved, name, new.values[name])
    return saved
