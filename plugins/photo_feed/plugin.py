"""Pelican glue for the photo feed alone: gives every template the gallery, as `photo_feed`.

A site that uses `plugins.site.plugin` has it already.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from pelican import signals
from pelican.generators import Generator

from plugins.core import clock
from plugins.core.findings import log_findings
from plugins.photo_feed.feed import PhotoFeed
from plugins.photo_feed.options import PhotoFeedOptions
from plugins.responsive_images.cache import Cache
from plugins.responsive_images.options import ImageOptions
from plugins.responsive_images.store import ImageStore

logger = logging.getLogger(__name__)


def add_photo_feed(generators: list[Generator]) -> None:
    """Set `photo_feed` to the gallery of the content folder's photos, or to None."""
    settings, context = generators[0].settings, generators[0].context
    options, wrong = PhotoFeedOptions.read(settings)
    images, unusable = ImageOptions.read(settings)
    content = Path(settings["PATH"])
    store = ImageStore(content, Path(settings["OUTPUT_PATH"]), Cache(Path(images.cache)))
    feed = PhotoFeed(content, options, store)
    store.encode(feed.wanted_images())
    context["photo_feed"], found = feed.gallery(clock.now(os.environ).date())
    log_findings([*wrong, *unusable, *found], logger)


def register() -> None:
    """Connect to the signal that Pelican sends when all is read and nothing is written."""
    signals.all_generators_finalized.connect(add_photo_feed)
