"""One refresh: the newest posts are asked for, their pictures taken, and all of it kept at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from pydantic import ValidationError

from plugins.core.findings import typed_path
from plugins.photo_feed import loading
from plugins.photo_feed.alt_texts import alt_text
from plugins.photo_feed.refresh import store
from plugins.photo_feed.refresh.api import Api
from plugins.photo_feed.refresh.errors import Kind, RefreshError
from plugins.photo_feed.refresh.pictures import NormalPicture, PictureProblem, normalise
from plugins.photo_feed.refresh.posts import InstagramPost, newest_posts
from plugins.photo_feed.refresh.secret import Secret
from plugins.photo_feed.snapshot import Photo, Snapshot

Warn = Callable[[str], None]


@dataclass(frozen=True)
class RefreshOptions:
    """Where the snapshot is, how many photos it is to have, and whose clocks say the day."""

    folder: Path
    enough: int
    zone: tzinfo


def refresh(options: RefreshOptions, api: Api, warn: Warn) -> str:
    """Bring the snapshot up to date; returns a sentence on what that came to.

    What is left out is told to `warn`. Raises Fault, and has then changed nothing.
    """
    path = typed_path(options.folder)
    try:
        with store.locked(options.folder):
            return _refresh(options, api, warn)
    except store.Busy as busy:
        raise RefreshError(Kind.BUSY, busy.message) from None
    except OSError as error:
        raise RefreshError(
            Kind.DISK,
            f"{path} cannot be written ({error.strerror}): look at its rights and at the room on "
            "the disk; the photos are as they were.",
        ) from None


def _refresh(options: RefreshOptions, api: Api, warn: Warn) -> str:
    old = _kept(options.folder, warn)
    posts = newest_posts(api, options.enough, options.zone, warn)
    photos: list[Photo] = []
    pictures: dict[str, bytes] = {}
    problems: list[str] = []
    for post in posts:
        older = old.get(post.id)
        if post.picture:
            try:
                picture = normalise(api.picture(post.picture))
                older = _photo(post, picture, api.secret)
                pictures[picture.file] = picture.data
            except (RefreshError, PictureProblem) as problem:
                problems.append(problem.message)
                stays = "stays as it was" if older else "is left out"
                warn(f"{post.permalink or f'Post {post.id}'} {stays}: {problem.message}")
        if older:
            photos.append(older)
    if problems and not pictures:
        raise RefreshError(
            Kind.PICTURES,
            f"Not one of {len(problems)} pictures could be taken (the last: "
            f"{problems[-1].rstrip('.')}): the photos are as they were; try again later.",
        )
    if old and not photos:
        warn("Instagram lists no photo any more, so the gallery is empty now.")
    changed = store.write(options.folder, Snapshot(version=1, photos=tuple(photos)), pictures)
    return _summary(photos, old, changed=changed)


def _kept(folder: Path, warn: Warn) -> dict[str, Photo]:
    """The photos of the snapshot that is there, by their id, if their pictures are there too."""
    data_file = loading.load_snapshot(folder)
    for finding in data_file.findings:
        warn(f"{data_file.path} is written anew, because it cannot be read: {finding.message}")
    photos = data_file.facts.photos if data_file.facts else ()
    there = folder / loading.PICTURES
    return {photo.id: photo for photo in photos if (there / photo.file).is_file()}


def _photo(post: InstagramPost, picture: NormalPicture, secret: Secret) -> Photo:
    alt, _ = alt_text(api_alt=post.alt, caption=post.caption, posted=post.posted)
    try:
        photo = Photo(
            id=post.id,
            file=picture.file,
            width=picture.width,
            height=picture.height,
            alt=alt,
            caption=post.caption,
            permalink=post.permalink,
            posted=post.posted,
        )
    except ValidationError:
        raise PictureProblem("its words cannot be kept") from None
    if secret.is_in(repr(photo)):  # cleaning can put together what stood apart
        raise PictureProblem("the token stands in its words and would be published")
    return photo


def _summary(photos: list[Photo], old: Mapping[str, Photo], *, changed: bool) -> str:
    all_of_them = f"{len(photos)} photo{'' if len(photos) == 1 else 's'}"
    if not changed:
        return f"Nothing has changed: {all_of_them}."
    added = sum(photo.id not in old for photo in photos)
    gone = len(old) - (len(photos) - added)
    return f"{all_of_them}, {added} of them new; {gone} left."
