"""The functions and filters that every template can use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from plugins.core.dates import date_iso, date_words
from plugins.theme_support.assets import Assets
from plugins.theme_support.content_security import policy, speculation_rules

FILTERS: dict[str, Callable[..., str]] = {"date_words": date_words, "date_iso": date_iso}


def global_names(assets: Assets, siteurl: str) -> dict[str, Any]:
    """`asset`, `security_policy` and `speculation_rules` for the templates of a theme.

    The site is published at `siteurl`.
    """
    rules = Markup(speculation_rules(siteurl))  # noqa: S704  # JSON without < or &

    def security_policy(*, searching: bool = False) -> Markup:
        return Markup(policy(siteurl, rules, searching=searching))  # noqa: S704  # has no "

    return {
        "asset": assets.url,
        "security_policy": security_policy,
        "speculation_rules": rules,
    }
