"""The photos of a content folder, before and after their pictures are encoded (edge: disk)."""

from __future__ import annotations

from datetime import date
from functools import cached_property, partial
from pathlib import Path

from plugins.core.findings import Finding
from plugins.photo_feed import checks, loading
from plugins.photo_feed.gallery import FeedPhoto, Gallery, make_gallery, merge
from plugins.photo_feed.options import PhotoFeedOptions
from plugins.responsive_images.picture import PictureError, WantedImage
from plugins.responsive_images.store import ImageStore


class PhotoFeed:
    """The snapshot and the curation below the folder `content`, read once."""

    def __init__(self, content: Path, options: PhotoFeedOptions, store: ImageStore) -> None:
        folder = self._folder = content / options.path
        self._options = options
        self._store = store
        self._snapshot = loading.load_snapshot(folder)
        self._curation = loading.load_curation(folder)
        self._find = partial(loading.find_picture, folder=folder, content=content)

    @property
    def folder(self) -> Path:
        """The folder of the snapshot."""
        return self._folder

    @property
    def posted(self) -> list[date]:
        """The days of the photos from Instagram, as far as they are known."""
        photos = self._snapshot.facts.photos if self._snapshot.facts else ()
        return [photo.posted for photo in photos if photo.posted]

    @property
    def max_age_days(self) -> int:
        """How old the newest photo may be before a build warns."""
        return self._options.max_age_days

    @cached_property
    def _photos(self) -> list[FeedPhoto]:
        return merge(self._snapshot, self._curation)

    def wanted_images(self) -> list[WantedImage]:
        """The images of the photos to show; `gallery` reports those that cannot be published."""
        found = []
        for photo in self._photos[: self._options.count]:
            try:
                found.append(self._store.identify(self._find(photo)))
            except PictureError:
                continue
        return found

    def gallery(self, today: date) -> tuple[Gallery | None, list[Finding]]:
        """The gallery, None without photos, and all findings about the photos."""
        store, snapshot, curation = self._store, self._snapshot, self._curation
        shown, unpublished = loading.publish(
            self._photos,
            self._options.count,
            self._find,
            lambda path: store.picture(store.identify(path)),
        )
        return make_gallery(shown), [
            *snapshot.findings,
            *curation.findings,
            *checks.check_curation(snapshot, curation),
            *unpublished,
            *checks.check_age(snapshot, today, self._options.max_age_days),
            *checks.check_alts([photo for photo, _ in shown], curation.path),
        ]
