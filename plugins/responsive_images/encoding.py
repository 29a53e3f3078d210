"""From an original's bytes to those that are published (edge: Pillow)."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from plugins.responsive_images.picture import PictureError
from plugins.responsive_images.plain_bytes import is_plain
from plugins.responsive_images.refusals import refusal

MAX_WIDTH = 1600  # the widest the layout shows, at twice its CSS pixels for small screens
MAX_PIXELS = 50_000_000
_SUFFIXES = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp"}
_KINDS = {"MPO": "JPEG"}  # phones append previews to a JPEG; the first picture is the photo
_RESIZABLE = frozenset({"L", "LA", "RGB", "RGBA", "CMYK"})


@dataclass(frozen=True)
class Encoded:
    """A picture ready to be written: its bytes, size in pixels and the suffix of its file."""

    data: bytes
    width: int
    height: int
    suffix: str


def prepare(data: bytes) -> Encoded:
    """The picture to publish for an original; raises PictureError.

    One that is small enough and holds nothing but its pixels is published as it is. Any other is
    decoded and encoded anew, which leaves EXIF, GPS, comments and hidden files behind.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a decoder's doubts about metadata are of no use here
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return _prepare(data)
        except PictureError:
            raise
        except UnidentifiedImageError as error:
            raise refusal(data) from error
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise _too_large("too many") from error
        except Exception as error:  # a decoder may raise anything on bad bytes
            raise PictureError(
                f"This picture is broken: {error}.", "Export it again, or copy it again."
            ) from error


def _prepare(data: bytes) -> Encoded:
    with Image.open(io.BytesIO(data), formats=list(_SUFFIXES)) as image:
        if image.width * image.height > MAX_PIXELS:
            raise _too_large(f"{image.width} x {image.height}")
        kind = _KINDS.get(str(image.format), str(image.format))
        original = image.size
        image.draft(image.mode, (MAX_WIDTH, MAX_WIDTH))  # a JPEG decodes no larger than needed
        image.load()
        if original[0] <= MAX_WIDTH and image.mode != "CMYK" and is_plain(data, kind):
            return Encoded(data, *original, _SUFFIXES[kind])
        clean = _in_srgb(_shrunk(_in_full_colour(ImageOps.exif_transpose(image))))
    buffer = io.BytesIO()
    _SAVERS[kind](clean, buffer)
    return Encoded(buffer.getvalue(), *clean.size, _SUFFIXES[kind])


def _too_large(pixels: str) -> PictureError:
    return PictureError(
        f"This picture has {pixels} pixels: more than 50 million.",
        "Export it at 2400 pixels wide or less.",
    )


def _in_full_colour(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be made smaller: no palette, 8 bits a channel."""
    if "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode.startswith("I"):
        # Pillow would cut off what is above 255 instead of scaling it.
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image if image.mode in _RESIZABLE else image.convert("RGB")


def _shrunk(image: Image.Image) -> Image.Image:
    if image.width <= MAX_WIDTH:
        return image
    height = max(1, round(image.height * MAX_WIDTH / image.width))
    return image.resize((MAX_WIDTH, height), Image.Resampling.LANCZOS)


def _in_srgb(image: Image.Image) -> Image.Image:
    """The pixels alone, in sRGB, which is what a picture without a profile is taken for."""
    mode = "RGBA" if "A" in image.getbands() else "RGB"
    profile = image.info.get("icc_profile")
    converted: Image.Image | None = None
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode=mode)
        except (ImageCms.PyCMSError, OSError):
            converted = None  # a profile that does not fit is left out, as browsers do
    plain = (converted or image).convert(mode)
    plain.info.clear()
    return plain


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
