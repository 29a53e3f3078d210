"""Publishes originals into the site's folder (edge: disk and Pillow)."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from plugins.responsive_images.picture import Picture, PictureError

FOLDER = "images"
MAX_WIDTH = 1600  # the widest the layout shows, at twice its CSS pixels for small screens
MAX_PIXELS = 50_000_000
MAX_BYTES = 40_000_000
_FORMATS = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp"}
_HARMLESS = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "progressive",
             "progression", "transparency", "gamma", "interlace", "background", "loop",
             "duration", "timestamp", "srgb", "chromaticity"}  # fmt: skip


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
        data = _read(path)
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            try:
                published, size, suffix = _prepare(data)
            except PictureError:
                raise
            except UnidentifiedImageError as error:
                raise PictureError(
                    "This is not a picture that can be read.", "Save it as PNG, JPEG or WebP."
                ) from error
            except Exception as error:  # a decoder may raise anything on bad bytes
                raise PictureError(
                    f"This picture is broken or too large ({type(error).__name__}).",
                    "Export it again, at most 50 megapixels.",
                ) from error
        stem = re.sub(r"[^a-z0-9]+", "-", path.stem.casefold()).strip("-")[:60] or "picture"
        name = f"{stem}-{hashlib.sha256(published).hexdigest()[:10]}{suffix}"
        target = self._site / FOLDER / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(published)
        return Picture(f"{FOLDER}/{name}", *size)


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise PictureError(f"There is no file {path.name}.", "Put it in content/images/.")
    if path.stat().st_size > MAX_BYTES:
        raise PictureError("This file is larger than 40 MB.", "Export it smaller.")
    return path.read_bytes()


def _prepare(data: bytes) -> tuple[bytes, tuple[int, int], str]:
    """The bytes to publish, their width and height in pixels, and the file's suffix.

    A picture that is small enough and carries no metadata is published as it is; any other is
    decoded and encoded anew, which leaves EXIF, GPS and comments behind.
    """
    with Image.open(io.BytesIO(data), formats=list(_FORMATS)) as image:
        if image.width * image.height > MAX_PIXELS:
            raise PictureError(
                f"This picture has {image.width} x {image.height} pixels.",
                "Export it at 2400 pixels wide or less.",
            )
        kind = str(image.format)
        image.load()
        plain = set(image.info) <= _HARMLESS and not getattr(image, "is_animated", False)
        if plain and image.width <= MAX_WIDTH and image.mode != "CMYK":
            return data, image.size, _FORMATS[kind]
        clean = _shrunk(_upright_srgb(image))
    buffer = io.BytesIO()
    _SAVERS[kind](clean, buffer)
    return buffer.getvalue(), clean.size, _FORMATS[kind]


def _upright_srgb(image: Image.Image) -> Image.Image:
    """The first frame, turned as its EXIF says and in sRGB."""
    upright = ImageOps.exif_transpose(image)
    profile = image.info.get("icc_profile")
    mode = "RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB"
    if profile:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        base = upright if upright.mode in ("RGB", "RGBA", "CMYK", "L") else upright.convert(mode)
        turned = ImageCms.profileToProfile(
            base,
            source,
            ImageCms.createProfile("sRGB"),
            outputMode=mode if base.mode == "RGBA" else "RGB",
        )
        upright = turned or upright
    plain = upright.convert(mode)
    plain.info.clear()
    return plain


def _shrunk(image: Image.Image) -> Image.Image:
    if image.width <= MAX_WIDTH:
        return image
    height = max(1, round(image.height * MAX_WIDTH / image.width))
    return image.resize((MAX_WIDTH, height), Image.Resampling.LANCZOS)


def _save_png(image: Image.Image, target: io.BytesIO) -> None:
    image.save(target, "PNG", optimize=True)


def _save_jpeg(image: Image.Image, target: io.BytesIO) -> None:
    image.convert("RGB").save(target, "JPEG", quality=82, progressive=True, optimize=True)


def _save_webp(image: Image.Image, target: io.BytesIO) -> None:
    image.save(target, "WEBP", quality=80, method=4)


_SAVERS: dict[str, Callable[[Image.Image, io.BytesIO], None]] = {
    "PNG": _save_png,
    "JPEG": _save_jpeg,
    "WEBP": _save_webp,
}
