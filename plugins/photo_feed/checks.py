"""What an editor should hear of photos that are shown all the same: old ones, and wordless ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from plugins.core.data_file import DataFile
from plugins.core.dates import date_words
from plugins.core.findings import Finding
from plugins.photo_feed.alt_texts import generic_alt
from plugins.photo_feed.gallery import FeedPhoto
from plugins.photo_feed.snapshot import RULE, Snapshot


def check_age(data_file: DataFile[Snapshot], today: date, max_days: int) -> list[Finding]:
    """A warning when the newest photo from Instagram is more than `max_days` old."""
    photos = data_file.facts.photos if data_file.facts else ()
    newest = max((photo.posted for photo in photos if photo.posted), default=today)
    if (today - newest).days <= max_days:
        return []
    message = (
        f"The newest photo from Instagram is of {date_words(newest)}, over {max_days} days ago."
    )
    hint = "Run `make photos`; if nothing newer was posted, raise PHOTO_FEED_MAX_AGE_DAYS."
    return [Finding(data_file.path, 0, "warning", f"{RULE}/old", message, hint)]


def check_alts(shown: Sequence[FeedPhoto], curation_path: str) -> Iterator[Finding]:
    """A warning for each photo of which nothing but its day is known."""
    for photo in shown:
        if photo.source == "instagram" and photo.alt == generic_alt(photo.posted):
            message = f"Nobody has written what {photo.file} shows: people hear “{photo.alt}”."
            hint = f"Add to `override:` in {curation_path}: `- {{id: {photo.name}, alt: ...}}`"
            yield Finding(photo.path, photo.line, "warning", f"{RULE}/no-alt", message, hint)
