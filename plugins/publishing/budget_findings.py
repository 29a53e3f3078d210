"""Findings for pages that exceed a budget: the page, its bytes, the limit, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from plugins.core.findings import Finding, Severity, accepted, display_path
from plugins.publishing.budgets import KILOBYTE
from plugins.publishing.link_findings import PageSource
from plugins.publishing.page_weights import Excess
from plugins.publishing.third_party_requests import first_and_count

_MOST = 10  # findings of one kind: what exceeds a budget on more pages is in the theme


class _Words(NamedTuple):
    """What is weighed, and what to do about it on the page of a post, and on another one."""

    what: str
    of_post: str
    of_theme: str


_THEME = "Take something out of the theme, or use one that loads less."
_WORDS = {
    "budgets/html": _Words(
        "HTML and CSS (compressed)",
        "Divide it into two posts, or shorten it.",
        "Shorten its list (PAGINATED_TEMPLATES in the settings), or the theme's stylesheets.",
    ),
    "budgets/scripts": _Words("scripts (compressed)", _THEME, _THEME),
    "budgets/fonts": _Words("fonts", _THEME, _THEME),
    "budgets/font-files": _Words("font files", _THEME, _THEME),
    "budgets/pictures": _Words(
        "what loads before any scroll on a phone",
        "Choose a calmer or smaller picture in its place.",
        "Choose a calmer or smaller picture in its place.",
    ),
}


def findings(
    excesses: Iterable[Excess],
    sources: Mapping[str, PageSource],
    severity: Severity,
    why: object = None,
) -> list[Finding]:
    """Findings for what pages exceed: one for each, or one for all if they are many.

    `sources` has what a page was made from. Long lists are warnings: no editor can shorten that of
    a year's articles. `why` is the setting HEAVY_PAGES; with a reason in it all are warnings.
    """
    severity, hint = accepted(severity, "HEAVY_PAGES", why)

    def kind(each: Excess) -> tuple[str, bool]:
        return each.rule, each.page in sources

    ordered = sorted(excesses, key=lambda each: (kind(each), -each.share, each.page))
    found: list[Finding] = []
    for (rule, of_posts), same in groupby(ordered, key=kind):
        is_list = rule == "budgets/html" and not of_posts
        found += _of_kind(list(same), sources, "warning" if is_list else severity, hint)
    return found


def _of_kind(
    same: list[Excess], sources: Mapping[str, PageSource], severity: Severity, hint: str
) -> Iterator[Finding]:
    """One finding for each page, or for the heaviest of many."""
    for each in same if len(same) <= _MOST else same[:1]:
        source = sources.get(each.page)
        words = _WORDS[each.rule]
        pages = first_and_count([other.page for other in same]) if len(same) > _MOST else each.page
        largest = f", most of all {each.largest}" if each.largest else ""
        message = (
            f"The page {pages} has {_size(each.rule, each.size)} of {words.what}{largest}; "
            f"the budget is {_size(each.rule, each.limit)}."
        )
        advice = words.of_post if source else words.of_theme
        path = display_path(source.path) if source else ""
        yield Finding(path, 0, severity, each.rule, message, f"{advice} {hint}")


def _size(rule: str, size: int) -> str:
    return str(size) if rule == "budgets/font-files" else f"{size / KILOBYTE:.1f} kB"
