"""Glue: gives every template its assets and its dates."""

from __future__ import annotations

from pathlib import Path

from pelican import Pelican, signals

from plugins.theme_support.assets import Assets
from plugins.theme_support.dates import date_iso, date_words


def add_helpers(pelican: Pelican) -> None:
    """Offer `asset`, `date_words` and `date_iso` to every template."""
    settings = pelican.settings
    assets = Assets(Path(settings["THEME"]) / "static", Path(settings["OUTPUT_PATH"]))
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], "asset": assets.url}
    filters = {"date_words": date_words, "date_iso": date_iso}
    settings["JINJA_FILTERS"] = {**settings["JINJA_FILTERS"], **filters}


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(add_helpers)
