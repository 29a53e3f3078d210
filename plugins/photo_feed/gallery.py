"""From a snapshot and its published pictures to the plain values that the template shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from plugins.photo_feed.snapshot import Photo, Snapshot

_HEADINGS = {
    frozenset({"clinic"}): "From the clinic",
    frozenset({"instagram"}): "Photos from Instagram",
    frozenset({"clinic", "instagram"}): "From the clinic and Instagram",
}


class PublishedPicture(Protocol):
    """A picture in the site: its site-relative address, and its size in pixels."""

    @property
    def url(self) -> str: ...  # noqa: D102  # said above

    @property
    def width(self) -> int: ...  # noqa: D102  # said above

    @property
    def height(self) -> int: ...  # noqa: D102  # said above


@dataclass(frozen=True)
class GalleryPhoto:
    """A photo as it is shown; `permalink` is empty and `date` None where there is none."""

    url: str
    width: int
    height: int
    alt: str
    caption: str
    permalink: str
    date: date | None


@dataclass(frozen=True)
class Gallery:
    """The photos under their heading; `profile_url` is empty where there is no account."""

    heading: str
    photos: tuple[GalleryPhoto, ...]
    profile_url: str


def choose_photos(snapshot: Snapshot, count: int) -> tuple[Photo, ...]:
    """The `count` newest photos, equal days in the snapshot's order, those without a day last."""
    newest_first = sorted(snapshot.photos, key=lambda photo: photo.posted or date.min, reverse=True)
    return tuple(newest_first[:count])


def make_gallery(
    photos: Sequence[Photo], pictures: Mapping[str, PublishedPicture], profile_url: str
) -> Gallery | None:
    """The gallery of `photos`, whose `pictures` are found by file name; None without photos.

    The heading names Instagram only when a photo that is shown came from it.
    """
    if not photos:
        return None
    heading = _HEADINGS[frozenset(photo.source for photo in photos)]
    shown = tuple(_show(photo, pictures[photo.file]) for photo in photos)
    return Gallery(heading, shown, profile_url)


def _show(photo: Photo, picture: PublishedPicture) -> GalleryPhoto:
    return GalleryPhoto(
        url=picture.url,
        width=picture.width,
        height=picture.height,
        alt=photo.alt,
        caption=photo.caption,
        permalink=photo.permalink,
        date=photo.posted,
    )
