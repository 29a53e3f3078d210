"""Transform: dead Instagram feeds of the old site go; the theme shows the one gallery."""

from __future__ import annotations

from plugins.article_body.transform import Draft
from plugins.dead_feeds.removal import remove_dead_feeds as remove


def remove_dead_feeds(draft: Draft) -> None:
    """Remove every dead feed block and count it."""
    draft.dead_feeds += remove(draft.soup)
