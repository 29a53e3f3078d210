"""Reads the snapshot and curation.yaml, and finds the pictures that they name (edge: disk)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from plugins.core.data_file import DataFile
from plugins.core.findings import Finding, display_path
from plugins.core.text_file import decode
from plugins.core.yaml_lines import YamlError
from plugins.photo_feed.curation import Curation, read_curation
from plugins.photo_feed.fetching import FETCH
from plugins.photo_feed.gallery import FeedPhoto
from plugins.photo_feed.snapshot import Snapshot, finding, parse
from plugins.responsive_images.lookup import find_original
from plugins.responsive_images.picture import Picture, PictureError

SNAPSHOT = "photos.json"
PICTURES = "pictures"
CURATION = "curation.yaml"


def load_snapshot(folder: Path) -> DataFile[Snapshot]:
    """Read photos.json in `folder`; no file means no photos."""
    path = display_path(folder / SNAPSHOT)
    data = _read(folder / SNAPSHOT, path)
    if isinstance(data, Finding):
        return DataFile(path, None, findings=(data,))
    if data is None:
        return DataFile(path, Snapshot(version=1, photos=()))
    try:
        text = decode(data)
    except YamlError as error:
        found = finding(path, "photo-feed/unreadable", error.message, error.hint, error.line)
        return DataFile(path, None, findings=(found,))
    snapshot, findings = parse(text, path)
    return DataFile(path, snapshot, findings=tuple(findings))


def load_curation(folder: Path) -> DataFile[Curation]:
    """Read curation.yaml in `folder`; no file means no entries."""
    path = display_path(folder / CURATION)
    data = _read(folder / CURATION, path)
    if isinstance(data, Finding):
        return DataFile(path, None, findings=(data,))
    return DataFile(path, Curation()) if data is None else read_curation(data, path)


def _read(file: Path, path: str) -> bytes | Finding | None:
    if file.exists() and not (file.is_file() or file.is_dir()):  # reading a pipe never ends
        hint = "Replace it with a file."
        return finding(path, "photo-feed/unreadable", "This is not a file.", hint)
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        message = f"The file cannot be read: {error.strerror}."
        return finding(path, "photo-feed/unreadable", message, "Check its permissions.")


def publish(
    photos: Sequence[FeedPhoto],
    count: int,
    find: Callable[[FeedPhoto], Path],
    publish_picture: Callable[[Path], Picture],
) -> tuple[list[tuple[FeedPhoto, Picture]], list[Finding]]:
    """Publish the pictures of the first `count` photos; returns each such photo with its picture.

    `find` and `publish_picture` may raise PictureError, which becomes a finding. A missing picture
    of one of the other photos is reported as well.
    """
    shown, findings = [], []
    for position, photo in enumerate(photos):
        try:
            original = find(photo)
            if position < count:
                shown.append((photo, publish_picture(original)))
        except PictureError as error:
            message = f"{photo.file}: {error.message}"
            found = finding(photo.path, "photo-feed/bad-picture", message, error.hint, photo.line)
            findings.append(found)
    return shown, findings


def find_picture(photo: FeedPhoto, folder: Path, content: Path) -> Path:
    """The path of the photo's picture; raises PictureError.

    Pictures from Instagram are in pictures/ in `folder`. The clinic's own are looked up in
    `folder`, and then where the pictures of posts are.
    """
    if photo.source == "clinic":
        return find_original(photo.file, folder, content)
    home = folder / PICTURES
    path = home / photo.file
    if not path.is_file():
        raise PictureError(
            f"There is no such file in {PICTURES}/.",
            f"Fetch it with `{FETCH}`, or restore the last good version of the folder.",
        )
    if not path.resolve().is_relative_to(home.resolve()):
        raise PictureError(
            f"It is a link that leads out of {PICTURES}/.", "Put the picture itself there."
        )
    return path
