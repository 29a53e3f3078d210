"""The functions and filters that every template can use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup

from plugins.core.dates import date_iso, date_words
from plugins.theme_support.assets import Assets
from plugins.theme_support.content_security import policy, speculation_rules

FILTERS: dict[str, Callable[..., str]] = {"date_words": date_words, "date_iso": date_iso}


def global_names(assets: Assets, siteurl: str) -> dict[str, Any]:
    """The functions that the templates of a theme get, and `speculation_rules`.

    The site is published at `siteurl`. A policy allows the `styles` that it is given by name.
    """
    rules = Markup(speculation_rules(siteurl))  # noqa: S704  # JSON without < or &

    def inline_style(name: str) -> Markup:
        return Markup(assets.inline_style(name, siteurl))  # noqa: S704  # cannot end its element

    def security_policy(*, styles: Iterable[str] = (), searching: bool = False) -> Markup:
        texts = [assets.inline_style(name, siteurl) for name in styles]
        found = policy(siteurl, rules, styles=texts, searching=searching)
        return Markup(found)  # noqa: S704  # has no "

    return {
        "asset": assets.url,
        "inline_style": inline_style,
        "security_policy": security_policy,
        "speculation_rules": rules,
    }
