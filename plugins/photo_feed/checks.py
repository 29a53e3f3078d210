"""Findings about the age and texts of the photos shown, and about entries in curation.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from plugins.core.data_file import DataFile
from plugins.core.dates import date_words
from plugins.core.findings import Finding, did_you_mean
from plugins.core.yaml_lines import KeyPath
from plugins.photo_feed.alt_texts import generic_alt
from plugins.photo_feed.curation import Curation
from plugins.photo_feed.fetching import FETCH
from plugins.photo_feed.gallery import FeedPhoto
from plugins.photo_feed.snapshot import Snapshot


def check_age(snapshot: DataFile[Snapshot], today: date, max_days: int) -> Iterator[Finding]:
    """A warning when the newest photo from Instagram is more than `max_days` old."""
    photos = snapshot.facts.photos if snapshot.facts else ()
    newest = max((photo.posted for photo in photos if photo.posted), default=today)
    if (today - newest).days > max_days:
        message = (
            f"The newest photo from Instagram is from {date_words(newest)}, "
            f"more than {max_days} days ago."
        )
        hint = f"Run `{FETCH}`; if nothing newer was posted, increase PHOTO_FEED_MAX_AGE_DAYS."
        yield Finding(snapshot.path, 0, "warning", "photo-feed/old", message, hint)


def check_alts(shown: Sequence[FeedPhoto], curation_path: str) -> Iterator[Finding]:
    """A warning for each photo whose alternative text is only its date."""
    for photo in shown:
        if photo.source == "instagram" and photo.alt == generic_alt(photo.posted):
            message = f"Nobody has described {photo.file}: screen readers say “{photo.alt}”."
            hint = f"Add to `override:` in {curation_path}: `- {{id: {photo.name}, alt: ...}}`"
            yield Finding(photo.path, photo.line, "warning", "photo-feed/no-alt", message, hint)


def check_curation(snapshot: DataFile[Snapshot], curation: DataFile[Curation]) -> Iterator[Finding]:
    """Entries of curation.yaml that contradict each other or name an unknown photo."""
    yield from _contradictions(curation, curation.facts or Curation())
    if snapshot.facts:  # otherwise it has an error of its own
        ids = [photo.id for photo in snapshot.facts.photos]
        yield from _unknown_photos(curation, curation.facts or Curation(), ids)


def _contradictions(file: DataFile[Curation], curation: Curation) -> Iterator[Finding]:
    """An error for each entry that repeats or contradicts another one."""
    names = {
        ("override", "id"): [override.id for override in curation.override],
        ("own", "src"): [picture.src for picture in curation.own],
    }
    found: list[tuple[KeyPath, str]] = [
        ((key, index, field), f"“{name}” is listed twice.")
        for (key, field), values in names.items()
        for index, name in enumerate(values)
        if name in values[:index]
    ]
    found += [
        (("hide", index), f"“{name}” is both pinned and hidden.")
        for index, name in enumerate(curation.hide)
        if name and name in curation.pin
    ]
    for where, message in found:
        yield file.finding(where, "error", "photo-feed/double", message, "Keep one of the two.")


def _unknown_photos(
    file: DataFile[Curation], curation: Curation, ids: list[str]
) -> Iterator[Finding]:
    """A warning, not an error, because a photo disappears when its post is deleted."""
    entries = {
        "pin": (curation.pin, [*ids, *(picture.src for picture in curation.own)]),
        "hide": (curation.hide, ids),
        "override": ([override.id for override in curation.override], ids),
    }
    for key, (names, known) in entries.items():
        for index, name in enumerate(names):
            if name and name not in known:
                message = f"{key}: There is no photo “{name}”, or it was deleted."
                hint = did_you_mean(name, known) or "Remove the entry; ids are in photos.json."
                where = (key, index)
                yield file.finding(where, "warning", "photo-feed/unknown-photo", message, hint)
