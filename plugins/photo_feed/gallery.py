"""From photos and their published pictures to the plain values that the template shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plugins.photo_feed.merging import FeedPhoto
from plugins.responsive_images.picture import Picture

_HEADINGS = {
    frozenset({"clinic"}): "From the clinic",
    frozenset({"instagram"}): "Photos from Instagram",
    frozenset({"clinic", "instagram"}): "From the clinic and Instagram",
}


@dataclass(frozen=True)
class GalleryPhoto:
    """A picture with its alternative text, as it is shown; `permalink` is empty where none is."""

    picture: Picture
    caption: str
    permalink: str


@dataclass(frozen=True)
class Gallery:
    """The photos under their heading."""

    heading: str
    photos: tuple[GalleryPhoto, ...]


def make_gallery(shown: Sequence[tuple[FeedPhoto, Picture]]) -> Gallery | None:
    """The gallery of photos with their pictures; None without any.

    The heading names Instagram only when a photo that is shown came from it.
    """
    if not shown:
        return None
    heading = _HEADINGS[frozenset(photo.source for photo, _ in shown)]
    return Gallery(heading, tuple(_show(photo, picture) for photo, picture in shown))


def _show(photo: FeedPhoto, picture: Picture) -> GalleryPhoto:
    return GalleryPhoto(picture.described(photo.alt), photo.caption, photo.permalink)
