"""One refresh: lists the newest posts, downloads their pictures, and saves all in one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import tzinfo
from pathlib import Path

from pydantic import ValidationError

from plugins.core.findings import display_path
from plugins.photo_feed import loading
from plugins.photo_feed.alt_texts import alt_text
from plugins.photo_feed.fetching import GUIDE
from plugins.photo_feed.refresh import store
from plugins.photo_feed.refresh.api import Api
from plugins.photo_feed.refresh.errors import ErrorKind, RefreshError
from plugins.photo_feed.refresh.pictures import normalise
from plugins.photo_feed.refresh.posts import InstagramPost, newest_posts
from plugins.photo_feed.refresh.project import Project
from plugins.photo_feed.snapshot import Photo, Snapshot
from plugins.responsive_images.picture import PictureError

Warn = Callable[[str], None]


def refresh(project: Project, api: Api, warn: Warn) -> str:
    """Bring the project's snapshot up to date; returns a sentence on what has changed.

    `warn` is called for each post that is left out. Raises RefreshError; then nothing has changed.
    """
    try:
        with store.locked(project.folder):
            return _refresh(project, api, warn)
    except OSError as error:
        raise RefreshError(
            ErrorKind.DISK,
            f"{display_path(project.folder)} cannot be written ({error.strerror}): check its "
            "permissions and the space on the disk; the photos are as they were.",
        ) from None


def _refresh(project: Project, api: Api, warn: Warn) -> str:
    old = _kept(project.folder, warn)
    photos: list[Photo] = []
    pictures: dict[str, bytes] = {}
    problems: list[str] = []
    posts = newest_posts(api, project.enough, warn)
    if old and not posts:
        _check_empty(api)
    for post in posts:
        photo = old.get(post.id)
        if post.shown.picture:
            try:
                photo, data = _download(post, api, project.zone)
                pictures[photo.file] = data
            except (RefreshError, PictureError) as problem:
                problems.append(problem.message)
                stays = "stays as it was" if photo else "is left out"
                warn(f"{post.permalink or f'Post {post.id}'} {stays}: {problem.message}")
        if photo:
            photos.append(photo)
    if problems and not pictures:
        raise RefreshError(
            ErrorKind.PICTURES,
            f"Not one of {len(problems)} pictures could be downloaded (the last: "
            f"{problems[-1].rstrip('.')}): the photos are as they were; try again later.",
        )
    if old and not photos:
        warn("Instagram lists no photo any more, so the gallery is empty now.")
    changed = store.write(project.folder, Snapshot(version=1, photos=tuple(photos)), pictures)
    return _summary(photos, old, changed=changed)


def _check_empty(api: Api) -> None:
    """Raise RefreshError unless the account, whose list is empty, says that it has no posts."""
    if api.media_count() != 0:
        raise RefreshError(
            ErrorKind.TEMPORARY,
            "Instagram lists no posts, but does not say that the account has none: the photos are "
            "as they were; try again later. If this happens again, log in with the app again and "
            f"get a new token as {GUIDE} describes.",
        )


def _kept(folder: Path, warn: Warn) -> dict[str, Photo]:
    """The photos of the present snapshot whose pictures exist, by id."""
    data_file = loading.load_snapshot(folder)
    for finding in data_file.findings:
        warn(f"{data_file.path} will be replaced, because it cannot be read: {finding.message}")
    photos = data_file.facts.photos if data_file.facts else ()
    return {p.id: p for p in photos if (folder / loading.PICTURES / p.file).is_file()}


def _download(post: InstagramPost, api: Api, zone: tzinfo) -> tuple[Photo, bytes]:
    """The post as a photo, and the bytes of its picture; raises RefreshError or PictureError."""
    picture = normalise(api.picture(post.shown.picture))
    posted = post.day(zone)
    alt = post.alt_text or post.shown.alt_text
    try:
        photo = Photo(
            id=post.id,
            file=picture.file,
            width=picture.width,
            height=picture.height,
            alt=alt_text(api_alt=alt, caption=post.caption, posted=posted),
            caption=post.caption,
            permalink=post.permalink,
            posted=posted,
        )
    except ValidationError:
        raise PictureError("Its texts cannot be used.", "") from None
    if api.secret.is_in(repr(photo)):  # cleaning may have joined the parts of a split token
        raise PictureError("Its texts contain the token, which would be published.", "")
    return photo, picture.data


def _summary(photos: list[Photo], old: Mapping[str, Photo], *, changed: bool) -> str:
    total = f"{len(photos)} photo{'' if len(photos) == 1 else 's'}"
    if not changed:
        return f"Nothing has changed: {total}."
    added = sum(photo.id not in old for photo in photos)
    removed = len(old) - (len(photos) - added)
    return f"{total}, {added} of them new; {removed} removed."
