"""Reads one file of the built site while builds may replace the whole folder."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

from plugins.preview.listen_address import RequestPath

TRIES = 25
PAUSE = 0.02  # seconds between two tries; the two renames of a swap take far less
# Not from mimetypes, which differs between versions of Python and reads the machine's own files.
_TYPES = {
    ".avif": "image/avif", ".csv": "text/csv", ".css": "text/css", ".gif": "image/gif",
    ".atom": "application/atom+xml", ".htm": "text/html", ".html": "text/html",
    ".ico": "image/x-icon", ".jpeg": "image/jpeg", ".jpg": "image/jpeg", ".js": "text/javascript",
    ".json": "application/json", ".md": "text/markdown", ".mjs": "text/javascript",
    ".mp3": "audio/mpeg", ".mp4": "video/mp4", ".pdf": "application/pdf", ".png": "image/png",
    ".rss": "application/rss+xml", ".svg": "image/svg+xml", ".txt": "text/plain",
    ".wasm": "application/wasm", ".webm": "video/webm", ".webp": "image/webp",
    ".webmanifest": "application/manifest+json", ".woff": "font/woff", ".woff2": "font/woff2",
    ".xml": "application/xml", ".xsl": "text/xsl",
}  # fmt: skip


@dataclass(frozen=True)
class SiteFile:
    """One file of the site; `needs_slash` when the request was for "/a" and the page is "/a/"."""

    body: bytes
    content_type: str
    needs_slash: bool = False


def find(root: Path, address: RequestPath) -> SiteFile | None:
    """The file at `address` below `root`, or None when the site has no such file.

    While a build replaces the folder `root`, a file may seem to be missing. Only then does this
    search for it again.
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
    """Whether there is a built site at `root`."""
    return root.is_dir()


def content_type(name: str) -> str:
    """The Content-Type of a file called `name`."""
    kind = _TYPES.get(Path(name).suffix.lower(), "application/octet-stream")
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith("xml") else kind


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
    # Path.resolve() raises RuntimeError for a loop of links before Python 3.13.
    return Path(os.path.realpath(path, strict=True))


def _inside(base: Path, path: Path) -> Path:
    real = _real(path)
    if not real.is_relative_to(base):
        raise FileNotFoundError(real)
    return real


def _read(path: Path, *, needs_slash: bool = False) -> SiteFile | None:
    if not path.is_file():  # a named pipe would block forever
        return None
    return SiteFile(path.read_bytes(), content_type(path.name), needs_slash)
