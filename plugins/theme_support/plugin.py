"""Pelican glue: gives templates their assets, dates and security policy."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup
from pelican import Pelican, signals

from plugins.core.dates import date_iso, date_words
from plugins.theme_support.assets import Assets
from plugins.theme_support.content_security import policy, speculation_rules


def add_helpers(pelican: Pelican) -> None:
    """Make the package's functions and filters available in every template."""
    settings = pelican.settings
    assets = Assets(Path(settings["THEME"]) / "static", Path(settings["OUTPUT_PATH"]))
    siteurl = settings["SITEURL"]
    rules = Markup(speculation_rules(siteurl))  # noqa: S704  # JSON without < or &

    def security_policy(*, searching: bool = False) -> Markup:
        return Markup(policy(siteurl, rules, searching=searching))  # noqa: S704  # has no "

    functions = {"asset": assets.url, "security_policy": security_policy}
    filters = {"date_words": date_words, "date_iso": date_iso}
    names = functions | {"speculation_rules": rules}
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], **names}
    settings["JINJA_FILTERS"] = {**settings["JINJA_FILTERS"], **filters}


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(add_helpers)
