"""Publishes originals into the site's folder (edge: disk)."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from plugins.responsive_images.encoding import prepare
from plugins.responsive_images.picture import Picture, PictureError

FOLDER = "images"
MAX_BYTES = 40_000_000


class PictureStore:
    """Each original is published once, as `images/<name>-<hash>.<ext>` below `site`."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._known: dict[Path, Picture] = {}

    def publish(self, path: Path) -> Picture:
        """Write the picture at `path` into the site and return it, without alternative text.

        Raises PictureError when the file is missing, broken, hostile or of another kind.
        """
        if path not in self._known:
            self._known[path] = self._publish(path)
        return self._known[path]

    def _publish(self, path: Path) -> Picture:
        picture = prepare(_read(path))
        stem = re.sub(r"[^a-z0-9]+", "-", path.stem.casefold()).strip("-")[:60] or "picture"
        name = f"{stem}-{hashlib.sha256(picture.data).hexdigest()[:10]}{picture.suffix}"
        target = self._site / FOLDER / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(picture.data)
        return Picture(f"{FOLDER}/{name}", picture.width, picture.height)


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise PictureError(f"There is no file {path.name}.", "Put it in content/images/.")
    if path.stat().st_size > MAX_BYTES:
        raise PictureError("This file is larger than 40 MB.", "Export it smaller.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise PictureError(
            f"The file {path.name} cannot be read: {error.strerror}.", "Look at its permissions."
        ) from error
