"""Publishes pictures into the output folder (edge: disk)."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import Protocol

from plugins.core.cores import cores
from plugins.responsive_images.cache import Cache
from plugins.responsive_images.encoding import Encoded, key_of, prepare, quiet_decoders
from plugins.responsive_images.picture import (
    FOLDER,
    ImageCandidate,
    Picture,
    PictureError,
    PictureSource,
    WantedImage,
)

MAX_BYTES = 40_000_000
_AT_ONCE = 4  # pictures that are encoded at the same time, at most: each takes memory
_SUFFIXES = {
    "image/avif": "avif", "image/webp": "webp", "image/jpeg": "jpg", "image/png": "png",
    "image/svg+xml": "svg",
}  # fmt: skip
_FALLBACKS = {"image/jpeg", "image/png", "image/svg+xml"}


class KnownPictures(Protocol):
    """What earlier builds know of pictures, so that their files need not be read or written."""

    def key(self, original: Path) -> str:
        """What `key_of` returns for the bytes of an original; raises OSError."""

    def find(self, image: WantedImage) -> Picture | None:
        """The published picture of an image, if the site has its files now; raises OSError."""

    def keep(self, image: WantedImage, picture: Picture, files: Mapping[str, bytes]) -> None:
        """Keep a picture that was published, with the bytes of its files by their URL."""


class ImageStore:
    """Publishes originals below `content` as `images/<name>-<width>.<type>` below `site`.

    `before_encoding` is called before an original that is not in `cache` is encoded.
    """

    def __init__(
        self,
        content: Path,
        site: Path,
        cache: Cache | None = None,
        before_encoding: Callable[[], object] = lambda: None,
        known: KnownPictures | None = None,
    ) -> None:
        self._content = content
        self._site = site
        self._cache = cache
        self._before_encoding = before_encoding
        self._known = known
        self._wanted: dict[Path, WantedImage] = {}
        self._published: dict[str, Picture | PictureError] = {}

    def identify(self, path: Path) -> WantedImage:
        """The image that the original at `path` becomes; nothing is encoded or written.

        Raises PictureError if the file is missing, too large, or has been refused by `encode`.
        """
        if path not in self._wanted:
            relative = Path(os.path.relpath(path, self._content)).as_posix()
            self._wanted[path] = WantedImage(relative, _name(path, self._key_of(path)))
        wanted = self._wanted[path]
        refused = self._published.get(wanted.name)
        if isinstance(refused, PictureError):
            raise refused
        return wanted

    def is_published(self, image: WantedImage) -> bool:
        """Whether the site has the files of an image."""
        return isinstance(self._published.get(image.name), Picture)

    def encode(self, wanted: Collection[WantedImage]) -> bool:
        """Encode and write each image once, on all cores; returns whether all are published."""
        missing = {image.name: image for image in wanted if image.name not in self._published}
        if missing:
            self._encode_all(missing)
        return all(isinstance(self._published[image.name], Picture) for image in wanted)

    def _encode_all(self, missing: dict[str, WantedImage]) -> None:
        # Images with the same bytes have one entry in the cache: one thread encodes it, once.
        same: dict[str, list[WantedImage]] = {}
        for image in missing.values():
            same.setdefault(image.name.rpartition("-")[2], []).append(image)
        threads = cores()
        encoders, pool = ThreadPoolExecutor(threads), ThreadPoolExecutor(min(threads, _AT_ONCE))
        try:
            with quiet_decoders():
                for found in pool.map(lambda each: self._encode(each, encoders), same.values()):
                    self._published |= found
        finally:  # an interrupted build must not wait for more than what is being encoded
            encoders.shutdown(wait=False, cancel_futures=True)
            pool.shutdown(cancel_futures=True)

    def picture(self, wanted: WantedImage) -> Picture:
        """The published picture, without alternative text; raises PictureError.

        The original may be damaged, hostile or of another format.
        """
        self.encode([wanted])
        found = self._published[wanted.name]
        if isinstance(found, PictureError):
            raise found
        return found

    def _encode(
        self, images: Sequence[WantedImage], encoders: Executor
    ) -> dict[str, Picture | PictureError]:
        return {image.name: self._encode_one(image, encoders) for image in images}

    def _encode_one(self, image: WantedImage, encoders: Executor) -> Picture | PictureError:
        path = self._content / image.path
        try:
            key = self._key_of(path)
            if image.name != _name(path, key):
                return _changed(path)
            if self._known and (picture := self._known.find(image)):
                return picture
            original = _read(path)
            if key != key_of(original):
                return _changed(path)
            files = self._files(original, key, encoders)
        except PictureError as error:
            return error
        (self._site / FOLDER).mkdir(parents=True, exist_ok=True)
        urls = {_url(image, file): file.data for file in files}
        for url, data in urls.items():
            (self._site / url).write_bytes(data)
        picture = _picture(files, list(urls))
        if self._known:
            self._known.keep(image, picture, urls)
        return picture

    def _key_of(self, path: Path) -> str:
        _check(path)
        try:
            return self._known.key(path) if self._known else key_of(path.read_bytes())
        except OSError as error:
            raise _unreadable(path, error) from error

    def _files(self, original: bytes, key: str, encoders: Executor) -> list[Encoded]:
        found = self._cache.get(key) if self._cache else None
        if found is None:
            self._before_encoding()
            found = prepare(original, encoders)
            if self._cache:
                self._cache.put(key, found)
        return found


def _name(path: Path, key: str) -> str:
    """The name of all published files; with one hash, a page that lists many compresses better."""
    stem = re.sub(r"[^a-z0-9]+", "-", path.stem.casefold()).strip("-")[:60] or "picture"
    return f"{stem}-{key[:10]}"


def _url(image: WantedImage, file: Encoded) -> str:
    return f"{image.address}-{file.width}.{_SUFFIXES[file.type]}"


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


def _check(path: Path) -> None:
    """Raise PictureError for an original that is not read at all."""
    if not path.is_file():
        raise PictureError(f"There is no file {path.name}.", "Put it in content/images/.")
    if path.stat().st_size > MAX_BYTES:
        raise PictureError("This file is larger than 40 MB.", "Export it at a smaller size.")


def _read(path: Path) -> bytes:
    _check(path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> PictureError:
    return PictureError(
        f"The file {path.name} cannot be read: {error.strerror}.", "Check its permissions."
    )


def _changed(path: Path) -> PictureError:
    return PictureError(f"{path.name} changed during the build.", "Build again.")
