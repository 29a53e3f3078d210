"""The edge to the disk: reads the snapshot, and finds the pictures that it names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.findings import Finding
from plugins.photo_feed.gallery import PublishedPicture
from plugins.photo_feed.json_lines import locate
from plugins.photo_feed.snapshot import RULE, Photo, Snapshot, parse
from plugins.responsive_images.picture import PictureError

SNAPSHOT = "photos.json"
PICTURES = "pictures"


@dataclass(frozen=True)
class Feed:
    """A snapshot that was read, its `text` for line numbers, and where it stands.

    `path` is photos.json as an editor would type it, `folder` holds it and pictures/.
    """

    snapshot: Snapshot
    text: str
    path: str
    folder: Path


@dataclass(frozen=True)
class Published:
    """The photos that can be shown, the pictures of each by file name, and what went wrong."""

    photos: tuple[Photo, ...]
    pictures: dict[str, PublishedPicture]
    findings: list[Finding]


def load(folder: Path, path: str) -> tuple[Feed | None, list[Finding]]:
    """Read photos.json in `folder`, which findings call `path`; no file means no feed."""
    try:
        text = (folder / SNAPSHOT).read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return None, []
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        cure = "Save it again with the encoding UTF-8."
        return None, [_finding(path, line, "unreadable", "The file is not saved as UTF-8.", cure)]
    except OSError as error:
        message = f"The file cannot be read: {error.strerror}."
        return None, [_finding(path, 0, "unreadable", message, "Look at its permissions.")]
    snapshot, findings = parse(text, path)
    return (Feed(snapshot, text, path, folder) if snapshot else None), findings


def publish(
    feed: Feed, photos: Sequence[Photo], publish_picture: Callable[[Path], PublishedPicture]
) -> Published:
    """Hand the pictures of `photos` to `publish_picture`, which may raise PictureError.

    Every picture that the snapshot names must be there, also those that are not shown.
    """
    findings = []
    pictures = {}
    for photo in feed.snapshot.photos:
        try:
            original = _original(feed.folder / PICTURES, photo.file)
            if photo in photos:
                pictures[photo.file] = publish_picture(original)
        except PictureError as error:
            message = f"{photo.file}: {error.message}"
            line = _line(feed, photo)
            findings.append(_finding(feed.path, line, "bad-picture", message, error.cure))
    shown = tuple(photo for photo in photos if photo.file in pictures)
    return Published(shown, pictures, findings)


def _original(folder: Path, name: str) -> Path:
    path = folder / name
    if not path.is_file():
        raise PictureError(
            f"There is no such file in {folder.name}/.",
            "Put it there, or take its photo out of the snapshot.",
        )
    if not path.resolve().is_relative_to(folder.resolve()):
        raise PictureError(
            f"It is a link that leads out of {folder.name}/.", "Put the picture itself there."
        )
    return path


def _line(feed: Feed, photo: Photo) -> int:
    index = feed.snapshot.photos.index(photo)
    return locate(feed.text).lines[("photos", index, "file")]


def _finding(path: str, line: int, rule: str, message: str, cure: str) -> Finding:
    return Finding(path, line, "error", f"{RULE}/{rule}", message, cure)
