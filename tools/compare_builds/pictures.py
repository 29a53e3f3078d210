"""What differs between two pictures: format, size, mode, metadata or pixels."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from PIL import Image, UnidentifiedImageError

from tools.compare_builds.differences import in_bytes

SUFFIXES = {".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif"}


def in_picture(before: bytes, after: bytes) -> str | None:
    """What differs between two pictures; None if pixels and metadata are equal.

    Files that are not pictures are compared byte by byte.
    """
    if before == after:
        return None
    try:
        with Image.open(io.BytesIO(before)) as old, Image.open(io.BytesIO(after)) as new:
            return _in_properties(old, new) or _in_frames(old, new)
    except (UnidentifiedImageError, OSError, SyntaxError):
        return in_bytes(before, after)


def _in_properties(old: Image.Image, new: Image.Image) -> str | None:
    for name in ("format", "size", "mode", "n_frames"):
        a, b = getattr(old, name, 1), getattr(new, name, 1)
        if a != b:
            return f"{name}: {a} → {b}"
    old.load()
    new.load()  # PNG may have metadata after the pixels
    names = {*old.info, *new.info}
    changed = sorted(str(name) for name in names if old.info.get(name) != new.info.get(name))
    return f"metadata: {', '.join(changed)}" if changed else None


def _in_frames(old: Image.Image, new: Image.Image) -> str | None:
    for number in range(getattr(old, "n_frames", 1)):
        old.seek(number)
        new.seek(number)
        distance = np.abs(_values(old) - _values(new)).max(axis=2)
        if distance.any():
            rows, columns = np.nonzero(distance)
            return (
                f"{rows.size:,} of {distance.size:,} pixels differ, by at most {distance.max()}, "
                f"x {columns.min()} to {columns.max()}, y {rows.min()} to {rows.max()}"
            )
    return None


def _values(picture: Image.Image) -> np.ndarray[Any, Any]:
    """The values of all pixels; with a palette, the colours instead of their indexes."""
    shown = picture.convert("RGBA") if picture.mode in {"P", "PA"} else picture
    return np.atleast_3d(np.asarray(shown)).astype(np.int64)
