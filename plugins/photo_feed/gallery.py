"""The snapshot and the editors' wishes become one list of photos, and that becomes the gallery."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from plugins.article_body.excerpts import shorten
from plugins.core.data_file import DataFile
from plugins.core.findings import Finding, did_you_mean
from plugins.photo_feed.clean_text import clean_line
from plugins.photo_feed.curation import Curation, Override, OwnPicture
from plugins.photo_feed.snapshot import RULE, Photo, Snapshot
from plugins.responsive_images.picture import Picture

LONGEST_CAPTION = 160  # characters; Instagram takes 2,200, which no gallery has room for
_KEEP_ONE = "Keep one of the two."


@dataclass(frozen=True)
class FeedPhoto:
    """A photo as the page may show it, and where it is written down.

    `name` is its id on Instagram, or the `src` of the clinic's own picture; `file` lies in
    pictures/, or is looked for as any picture of a post. `permalink` is empty and `posted` None
    where there is none. `path` and `line` are of its file's name;
    `line` is 0 in photos.json, which a program writes.
    """

    name: str
    source: Literal["clinic", "instagram"]
    file: str
    alt: str
    caption: str
    permalink: str
    posted: date | None
    path: str
    line: int


def merge(
    snapshot: DataFile[Snapshot], curation: DataFile[Curation]
) -> tuple[list[FeedPhoto], list[Finding]]:
    """Every photo that may be shown, first one first, and what is wrong with the wishes.

    Pinned ones come first, in the order of the pins; then the newest, equal days in the order of
    the files, and last those without a day.
    """
    kept = snapshot.facts or Snapshot(version=1, photos=())
    wishes = curation.facts or Curation()
    words = {override.id: override for override in wishes.override}
    photos = [
        _from_instagram(photo, words.get(photo.id), snapshot.path)
        for photo in kept.photos
        if photo.id not in wishes.hide
    ]
    photos += [_own(picture, curation, index) for index, picture in enumerate(wishes.own)]
    photos.sort(key=lambda photo: photo.posted or date.min, reverse=True)
    pins = {name: place for place, name in reversed(list(enumerate(wishes.pin)))}
    photos.sort(key=lambda photo: pins.get(photo.name, len(wishes.pin)))
    findings = list(_doubles(curation, wishes))
    if snapshot.facts:  # else it has an error of its own
        findings += _unknown(curation, wishes, kept.photos)
    return photos, findings


def _from_instagram(photo: Photo, words: Override | None, path: str) -> FeedPhoto:
    return FeedPhoto(
        name=photo.id,
        source="instagram",
        file=photo.file,
        alt=(words and words.alt) or photo.alt,
        caption=(words and words.caption) or shorten(clean_line(photo.caption), LONGEST_CAPTION),
        permalink=photo.permalink,
        posted=photo.posted,
        path=path,
        line=0,
    )


def _own(picture: OwnPicture, file: DataFile[Curation], index: int) -> FeedPhoto:
    return FeedPhoto(
        name=picture.src,
        source="clinic",
        file=picture.src,
        alt=picture.alt,
        caption=picture.caption,
        permalink="",
        posted=picture.posted,
        path=file.path,
        line=file.line_of("own", index, "src"),
    )


def _doubles(file: DataFile[Curation], wishes: Curation) -> Iterator[Finding]:
    """An error for each wish that another one contradicts or repeats."""
    rows = {
        ("override", "id"): [override.id for override in wishes.override],
        ("own", "src"): [picture.src for picture in wishes.own],
    }
    for (key, name), values in rows.items():
        for index, value in enumerate(values):
            if value in values[:index]:
                line, message = file.line_of(key, index, name), f"“{value}” is there twice."
                yield Finding(file.path, line, "error", f"{RULE}/double", message, _KEEP_ONE)
    for index, value in enumerate(wishes.hide):
        if value and value in wishes.pin:
            line, message = (
                file.line_of("hide", index),
                f"“{value}” is pinned as well as hidden.",
            )
            yield Finding(file.path, line, "error", f"{RULE}/double", message, _KEEP_ONE)


def _unknown(
    file: DataFile[Curation], wishes: Curation, photos: Sequence[Photo]
) -> Iterator[Finding]:
    """A warning, because a photo leaves when its post is deleted on Instagram."""
    ids = [photo.id for photo in photos]
    known: Mapping[str, list[str]] = {
        "pin": [*ids, *(picture.src for picture in wishes.own)],
        "hide": ids,
        "override": ids,
    }
    named = [("pin", at, name) for at, name in enumerate(wishes.pin)]
    named += [("hide", at, name) for at, name in enumerate(wishes.hide)]
    named += [("override", at, override.id) for at, override in enumerate(wishes.override)]
    for key, index, name in named:
        if name and name not in known[key]:
            message = f"{key}: There is no photo “{name}”, or no more."
            hint = did_you_mean(name, known[key]) or "Take it out; ids are in photos.json."
            line = file.line_of(key, index)
            yield Finding(file.path, line, "warning", f"{RULE}/unknown-photo", message, hint)


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
