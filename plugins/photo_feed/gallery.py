"""Merges the snapshot with the editors' curation into one list of photos, and shows those."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from plugins.article_body.excerpts import shorten
from plugins.core.data_file import DataFile
from plugins.core.focus import Focus
from plugins.photo_feed.clean_text import clean_line
from plugins.photo_feed.curation import Curation, Override, OwnPicture
from plugins.photo_feed.snapshot import Photo, Snapshot
from plugins.responsive_images.picture import Picture

LONGEST_CAPTION = 160  # characters; Instagram allows 2,200, for which no gallery has room
_HEADINGS = {
    frozenset({"clinic"}): "From the clinic",
    frozenset({"instagram"}): "Photos from Instagram",
    frozenset({"clinic", "instagram"}): "From the clinic and Instagram",
}


@dataclass(frozen=True)
class FeedPhoto:
    """A photo that may be shown, and the place of its entry.

    `name` is its id on Instagram, or the `src` of the clinic's own picture; `file` is in
    pictures/, or is looked up like a picture of a post. `permalink` is empty and `posted` None if
    unknown. `path` and `line` are those of its entry; `line` is 0 in photos.json.
    """

    name: str
    source: Literal["clinic", "instagram"]
    file: str
    alt: str
    caption: str
    path: str
    line: int = 0
    permalink: str = ""
    posted: date | None = None
    focus: Focus | None = None
    illustration: bool = False


@dataclass(frozen=True)
class GalleryPhoto:
    """A published picture with its alternative text; `permalink` is empty if there is none.

    `illustration`: whether its caption has to say that it is one, because the heading does not.
    """

    picture: Picture
    caption: str
    permalink: str
    illustration: bool = False


@dataclass(frozen=True)
class Gallery:
    """The photos under their heading."""

    heading: str
    photos: tuple[GalleryPhoto, ...]


def merge(snapshot: DataFile[Snapshot], curation: DataFile[Curation]) -> list[FeedPhoto]:
    """Every photo that may be shown, in the order of the page.

    Pinned photos come first, in the order of `pin`; then the others from new to old, those of the
    same date in the order of the files; last those without a date.
    """
    wanted = curation.facts or Curation()
    overrides = {override.id: override for override in wanted.override}
    photos = [
        _from_instagram(photo, overrides.get(photo.id), snapshot.path)
        for photo in (snapshot.facts.photos if snapshot.facts else ())
        if photo.id not in wanted.hide
    ]
    photos += [_own(picture, curation, index) for index, picture in enumerate(wanted.own)]
    photos.sort(key=lambda photo: photo.posted or date.min, reverse=True)
    pins = {name: position for position, name in reversed(list(enumerate(wanted.pin)))}
    photos.sort(key=lambda photo: pins.get(photo.name, len(wanted.pin)))
    return photos


def _from_instagram(photo: Photo, override: Override | None, path: str) -> FeedPhoto:
    own = override or Override(id=photo.id)
    return FeedPhoto(
        name=photo.id,
        source="instagram",
        file=photo.file,
        alt=own.alt or photo.alt,
        caption=own.caption or shorten(clean_line(photo.caption), LONGEST_CAPTION),
        path=path,
        permalink=photo.permalink,
        posted=photo.posted,
    )


def _own(picture: OwnPicture, curation: DataFile[Curation], index: int) -> FeedPhoto:
    return FeedPhoto(
        name=picture.src,
        source="clinic",
        file=picture.src,
        alt=picture.alt,
        caption=picture.caption,
        path=curation.path,
        line=curation.line_of("own", index, "src"),
        posted=picture.posted,
        focus=picture.focus,
        illustration=picture.illustration,
    )


def make_gallery(shown: Sequence[tuple[FeedPhoto, Picture]]) -> Gallery | None:
    """The gallery of photos with their published pictures; None if there are none.

    The heading names Instagram only if one of the photos is from there. It says that the pictures
    are illustrations if all are; otherwise the caption of each illustration does.
    """
    if not shown:
        return None
    drawn = all(photo.illustration for photo, _ in shown)
    sources = frozenset(photo.source for photo, _ in shown)
    photos = (
        GalleryPhoto(
            picture.described(photo.alt, photo.focus),
            photo.caption,
            photo.permalink,
            photo.illustration and not drawn,
        )
        for photo, picture in shown
    )
    return Gallery("Illustrations" if drawn else _HEADINGS[sources], tuple(photos))
