"""Pelican glue for the photo feed alone: gives every template the gallery, as `photo_feed`.

It also takes dead Instagram feeds out of the content. A site that uses `plugins.site.plugin` has
both already.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from pelican import signals
from pelican.contents import Article, Content, Page
from pelican.generators import Generator

from plugins.core import clock
from plugins.core.findings import display_path, log_findings
from plugins.dead_feeds.marks import may_have
from plugins.dead_feeds.removal import without_dead_feeds
from plugins.photo_feed.feed import PhotoFeed
from plugins.photo_feed.options import PhotoFeedOptions
from plugins.responsive_images.cache import Cache
from plugins.responsive_images.options import ImageOptions
from plugins.responsive_images.store import ImageStore

logger = logging.getLogger(__name__)


def remove_dead_feeds(content: Content) -> None:
    """Take dead feeds out of an article or page, before Pelican or a plugin makes a summary."""
    html = content._content  # noqa: SLF001  # what plugins change; Pelican resolves its links later
    if isinstance(content, Article | Page) and html and may_have(html):
        content._content, removed = without_dead_feeds(html)  # noqa: SLF001
        if removed and content.source_path:
            path = display_path(Path(content.source_path))
            logger.info("%s: removed dead Instagram feeds (%d pieces).", path, removed)


def add_photo_feed(generators: list[Generator]) -> None:
    """Set `photo_feed` to the gallery of the content folder's photos, or to None."""
    settings, context = generators[0].settings, generators[0].context
    options, wrong = PhotoFeedOptions.read(settings)
    images, unusable = ImageOptions.read(settings)
    chosen = "RESPONSIVE_IMAGES_CACHE" in settings
    cache = Cache(Path(images.cache) if chosen else Path(settings["CACHE_PATH"], "pictures"))
    content = Path(settings["PATH"])
    store = ImageStore(content, Path(settings["OUTPUT_PATH"]), cache)
    feed = PhotoFeed(content, options, store)
    store.encode(feed.wanted_images())
    context["photo_feed"], found = feed.gallery(clock.now(os.environ).date())
    log_findings([*wrong, *unusable, *found], logger)
    cache.remove_unused()


def register() -> None:
    """Connect to the signals for what was read, one by one and all together."""
    signals.content_object_init.connect(remove_dead_feeds)
    signals.all_generators_finalized.connect(add_photo_feed)
