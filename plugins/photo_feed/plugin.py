"""Glue: gives every template the gallery of the content folder's snapshot, as `photo_feed`."""

from __future__ import annotations

from pathlib import Path

from pelican import Pelican, signals

from plugins.findings import typed_path
from plugins.photo_feed import loading
from plugins.photo_feed.gallery import choose_photos, make_gallery
from plugins.photo_feed.options import read_options


def add_photo_feed(pelican: Pelican) -> None:
    """Set `photo_feed` to the gallery of the content folder's snapshot, or to None."""
    settings = pelican.settings
    options, findings = read_options(settings)
    folder = Path(settings["PATH"], options.path)
    feed, problems = loading.load(folder, typed_path(folder / loading.SNAPSHOT))
    findings += problems
    gallery = None
    if feed:
        chosen = choose_photos(feed.snapshot, options.count)
        published = loading.publish(feed, chosen, settings["PICTURES"].publish)
        findings += published.findings
        gallery = make_gallery(published.photos, published.pictures, feed.snapshot.profile_url)
    settings["FINDINGS"].extend(findings)
    # Pelican copies all settings into the context of every template.
    settings["photo_feed"] = gallery


def register() -> None:
    """Run once the settings are read and before a template is."""
    signals.initialized.connect(add_photo_feed)
