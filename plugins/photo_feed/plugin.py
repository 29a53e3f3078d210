"""Glue: gives every template the gallery of the content folder's photos, as `photo_feed`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import Generator

from plugins.dead_feeds import removal
from plugins.photo_feed import checks, loading
from plugins.photo_feed.gallery import make_gallery, merge
from plugins.photo_feed.options import PhotoFeedOptions
from plugins.responsive_images.picture import Picture
from plugins.responsive_images.store import ImageStore


def add_photo_feed(pelican: Pelican) -> None:
    """Set `photo_feed` to the gallery of the content folder's photos, or to None."""
    settings = pelican.settings
    options, findings = PhotoFeedOptions.read(settings)
    content = Path(settings["PATH"])
    folder = content / options.path
    snapshot, curation = loading.load_snapshot(folder), loading.load_curation(folder)
    find = partial(loading.find_picture, folder=folder, content=content)
    shown, unpublished = loading.publish(
        merge(snapshot, curation), options.count, find, partial(_publish, settings)
    )
    for found in (
        findings,
        snapshot.findings,
        curation.findings,
        checks.check_curation(snapshot, curation),
        unpublished,
        checks.check_age(snapshot, settings["NOW"].date(), options.max_age_days),
        checks.check_alts([photo for photo, _ in shown], curation.path),
    ):
        settings["FINDINGS"].extend(found)
    # Pelican copies all settings into the context of every template.
    settings["photo_feed"] = make_gallery(shown)


def _publish(settings: Mapping[str, Any], original: Path) -> Picture:
    store: ImageStore = settings["PICTURES"]
    return store.picture(store.identify(original))


def report_dead_feeds(generators: list[Generator]) -> None:
    """Print how many pieces of dead Instagram feeds were removed from the posts."""
    settings, context = generators[0].settings, generators[0].context
    posts = [post for post in context["generated_content"].values() if post]
    settings["PROGRESS"].say(removal.summary([post.dead_feeds for post in posts]))


def register() -> None:
    """Connect to Pelican: add the gallery before any template is read, count after all posts."""
    signals.initialized.connect(add_photo_feed)
    signals.all_generators_finalized.connect(report_dead_feeds)
