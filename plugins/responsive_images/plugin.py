"""Pelican glue: gives every build its picture store and cleans up the store's cache."""

from __future__ import annotations

from pathlib import Path

from pelican import Pelican, readers, signals
from pelican.readers import Readers

from plugins.responsive_images.cache import Cache
from plugins.responsive_images.options import ImageOptions
from plugins.responsive_images.store import ImageStore


def open_store(pelican: Pelican) -> None:
    """Set PICTURES, through which all other plugins publish pictures."""
    settings = pelican.settings
    options, findings = ImageOptions.read(settings)
    settings["FINDINGS"].extend(findings)
    settings["PICTURES_CACHE"] = Cache(Path(options.cache))
    settings["PICTURES"] = ImageStore(
        Path(settings["PATH"]),
        Path(settings["OUTPUT_PATH"]),
        settings["PICTURES_CACHE"],
        lambda: settings["PROGRESS"].step("Encoding pictures"),
    )


def clean_cache(pelican: Pelican) -> None:
    """Remove cached pictures that have not been used for a long time."""
    pelican.settings["PICTURES_CACHE"].remove_unused()


def disable_empty_alt_search(_readers: Readers) -> None:
    """Disable Pelican's own search for images without `alt`, which can take hours on some texts.

    `article_body` reports such images, with their lines.
    """
    readers.find_empty_alt = lambda _html, _path: None


def register() -> None:
    """Connect to Pelican; this plugin is listed right after `publishing`."""
    signals.initialized.connect(open_store)
    signals.readers_init.connect(disable_empty_alt_search)
    signals.finalized.connect(clean_cache)
