"""Publishes pictures into the output folder (edge: disk)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

from plugins.responsive_images.cache import Cache
from plugins.responsive_images.encoding import Encoded, prepare
from plugins.responsive_images.picture import ImageCandidate, Picture, PictureError, PictureSource

FOLDER = "images"
MAX_BYTES = 40_000_000
_SUFFIXES = {
    "image/avif": "avif", "image/webp": "webp", "image/jpeg": "jpg", "image/png": "png",
    "image/svg+xml": "svg",
}  # fmt: skip
_FALLBACKS = {"image/jpeg", "image/png", "image/svg+xml"}


class PictureStore:
    """Publishes each original once, as `images/<name>-<hash>-<width>.<ext>` below `site`.

    `before_encoding` is called before an original that is not in `cache` is encoded.
    """

    def __init__(
        self,
        site: Path,
        cache: Cache | None = None,
        before_encoding: Callable[[], object] = lambda: None,
    ) -> None:
        self._site = site
        self._cache = cache
        self._before_encoding = before_encoding
        self._known: dict[Path, Picture] = {}

    def publish(self, path: Path) -> Picture:
        """Write the picture at `path` into the site and return it, without alternative text.

        Raises PictureError if the file is missing, damaged, hostile or of another format.
        """
        if path not in self._known:
            self._known[path] = self._publish(path)
        return self._known[path]

    def _publish(self, path: Path) -> Picture:
        files = self._files(_read(path))
        stem = re.sub(r"[^a-z0-9]+", "-", path.stem.casefold()).strip("-")[:60] or "picture"
        # All files of a picture share one hash: a page that lists fifteen compresses better.
        digest = hashlib.sha256(b"".join(file.data for file in files)).hexdigest()[:10]
        (self._site / FOLDER).mkdir(parents=True, exist_ok=True)
        for file in files:
            (self._site / _url(stem, digest, file)).write_bytes(file.data)
        return _picture(files, [_url(stem, digest, file) for file in files])

    def _files(self, original: bytes) -> list[Encoded]:
        found = self._cache.get(original) if self._cache else None
        if found is None:
            self._before_encoding()
            found = prepare(original)
            if self._cache:
                self._cache.put(original, found)
        return found


def _url(stem: str, digest: str, file: Encoded) -> str:
    return f"{FOLDER}/{stem}-{digest}-{file.width}.{_SUFFIXES[file.type]}"


def _picture(files: Sequence[Encoded], urls: Sequence[str]) -> Picture:
    """The files as templates use them; the last is the widest that every browser can read."""
    last, rows = files[-1], zip(files, urls, strict=True)
    sources = [
        PictureSource(kind, tuple(ImageCandidate(url, file.width) for file, url in group))
        for kind, group in groupby(
            rows, key=lambda row: last.type if row[0].type in _FALLBACKS else row[0].type
        )
    ]
    alone = len(files) == 1
    return Picture(urls[-1], last.width, last.height, sources=() if alone else tuple(sources))


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise PictureError(f"There is no file {path.name}.", "Put it in content/images/.")
    if path.stat().st_size > MAX_BYTES:
        raise PictureError("This file is larger than 40 MB.", "Export it at a smaller size.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise PictureError(
            f"The file {path.name} cannot be read: {error.strerror}.", "Check its permissions."
        ) from error
