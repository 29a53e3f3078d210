"""Finds one file of the built site on disk, while builds replace the whole folder under it."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

from plugins.preview.listen_address import RequestPath

TRIES = 25
PAUSE = 0.02  # seconds between two tries; a swap is two renames and takes far less
UNKNOWN_TYPE = "application/octet-stream"
# Spelt out because Python's own table reads the machine's files and differs from one to the next.
TYPES = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".htm": "text/html; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".rss": "application/rss+xml; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
    ".xsl": "text/xsl; charset=utf-8",
}


@dataclass(frozen=True)
class SiteFile:
    """One file of the site, whole; `needs_slash` when it was asked for as "/a" and is "/a/"."""

    body: bytes
    content_type: str
    needs_slash: bool = False


def find(root: Path, address: RequestPath) -> SiteFile | None:
    """The file at `address` below `root`, or None when the site has none there.

    Nothing is held between two calls. While a build puts a new folder in place of `root` a file may
    seem to be missing: then, and only then, it is looked for again.
    """
    found = None
    for _ in range(TRIES):
        before = _identity(root)
        found = _look(root, address)
        if found or (before and before == _identity(root)):
            break
        time.sleep(PAUSE)
    return found


def exists(root: Path) -> bool:
    """Whether there is a built site at `root` at all."""
    return root.is_dir()


def content_type(name: str) -> str:
    """The Content-Type of a file called `name`."""
    return TYPES.get(Path(name).suffix.lower(), UNKNOWN_TYPE)


def _identity(root: Path) -> tuple[int, int] | None:
    try:
        status = root.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _look(root: Path, address: RequestPath) -> SiteFile | None:
    try:
        base = _real(root)
        path = _inside(base, base.joinpath(*address.parts))
        if path.is_dir():
            index = _inside(base, path / "index.html")
            return _read(index, needs_slash=not address.folder)
        return None if address.folder else _read(path)
    except OSError:
        return None


def _real(path: Path) -> Path:
    # Not Path.resolve(): before Python 3.13 that reports a loop of links as a RuntimeError.
    return Path(os.path.realpath(path, strict=True))


def _inside(base: Path, path: Path) -> Path:
    real = _real(path)
    if not real.is_relative_to(base):
        raise FileNotFoundError(real)
    return real


def _read(path: Path, *, needs_slash: bool = False) -> SiteFile | None:
    if not path.is_file():  # a named pipe would block for ever
        return None
    return SiteFile(path.read_bytes(), content_type(path.name), needs_slash)
